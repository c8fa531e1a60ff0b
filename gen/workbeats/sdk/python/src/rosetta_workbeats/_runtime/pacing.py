"""Keeps calls below the documented limits before the server has to."""

from __future__ import annotations

import threading

from .operation import Limit

MARGIN = 1.02
"""Windows are stretched by this much, since requests arrive less evenly than they leave."""


class Pacer:
    """One limiter per documented limit, made when it is first needed."""

    def __init__(self) -> None:
        self._due: dict[str, float] = {}
        self._lock = threading.Lock()

    def reserve(self, limit: Limit | None, now: float) -> float:
        """Takes the next place and says how many seconds it lies ahead.

        A tenth of the limit at once, the rest spread evenly, so that no window of the documented
        length, wherever it begins, ever sees more than the limit.
        """
        if limit is None:
            return 0.0
        burst = max(limit.limit // 10, 1)
        period = max(limit.window_s, 1) * MARGIN / max(limit.limit - burst, 1)
        with self._lock:
            due = max(self._due.get(limit.name, now), now)
            self._due[limit.name] = due + period
        return max(0.0, due - (burst - 1) * period - now)
