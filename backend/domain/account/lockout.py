"""How often one may try to sign in, decided before the costly hash (GB/T 22239 8.1.4.1 b; trust.md 1.4, 2.8, A-06).

Three limits on failures: of one account, of one network, and of the whole system (a spray of many names from many
networks). Failures of unknown names count like others, so that the answer does not tell which names exist. A try that
is refused here is not a failure and is not recorded: else an attacker could keep an account locked for ever.

A device that has signed in to this account before (a random mark in its own cookie) is judged by its own failures
alone: strangers can then neither lock out the rightful user nor close the door by a spray. A device that fails too
often is locked as well.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Final

from backend.domain.refusals import TooMany


@dataclass(frozen=True, slots=True)
class Limit:
    """`failures` within `window` close the door for `lock`, counted from the last of them."""

    failures: int
    window: timedelta
    lock: timedelta


class Guard(StrEnum):
    """Which limit holds: for the record, never for the answer."""

    ACCOUNT = "account"
    ADDRESS = "address"
    DEVICE = "device"
    EVERYWHERE = "everywhere"


_QUARTER: Final = timedelta(minutes=15)
_MINUTE: Final = timedelta(minutes=1)

LIMITS: Final = {
    Guard.ACCOUNT: Limit(5, _QUARTER, _QUARTER),
    Guard.ADDRESS: Limit(5, _QUARTER, _QUARTER),
    Guard.DEVICE: Limit(5, _QUARTER, _QUARTER),
    # 200 hashes of 19 ms are some 4 s of one core in each two minutes of an attack.
    Guard.EVERYWHERE: Limit(200, _MINUTE, _MINUTE),
}
LOOK_BACK: Final = max(limit.window + limit.lock for limit in LIMITS.values())
"""How far back the caller must fetch failures: 30 minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Somebody wants to sign in. `account` is the login as typed, folded; `device` only if the account knows it."""

    account: str
    address: str
    device: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A try that reached the hash, or the second factor, and has not succeeded.

    A try in flight counts: the caller records it before the hash and strikes it out on success, or a hundred guesses at
    once would all pass before the first has failed.
    """

    at: datetime
    account: str
    address: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether the try may go on to the hash; if not, after how many whole seconds, and which guard said so."""

    allowed: bool
    retry_after: int = 0
    guard: Guard | None = None


class SignInLocked(TooMany):
    """One answer for known, unknown and locked accounts alike."""

    code = "sign_in_locked"
    zh = "登录尝试过多，暂时不能登录。请在 {minutes} 分钟后再试；忘记密码请联系本单位的系统管理员重置。"
    en = (
        "Too many attempts to sign in. Try again in {minutes} min; "
        "if the password is forgotten, ask your system administrator to reset it."
    )


def admit(
    attempt: Attempt, failures: Iterable[Failure], *, everywhere: Iterable[datetime] = (), now: datetime
) -> Admission:
    """Judge an attempt by the failures of the last `LOOK_BACK`.

    `failures`: those of this account or this network; of the account only since its last success (a network is not
    cleared by success: an attacker may own an account). `everywhere`: the times of failures of unknown devices in the
    whole system in the last two minutes. Times in the future (a clock set back) count as now.
    """
    by_guard = _sort(attempt, list(failures), list(everywhere))
    locks = {guard: _locked_until(LIMITS[guard], times, now) for guard, times in by_guard.items()}
    guard, until = max(locks.items(), key=lambda lock: lock[1] or now)
    if until is None or until <= now:
        return Admission(allowed=True)
    return Admission(allowed=False, retry_after=ceil((until - now).total_seconds()), guard=guard)


def require_admission(admission: Admission) -> None:
    """Refuses `SignInLocked` when the attempt is not allowed."""
    if not admission.allowed:
        raise SignInLocked(retry_after=admission.retry_after, minutes=ceil(admission.retry_after / 60))


def address_key(address: str) -> str:
    """The part of a network address that stands for one party: the /24 of an IPv4 address, the /64 of an IPv6 one.

    Who has one address of such a network has the others too (trust.md 2.8). An IPv4 address written as IPv6 is the same
    party. What is no address is one party of its own.
    """
    try:
        parsed = ipaddress.ip_address(address.strip())
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            return str(ipaddress.IPv6Network((int(parsed), 64), strict=False))
        parsed = parsed.ipv4_mapped
    return str(ipaddress.IPv4Network((int(parsed), 24), strict=False))


def _sort(attempt: Attempt, failures: list[Failure], everywhere: list[datetime]) -> dict[Guard, list[datetime]]:
    if attempt.device is not None:
        own = [f.at for f in failures if f.account == attempt.account and f.device == attempt.device]
        return {Guard.DEVICE: own}
    strange = [failure for failure in failures if failure.device is None]
    return {
        Guard.ACCOUNT: [f.at for f in strange if f.account == attempt.account],
        Guard.ADDRESS: [f.at for f in strange if f.address == attempt.address],
        Guard.EVERYWHERE: everywhere,
    }


def _locked_until(limit: Limit, times: list[datetime], now: datetime) -> datetime | None:
    """When the lock that the newest full window began is over; None if no window was ever full."""
    ordered = sorted(min(time, now) for time in times)
    for last in range(len(ordered) - 1, limit.failures - 2, -1):
        if ordered[last] - ordered[last - limit.failures + 1] < limit.window:
            return ordered[last] + limit.lock
    return None
