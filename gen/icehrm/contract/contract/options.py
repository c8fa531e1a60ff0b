"""The command line."""

import argparse
import re

# In this order: schemathesis wants the records that the examples name as they were, the others
# do with what it leaves behind.
RUNS = ("schemathesis", "access", "errors", "boundary", "state", "limits")
USUAL = RUNS[:5]


def parse(arguments, target):
    """What was asked for; ends with 2 where that makes no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m contract",
        description="Holds a server against the OpenAPI document of this kit.",
        epilog="Ends with 0 if all is as documented, 1 if not, 2 for a command that makes no sense, "
        "3 if nothing answers or nobody can sign in.",
    )
    add = parser.add_argument
    add(
        "--target", default=target, metavar="URL", help="base URL of the API (default: %(default)s)"
    )
    add(
        "--credentials",
        metavar="FILE",
        help="who calls, as in identities.json (default: the demo's)",
    )
    add(
        "--only",
        metavar="RUNS",
        type=runs,
        default=USUAL,
        help=f"some of {', '.join(RUNS)} (default: all but limits)",
    )
    add("--limits", action="store_true", help="prove rate limits too: takes a few minutes")
    add("--tag", action="append", default=[], help="only operations with this tag; may be repeated")
    add("--operation", action="append", default=[], help="only this operation; may be repeated")
    add("--read-only", action="store_true", help="send GET, HEAD and OPTIONS only, and sign in")
    add("--budget", type=seconds, metavar="TIME", help="stop after 90s, 10m or 1h")
    add("--pace", type=positive, metavar="N", help="at most so many requests a minute")
    add("--baseline", metavar="FILE", help="accepted faults, each with a reason")
    add("--seed", type=int, default=1, help="of schemathesis (default: %(default)s)")
    add(
        "--examples",
        type=positive,
        default=10,
        metavar="N",
        help="of schemathesis, per operation (default: %(default)s)",
    )
    add("--report", default="contract-report", metavar="FOLDER", help="(default: %(default)s)")
    add("--insecure", action="store_true", help="do not check certificates")
    options = parser.parse_args(arguments)
    if options.limits and "limits" not in options.only:
        options.only = (*options.only, "limits")
    if not re.match(r"https?://[^/]", options.target or ""):
        parser.error("--target is not an http or https URL")
    options.fail = parser.error
    return options


def runs(text):
    wanted = tuple(word.strip() for word in text.split(",") if word.strip())
    unknown = [word for word in wanted if word not in RUNS]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(f"there are {', '.join(RUNS)}")
    return tuple(run for run in RUNS if run in wanted)


def seconds(text):
    found = re.fullmatch(r"([0-9]+)([smh]?)", text)
    if not found or int(found[1]) == 0:
        raise argparse.ArgumentTypeError("a number with s, m or h")
    return int(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600}[found[2]]


def positive(text):
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError("a whole number above 0")
    return int(text)
