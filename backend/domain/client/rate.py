"""How often a client may ask: so many requests in each minute of the clock. What has not changed (304) costs nothing."""

from dataclasses import dataclass
from datetime import datetime

WINDOW = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """One request of a minute: the `used`-th, of `limit`."""

    limit: int
    used: int
    left_seconds: int

    def headers(self, *, counted: bool) -> dict[str, str]:
        """As the HTTP working group's draft on RateLimit header fields spells it."""
        rest = self.limit - self.used + (0 if counted else 1)
        return {
            "RateLimit-Policy": f'"minute";q={self.limit};w={WINDOW}',
            "RateLimit": f'"minute";r={max(0, rest)};t={self.left_seconds}',
        }


def minute_of(now: datetime) -> datetime:
    """The minute of the clock that a moment lies in."""
    return now.replace(second=0, microsecond=0)


def seconds_left(now: datetime) -> int:
    """Until the next minute begins; at least one."""
    return WINDOW - now.second
