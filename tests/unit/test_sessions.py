"""Lives of sessions, refresh rotation, separated duties (trust.md 1.4 b, 1.5, 2.2; ASVS 7.3, 10.4.5; ROL-01; A-04)."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.access import ADMINISTRATORS, Role
from backend.domain.account.duties import (
    DutiesNotSeparate,
    SameHands,
    SecurityDutyNotAlone,
    require_other,
    require_separate,
)
from backend.domain.account.sessions import (
    RULES,
    Ending,
    Expired,
    RefreshDecision,
    RefreshToken,
    RevokeFamily,
    Rotate,
    SameSuccessor,
    Session,
    SessionEnded,
    SessionKind,
    Theft,
    decide_refresh,
    ended_by,
    ending_of,
    require_live,
)
from backend.domain.refusals import Refusal, Unauthenticated

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
STAFF, MEMBER = SessionKind.STAFF, SessionKind.MEMBER


def ago(**time: float) -> datetime:
    return NOW - timedelta(**time)


def session(kind: SessionKind = STAFF, *, started: datetime = NOW, active: datetime = NOW, **more: Any) -> Session:
    return Session(id=uuid4(), kind=kind, started_at=started, active_at=active, **more)


@pytest.mark.parametrize(
    ("kind", "started", "active", "ending"),
    [
        (STAFF, {}, {}, None),
        (STAFF, {"hours": 1}, {"minutes": 14, "seconds": 59}, None),
        (STAFF, {"hours": 1}, {"minutes": 15}, Ending.IDLE),
        (STAFF, {"hours": 7, "minutes": 59}, {}, None),
        (STAFF, {"hours": 8}, {}, Ending.ABSOLUTE),
        (STAFF, {"hours": 8}, {"minutes": 15}, Ending.ABSOLUTE),
        (MEMBER, {"hours": 9}, {"minutes": 29, "seconds": 59}, None),
        (MEMBER, {"hours": 9}, {"minutes": 30}, Ending.IDLE),
        (MEMBER, {"days": 29, "hours": 23}, {}, None),
        (MEMBER, {"days": 30}, {}, Ending.ABSOLUTE),
    ],
)
def test_limits(kind: SessionKind, started: dict[str, float], active: dict[str, float], ending: Ending | None) -> None:
    """Idle 15 minutes and 8 hours in all for staff, 30 minutes and 30 days for members."""
    found = session(kind, started=ago(**started), active=ago(**active))
    assert ending_of(found, NOW) is ending
    if ending is None:
        require_live(found, NOW)
        return
    with pytest.raises(SessionEnded) as refused:
        require_live(found, NOW)
    assert isinstance(refused.value, Unauthenticated)


def test_ended_is_ended_whatever_the_clock_says() -> None:
    """F-13: a stored ending outlives a clock that is set back."""
    found = session(ended_at=NOW)
    for now in (ago(days=1), NOW, NOW + timedelta(days=1)):
        assert ending_of(found, now) is Ending.ENDED


def test_one_session_per_staff_account() -> None:
    old, other, new = (uuid4() for _ in range(3))
    assert ended_by(STAFF, [old, new, other], new=new) == [old, other]
    assert ended_by(STAFF, [], new=new) == []
    assert ended_by(MEMBER, [old, other], new=new) == []
    assert [kind for kind in SessionKind if RULES[kind].single] == [STAFF]


def token(used: datetime | None = None, *, successor_used: bool = False, of: Session | None = None) -> RefreshToken:
    return RefreshToken(session=of or session(), device="mine", used_at=used, successor_used=successor_used)


ENDED = session(ended_at=ago(minutes=1))
IDLE = session(started=ago(hours=1), active=ago(minutes=20))
OVER = session(started=ago(hours=8))


@pytest.mark.parametrize(
    ("shown", "device", "decision"),
    [
        (token(), "mine", Rotate()),
        (token(ago(seconds=0)), "mine", SameSuccessor()),
        (token(ago(seconds=10)), "mine", SameSuccessor()),
        (token(ago(seconds=10.001)), "mine", RevokeFamily(Theft.REUSED)),
        (token(ago(seconds=-10)), "mine", SameSuccessor()),
        (token(ago(seconds=-11)), "mine", RevokeFamily(Theft.REUSED)),
        (token(ago(seconds=1), successor_used=True), "mine", RevokeFamily(Theft.REUSED)),
        (token(ago(seconds=1)), "another", RevokeFamily(Theft.OTHER_DEVICE)),
        (token(), "another", RevokeFamily(Theft.OTHER_DEVICE)),
        (token(), "", RevokeFamily(Theft.OTHER_DEVICE)),
        (token(of=ENDED), "mine", Expired(Ending.ENDED)),
        (token(ago(minutes=5), of=ENDED), "another", Expired(Ending.ENDED)),
        (token(of=IDLE), "mine", Expired(Ending.IDLE)),
        (token(of=OVER), "mine", Expired(Ending.ABSOLUTE)),
        (token(ago(seconds=1), of=OVER), "mine", Expired(Ending.ABSOLUTE)),
    ],
)
def test_refresh(shown: RefreshToken, device: str, decision: RefreshDecision) -> None:
    """Rotation; ten seconds of grace for a lost reply on the same device; any other second use ends the family."""
    assert decide_refresh(shown, now=NOW, device=device) == decision


@given(
    used=st.none() | st.integers(-3600, 3600),
    successor_used=st.booleans(),
    device=st.sampled_from(["mine", "another"]),
)
def test_a_used_token_never_rotates(used: int | None, successor_used: bool, device: str) -> None:
    """ASVS 10.4.5: at most one successor, and none for another device."""
    shown = token(None if used is None else ago(seconds=used), successor_used=successor_used)
    decision = decide_refresh(shown, now=NOW, device=device)
    assert isinstance(decision, Rotate) == (used is None and device == "mine")
    assert not (device == "another" and isinstance(decision, Rotate | SameSuccessor))


# --- duties -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("held", "new"), list(permutations(sorted(ADMINISTRATORS), 2)))
def test_no_two_of_the_three(held: Role, new: Role) -> None:
    """trust.md 1.5 (a): in every order, with the duties named in the sentence; a business role beside hides nothing."""
    for roles in ({held}, {held, Role.MEMBER}, {str(held)}):
        with pytest.raises(DutiesNotSeparate) as refused:
            require_separate(roles, new)
        assert held.zh in refused.value.sentence("zh")
        assert new.en in refused.value.sentence("en")


@pytest.mark.parametrize("role", [role for role in Role if role not in ADMINISTRATORS | {Role.MEMBER}])
def test_security_administrator_holds_no_other_post(role: Role) -> None:
    """GB/T 22239: a dedicated security administrator."""
    for held, new in (({role}, Role.SECURITY_ADMIN), ({Role.SECURITY_ADMIN}, role)):
        with pytest.raises(SecurityDutyNotAlone):
            require_separate(held, new)


@pytest.mark.parametrize(
    ("held", "new"),
    [
        (set(), Role.SYSTEM_ADMIN),
        ({Role.MEMBER}, Role.SECURITY_ADMIN),
        ({Role.SECURITY_ADMIN}, Role.MEMBER),
        ({Role.SECURITY_ADMIN}, Role.SECURITY_ADMIN),  # on a second organization
        ({Role.CHAIR}, Role.FINANCE),
        ({Role.OFFICER}, Role.SYSTEM_ADMIN),
    ],
)
def test_what_goes_together(held: set[str], new: Role) -> None:
    require_separate(held, new)


@pytest.mark.parametrize(("held", "new"), [(set(), "system_administrator"), ({"root"}, Role.AUDIT_ADMIN)])
def test_unknown_role_does_not_pass(held: set[str], new: str) -> None:
    with pytest.raises(ValueError, match="not a valid Role"):
        require_separate(held, new)


def test_maker_is_not_approver() -> None:
    """trust.md 1.5 (c), (d): compared as ids, in whatever form they come."""
    one, other = uuid4(), uuid4()
    spellings: list[UUID | str] = [one, str(one), str(one).upper(), one.hex]
    for maker in spellings:
        require_other(maker, other)
        require_other(maker, str(other))
        for approver in spellings:
            with pytest.raises(SameHands) as refused:
                require_other(maker, approver)
            assert isinstance(refused.value, Refusal)
