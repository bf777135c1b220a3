"""What holds a union before it ends or moves, one thing at a time (ORG-23)."""

import pytest

from backend.domain.organization import affairs
from backend.domain.organization.affairs import Affairs, Promises
from backend.domain.refusals import Conflict


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("notices", affairs.NoticesHang),
        ("plans", affairs.PlansOpen),
        ("trips", affairs.TripsUnderWay),
        ("programmes", affairs.ProgrammesOpen),
        ("funds", affairs.FundsOpen),
    ],
)
def test_its_own_is_ended_first(name: str, refusal: type[Conflict]) -> None:
    """Each says how many; what stands with the union without being its own does not stop it."""
    with pytest.raises(refusal) as refused:
        affairs.require_own_ended(Affairs(**{name: 3}))
    assert "3" in refused.value.sentence("zh")
    affairs.require_own_ended(Affairs(files=3, cases=3, demands=3))


@pytest.mark.parametrize("held", [Affairs(files=1), Affairs(cases=1)])
def test_files_and_cases_want_a_receiver(held: Affairs) -> None:
    """domain-facts 3.1."""
    affairs.require_receiver(held, named=True)
    affairs.require_receiver(Affairs(notices=1), named=False)
    with pytest.raises(affairs.FilesWithoutReceiver):
        affairs.require_receiver(held, named=False)


def test_demands_want_a_receiver_too() -> None:
    """AID-26: somebody has still to go home."""
    affairs.require_receiver(Affairs(demands=2), named=True)
    with pytest.raises(affairs.DemandsWithoutReceiver) as refused:
        affairs.require_receiver(Affairs(demands=2), named=False)
    assert "2" in refused.value.sentence("zh")


def test_what_was_promised_from_above_stays_in_reach() -> None:
    """FND-02, AID-13, AID-26."""
    affairs.require_in_reach(Promises())
    with pytest.raises(affairs.MoneyOutOfReach):
        affairs.require_in_reach(Promises(reserved=1, stops=1))
    with pytest.raises(affairs.StopsOutOfReach):
        affairs.require_in_reach(Promises(stops=1, seats=1))
    with pytest.raises(affairs.SeatsOutOfReach):
        affairs.require_in_reach(Promises(seats=1))
