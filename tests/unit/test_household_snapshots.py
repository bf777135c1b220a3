"""What a file has become since it was kept (issue 4 section 1: a snapshot per application and per year)."""

from typing import Any

from backend.domain.aid.snapshots import differences


def file(*people: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"organization_id": "here", "member_id": None, "people": list(people), **fields}


def test_fields_that_say_something_else() -> None:
    """Where the file stands is not what somebody said; neither is what nobody was asked for then."""
    then = file(bank="中国银行", housing=None, causes=["illness"], work_fen=0)
    now = file(bank="建设银行", housing=None, causes=["illness", "schooling"], work_fen=0, nation="01")
    now |= {"organization_id": "elsewhere", "member_id": "somebody"}
    assert differences(then, now).fields == ("bank", "causes")
    assert differences(now, now).fields == ()


def test_people_are_known_by_their_id() -> None:
    """Whoever changed place is the same person; whoever left or came is said so."""
    worker = {"id": "1", "name": "王小军", "income_fen": 100}
    son, mother = {"id": "2", "name": "王乐乐", "income_fen": 0}, {"id": "3", "name": "李桂英", "income_fen": 0}
    found = differences(file(worker, son), file(worker | {"income_fen": 200}, mother))
    assert found.people == {"1": ("income_fen",)}
    assert found.joined == ("李桂英",)
    assert differences(file(worker, son), file(worker, mother, son)).people == {"1": (), "2": ()}
