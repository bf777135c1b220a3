"""How often one address may ask for something that needs no sign-in.

Kept in the memory of the process: with several workers the limit is that many times wider, and nginx has its own before
them. It is there to make trying out dull, not to count money.
"""

from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from backend.domain.refusals import TooMany

REMEMBERED = 20_000
"""Addresses in one window; with more, the window begins anew rather than fill the memory."""


@dataclass(slots=True)
class Turnstile:
    """At most `most` turns for an address in each window of `seconds`."""

    most: int
    seconds: int
    _window: int = -1
    _turns: dict[str, int] = field(default_factory=dict)

    def require(self, address: str, now: datetime) -> None:
        """Take one turn. Raises `TooMany` when this address has had all of them."""
        moment = int(now.timestamp())
        window = moment // self.seconds
        if window != self._window or len(self._turns) >= REMEMBERED:
            self._window, self._turns = window, {}
        who = network_of(address)
        self._turns[who] = self._turns.get(who, 0) + 1
        if self._turns[who] > self.most:
            raise TooMany(retry_after=(window + 1) * self.seconds - moment)


def network_of(address: str) -> str:
    """An IPv4 address itself; of an IPv6 address the network of its line, which has 2^64 addresses to ask from."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(read) >> 64 << 64)) if isinstance(read, IPv6Address) else address
