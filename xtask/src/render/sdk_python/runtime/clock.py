"""The time that retries, pacing and tokens go by; tests put another in its place."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """The real one."""

    def now(self) -> float:
        """The Unix second."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Waits without holding up others."""
        await asyncio.sleep(seconds)
