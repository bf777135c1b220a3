"""How often one may try to sign in (GB/T 22239 8.1.4.1 b; trust.md 1.4, 2.8; A-06; ASVS 6.3.1)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.account.lockout import (
    LIMITS,
    LOOK_BACK,
    Admission,
    Attempt,
    Failure,
    Guard,
    SignInLocked,
    address_key,
    admit,
    require_admission,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OFFICE = "10.0.0.1"


def ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def attempt(account: str = "zhao", address: str = OFFICE, device: str | None = None) -> Attempt:
    return Attempt(account=account, address=address, device=device)


def failures(*seconds: float, account: str = "zhao", address: str = OFFICE, device: str | None = None) -> list[Failure]:
    return [Failure(at=ago(s), account=account, address=address, device=device) for s in seconds]


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [
        ((), 0),
        ((4, 3, 2, 1), 0),
        ((5, 4, 3, 2, 1), 899),
        ((5, 4, 3, 2, 0), 900),
        ((0, 2, 4, 3, 5), 900),  # in any order
        ((899, 600, 300, 60, 30), 870),
        ((899.5 + 1, 600, 300, 60, 30), 870),  # within 15 minutes of each other, whenever that was
        ((931, 600, 300, 60, 30), 0),  # the first is too old when the fifth comes
        ((930, 600, 300, 60, 30), 0),  # by a hair
        ((1000, 950, 920, 905, 900), 0),  # the lock is over on the second
        ((1000, 950, 920, 905, 899.2), 1),
        ((1700, 1690, 1680, 1670, 1660), 0),
        ((1000, 990, 980, 970, 960, 20), 0),  # after a lock one failure does not lock again
        ((5, 4, 3, 2, 1, -3600), 900),  # a clock that was an hour fast: as now
    ],
)
def test_account(seconds: tuple[float, ...], wait: int) -> None:
    """Five failures within 15 minutes close the account for 15 minutes, counted from the fifth."""
    # Each from another address, so that only the account's guard can speak.
    given_failures = [
        failure for number, second in enumerate(seconds) for failure in failures(second, address=f"10.1.1.{number}")
    ]
    answer = admit(attempt(), given_failures, now=NOW)
    assert (answer.allowed, answer.retry_after) == (wait == 0, wait)
    assert answer.guard is (Guard.ACCOUNT if wait else None)


def test_address() -> None:
    """The same for one address, whatever names it tries; another address and another name go on."""
    spray = [failure for n in range(5) for failure in failures(n, account=f"name{n}")]
    assert admit(attempt("zhao"), spray, now=NOW) == Admission(False, 900, Guard.ADDRESS)
    assert admit(attempt("zhao", "10.0.0.2"), spray, now=NOW).allowed
    assert admit(attempt("name0", "10.0.0.2"), spray, now=NOW).allowed


def test_the_longest_lock_is_told() -> None:
    both = failures(100, 99, 98, 97, 96, account="zhao", address="10.9.9.9")
    both += failures(50, 49, 48, 47, 46, account="another")
    assert admit(attempt(), both, now=NOW) == Admission(False, 854, Guard.ADDRESS)


def test_everywhere() -> None:
    """A spray over names and addresses stops before the hash; it opens again by itself."""
    limit = LIMITS[Guard.EVERYWHERE].failures
    assert limit == 200
    spray = [ago(n * 60 / limit) for n in range(limit)]
    assert admit(attempt(), [], everywhere=spray[:-1], now=NOW).allowed
    assert admit(attempt(), [], everywhere=spray, now=NOW) == Admission(False, 60, Guard.EVERYWHERE)
    assert admit(attempt(), [], everywhere=spray, now=NOW + timedelta(seconds=60)).allowed


def test_known_device_is_not_locked_out_by_strangers() -> None:
    """A-06: the victim of a lock-out still gets in from their own machine; that machine has its own limit."""
    attack = failures(5, 4, 3, 2, 1)
    spray = [ago(0)] * 1000
    own = failures(5, 4, 3, 2, device="mine")
    assert admit(attempt(device="mine"), attack + own, everywhere=spray, now=NOW).allowed
    own += failures(1, device="mine")
    assert admit(attempt(device="mine"), attack + own, now=NOW) == Admission(False, 899, Guard.DEVICE)
    assert admit(attempt(account="li", device="mine"), own, now=NOW).allowed  # known to zhao's account only
    # The failures of a known device lock neither the account nor the office for others.
    assert admit(attempt(), own, now=NOW).allowed


def test_ten_thousand_names_from_a_hundred_addresses() -> None:
    """A-06: 10,000 names, one password, 100 addresses in one minute: at most 500 hashes."""
    tried: list[Failure] = []
    hashes = 0
    for number in range(10_000):
        now = NOW + timedelta(seconds=number * 60 / 10_000)
        account, address = f"name{number}", f"10.2.0.{number % 100}"
        near = [f for f in tried if address in (f.address,) or account == f.account]
        answer = admit(attempt(account, address), near, everywhere=[f.at for f in tried[-400:]], now=now)
        if answer.allowed:
            hashes += 1
            tried.append(Failure(at=now, account=account, address=address))
    assert 100 <= hashes <= 500
    assert LIMITS[Guard.EVERYWHERE].failures == hashes


@given(st.lists(st.floats(0, 1800), max_size=40), st.floats(0, 3600))
def test_lock_ends_when_it_said(seconds: list[float], later: float) -> None:
    """Whoever waits as long as told, without failures in between, is let in; and never waits over 15 minutes."""
    given_failures = failures(*seconds)
    answer = admit(attempt(), given_failures, now=NOW)
    assert 0 <= answer.retry_after <= 900
    assert answer.allowed == (answer.retry_after == 0)
    assert admit(attempt(), given_failures, now=NOW + timedelta(seconds=answer.retry_after)).allowed
    assert admit(attempt(), given_failures, now=NOW + timedelta(seconds=answer.retry_after + later)).allowed


@given(st.lists(st.floats(0, 7200), max_size=40))
def test_look_back_is_enough(seconds: list[float]) -> None:
    """What is older than `LOOK_BACK` changes nothing, so the caller need not fetch it."""
    everything = failures(*seconds)
    recent = [failure for failure in everything if failure.at > NOW - LOOK_BACK]
    assert admit(attempt(), everything, now=NOW) == admit(attempt(), recent, now=NOW)


def test_refusal_tells_when_and_nothing_else() -> None:
    """ASVS 6.3.8: known, unknown and locked are one answer; the guard is not named."""
    require_admission(Admission(allowed=True))
    for guard in Guard:
        with pytest.raises(SignInLocked) as refused:
            require_admission(Admission(False, 900, guard))
        assert refused.value.facts == {"retry_after": 900, "minutes": 15}
        assert "15 分钟" in refused.value.sentence("zh")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("10.0.0.1", "10.0.0.0/24"),
        (" 10.0.0.255 ", "10.0.0.0/24"),
        ("10.0.1.0", "10.0.1.0/24"),
        ("::ffff:10.0.0.1", "10.0.0.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("10.0.0.1, 10.0.0.2", "unknown"),
        ("x" * 10_000, "unknown"),
    ],
)
def test_address_key(address: str, key: str) -> None:
    """trust.md 2.8: one party has one key, and cannot walk through the addresses of its network."""
    assert address_key(address) == key
