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


def limits_of(root, operation):
    """The limits that an operation's answers may tell of: its own first, then the default.

    What is refused before it is counted for an operation may be counted like an unknown route.
    """
    limits = root.get("x-hr-rate-limit", {})
    default = next((name for name, it in limits.items() if it.get("default")), None)
    own = operation.get("x-hr-rate-limit", default)
    names = dict.fromkeys(name for name in (own, default) if name in limits)
    return [limits[name] for name in names] if own in limits else []


def complaint(limits, status, header, now_s):
    """Messages about the headers of an answer, by the limit that suits it best."""
    if not limits:
        return []
    told = untrue(limits[0], header, now_s)
    if told and status >= 400:
        others = (untrue(limit, header, now_s) for limit in limits[1:])
        told = next((found for found in others if not found), told)
    return told
