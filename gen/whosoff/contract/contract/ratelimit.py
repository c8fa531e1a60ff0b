"""What the rate limit headers of one answer say, held against the limit that the document names."""

# Clocks differ by this much, and answers take a while.
NEAR_S = 5


def untrue(limit, header, now_s):
    """Messages about headers that cannot be true; `header` finds one by its name."""
    names = {**limit.get("headers", {}), **limit.get("refused_headers", {})}
    found = []
    most = number(header, names.get("limit"))
    if most is not None and most != limit["limit"]:
        found.append(f"{names['limit']} is {most}, the document says {limit['limit']}")
    left = number(header, names.get("remaining"))
    if left is not None and not 0 <= left < limit["limit"]:
        found.append(f"{names['remaining']} is {left} of {limit['limit']}, this request included")
    reset = number(header, names.get("reset"))
    if reset is not None and not now_s - NEAR_S <= reset <= now_s + limit["window_s"] + NEAR_S:
        away = round(reset - now_s)
        found.append(f"{names['reset']} is {away} s away, a window lasts {limit['window_s']} s")
    return found


def number(header, name):
    """A header that is a whole number, or nothing."""
    value = header(name) if name else None
    return int(value) if value is not None and value.lstrip("-").isdigit() else None


def limit_of(root, operation):
    """The limit that an operation's answers tell of: its own, or the default one."""
    limits = root.get("x-hr-rate-limit", {})
    default = next((name for name, it in limits.items() if it.get("default")), None)
    return limits.get(operation.get("x-hr-rate-limit", default))
