"""How long to leave a line alone that failed: full jitter, so that the desks of a whole town do not come back as one.

After the n-th failure in a row the pause is drawn evenly from SHORTEST to min(LONGEST, FIRST * 2^(n-1)) seconds: within
2 s, 4 s, 8 s ... 120 s. A line that is down for an hour is tried some 60 times, and 5,000 desks ask a hub that comes
back some 80 times a second. What the other end asks for (Retry-After) is waited for in full, up to LONGEST_ASKED, and
the draw comes on top.
After https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter"), with a floor.
"""

import random
from collections.abc import Callable
from typing import Final

FIRST: Final = 2.0
"""Seconds within which the first pause ends."""
LONGEST: Final = 120.0
"""Seconds within which any pause ends."""
SHORTEST: Final = 0.5
"""Seconds that a pause lasts at least."""
LONGEST_ASKED: Final = 3600.0
"""Seconds that another's wish for a pause counts for at most: nobody can send a desk away for good."""

Draw = Callable[[float, float], float]
"""An even draw between two numbers, as random.uniform."""


class BackOff:
    """The pauses of one line. `draw` is the source of chance."""

    def __init__(self, draw: Draw = random.uniform) -> None:
        self._draw = draw
        self.failures = 0
        """Failures in a row."""

    def failed(self, asked: float = 0.0) -> float:
        """Another failure; gives the seconds to wait. `asked` is what the other end wants to be left alone for."""
        self.failures += 1
        ceiling = min(LONGEST, FIRST * 2.0 ** min(self.failures - 1, 16))
        return min(max(asked, 0.0), LONGEST_ASKED) + self._draw(SHORTEST, ceiling)

    def succeeded(self) -> None:
        """The line works: the next failure is a first one."""
        self.failures = 0
