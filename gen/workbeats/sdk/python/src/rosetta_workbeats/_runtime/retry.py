"""When a call is sent again, and how long it waits before."""

from __future__ import annotations

import email.utils
import enum

LONGEST_RETRY_AFTER_S = 120.0
"""A longer `Retry-After` is not waited for; the failure is handed over."""
FIRST_DELAY_S = 0.5
LONGEST_DELAY_S = 8.0


class Fault(enum.Enum):
    """How far a request got that has no answer."""

    UNSENDABLE = "unsendable"
    """It could not be built."""
    UNSENT = "unsent"
    """No connection was made: nothing was sent."""
    BROKEN = "broken"
    """It was sent, at least in part, and may have been processed."""
    TIMEOUT = "timeout"
    """The same, but no answer came in time."""


class Missed(Exception):
    """An attempt without an answer."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(fault, message)
        self.fault = fault
        self.message = message


def may_repeat(ending: int | Fault, safe: bool) -> bool:
    """A status or fault after which a call may be sent again; `safe`: even if it was processed."""
    if isinstance(ending, Fault):
        if ending is Fault.UNSENDABLE:
            return False
        return ending is Fault.UNSENT or safe
    if ending == 429:
        # Refused by the limiter before anything was done.
        return True
    if ending in (408, 409):
        return safe
    return safe and 500 <= ending < 600 and ending != 501


def wait(
    attempt: int,
    retries: int,
    safe: bool,
    ending: int | Fault,
    retry_after: float | None,
    jitter: float,
) -> float | None:
    """Seconds before attempt number `attempt` + 1, counted from 0; None: it was the last."""
    if attempt >= retries or not may_repeat(ending, safe):
        return None
    if retry_after is not None:
        return retry_after if retry_after <= LONGEST_RETRY_AFTER_S else None
    return backoff(attempt, jitter)


def backoff(attempt: int, jitter: float) -> float:
    """Doubles from half a second to eight; `jitter` in 0..1 takes off up to a half."""
    whole = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2.0 ** min(attempt, 16))
    return whole * (1.0 - jitter / 2.0)


def retry_after(text: str | None, now: float) -> float | None:
    """`Retry-After`, seconds or a date, as seconds from now."""
    if text is None:
        return None
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        then = email.utils.parsedate_to_datetime(text)
        return max(0.0, then.timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None
