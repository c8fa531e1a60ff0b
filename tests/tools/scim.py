"""Runs scim2-tester against a SCIM service: `scim.py BASE_URL TOKEN`; ends with 1 on any error."""

import sys

from httpx2 import Client
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server


def main(base, token):
    headers = {"Authorization": f"Bearer {token}"}
    with Client(base_url=base, headers=headers, timeout=30) as client:
        results = check_server(SyncSCIMClient(client))
    bad = [it for it in results if it.status in (Status.ERROR, Status.CRITICAL)]
    for it in bad:
        print(f"{it.status.name} {it.title}: {it.reason}")
    counts = {}
    for it in results:
        counts[it.status.name] = counts.get(it.status.name, 0) + 1
    print(", ".join(f"{name} {count}" for name, count in sorted(counts.items())))
    # Every kind of check must have run: a service that describes nothing fails nothing.
    titles = {it.title for it in results if it.status == Status.SUCCESS}
    wanted = {
        "service_provider_config_endpoint",
        "query_all_resource_types",
        "query_all_schemas",
        "object_creation",
        "object_query_with_attributes",
        "object_list_with_attributes",
        "search_with_attributes",
        "object_replacement",
        "object_deletion",
        "check_add_attribute",
        "check_remove_attribute",
        "check_replace_attribute",
        "random_url",
    }
    for title in sorted(wanted - titles):
        print(f"MISSING {title}")
    return 1 if bad or wanted - titles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/"), sys.argv[2]))
