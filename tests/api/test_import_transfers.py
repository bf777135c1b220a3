"""Lists of members who go to other unions: each row asks for a transfer (MBR-02, ORG-11)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from backend.db.tables.member import Member, MemberEvent, Transfer
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.worker import Worker
from tests import intake, registers
from tests.conftest import Api
from tests.people import id_number, join, step
from tests.registers import counted, table, verdicts
from tests.town import id_of

HEAD = ("会员姓名", "身份证号码", "原工会", "转入工会", "转出原因", "备注")
OF = {"kind": "transfers", "union": "textile"}
FAR = "汇丰电子有限公司工会"


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with registers.own_folder(tmp_path, monkeypatch):
        yield


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def people(client: Any, *names: str, union: str = "textile") -> dict[str, str]:
    """Members of these names; their document numbers."""
    numbers = {name: id_number() for name in names}
    for name, number in numbers.items():
        await join(client, name, union, id_number=number)
    return numbers


async def test_each_row_asks_for_a_transfer(api: Api, worker: Worker) -> None:
    """MBR-02: out of one's own union to any of the city; what nobody here holds says no more than that."""
    chair, sibling = await api.as_("union_chair"), await api.as_("sibling_chair")
    mine = await people(chair, "王建国", "李海", "张明", "赵强", "陈芳")
    theirs = await people(sibling, "孙丽", union="hospital")
    content = table(
        HEAD,
        ("王建国", mine["王建国"], "", FAR, "调动", "到汇丰上班"),
        ("李海", mine["李海"], "青溪纺织有限公司工会", "青溪县人民医院工会"),
        ("张明", mine["张明"], "白石水泥有限公司工会", FAR),
        ("赵强", mine["赵强"], "", "青溪纺织有限公司工会"),
        ("陈方", mine["陈芳"], "", FAR),
        ("孙丽", theirs["孙丽"], "", FAR),
        ("周敏", id_number(), "", FAR),
        ("王建国", mine["王建国"], "", FAR),
        ("陈芳", mine["陈芳"], "", "没有的工会"),
        ("吴军", "", "", FAR),
    )
    imported = await registers.checked(chair, worker, content, **OF)
    assert await verdicts(chair, imported) == [
        ("new", []),
        ("new", []),
        ("wrong", ["import_leaving_union_differs"]),
        ("wrong", ["transfer_same_union"]),
        ("wrong", ["import_member_named_otherwise"]),
        ("wrong", ["import_member_not_ours"]),
        ("wrong", ["import_member_not_ours"]),
        ("duplicate", ["import_row_duplicate"]),
        ("wrong", ["import_destination_unknown"]),
        ("wrong", ["import_value_missing"]),
    ]
    shown = str(await intake.rows_of(chair, imported))
    assert not any(number in shown for number in (*mine.values(), *theirs.values()))
    assert (await registers.mend(chair, imported, 6, name="陈芳"))["state"] == "new"
    imported = (await chair.get(f"/imports/{imported['id']}")).json()
    imported = await intake.committed(chair, worker, imported)
    assert counted(imported) == {"imported": 3, "wrong": 6, "duplicate": 1}
    async with api.database.transaction(EVERYTHING) as session:
        made = {each.member_name: each for each in await session.scalars(select(Transfer))}
        one = made["王建国"]
        assert (one.form, one.status, one.reason, one.note) == ("push", "submitted", "new_employer", "到汇丰上班")
        assert (one.from_organization_id, one.to_organization_id) == (id_of("textile"), id_of("electronics"))
        assert (one.to_organization_name, one.requested_by_name) == (FAR, "方秀云")
        assert len({each.number for each in made.values()}) == 3
        members = {each.name: each for each in await session.scalars(select(Member))}
        assert {members[name].status for name in made} == {"transfer_out_pending"}
        assert members["张明"].status == "active"
        events = await session.scalars(select(MemberEvent).where(MemberEvent.kind == "transfer_submitted"))  # type: ignore[arg-type]
        assert {event.facts["number"] for event in events} == {each.number for each in made.values()}
        told = await session.scalars(select(AuditEvent).where(AuditEvent.event == "transfer_submitted"))  # type: ignore[arg-type]
        assert {event.facts["number"] for event in told} == {each.number for each in made.values()}
    neighbour = await api.as_("neighbour_officer")
    incoming = (await neighbour.get("/transfers", params={"side": "in"})).json()["items"]
    assert len(incoming) == 2
    again = await registers.checked(chair, worker, content, **OF)
    assert (await verdicts(chair, again))[:2] == [("unchanged", [])] * 2
    other = table(HEAD, ("王建国", mine["王建国"], "", "白石水泥有限公司工会"))
    assert await verdicts(chair, await registers.checked(chair, worker, other, **OF)) == [("wrong", ["transfer_open"])]


async def test_who_is_retained_is_sent_too_and_stays_so(api: Api, worker: Worker) -> None:
    """MBR-02, domain-facts 3.2: a retained membership rests while it waits, and when the list is undone, on record."""
    chair = await api.as_("union_chair")
    number = id_number()
    member = await join(chair, "王建国", id_number=number)
    rests = await step(chair, member, "retain", retain_reason="unemployed")
    assert rests.status_code == 200, rests.text
    imported = await registers.committed(chair, worker, table(HEAD, ("王建国", number, "", FAR)), **OF)
    now = (await chair.get(f"/members/{member['id']}")).json()
    assert (now["status"], now["transfer"]["status"]) == ("retained", "submitted")
    await registers.undone(chair, worker, imported)
    now = (await chair.get(f"/members/{member['id']}")).json()
    assert (now["status"], now["retain_reason"], now["transfer"]) == ("retained", "unemployed", None)
    events = (await chair.get(f"/members/{member['id']}/events")).json()["items"]
    assert [each["kind"] for each in events[:2]] == ["transfer_cancelled", "transfer_submitted"]


async def test_undone_what_nobody_answered_is_withdrawn(api: Api, worker: Worker) -> None:
    """MBR-02: the members are active again; what the other union has taken stays, and says so."""
    chair, neighbour = await api.as_("union_chair"), await api.as_("neighbour_officer")
    mine = await people(chair, "王建国", "李海")
    rows = [(name, number, "", FAR) for name, number in mine.items()]
    imported = await registers.committed(chair, worker, table(HEAD, *rows), **OF)
    incoming = {
        each["member_name"]: each for each in (await neighbour.get("/transfers", params={"side": "in"})).json()["items"]
    }
    taken = next(each for each in incoming.values() if "李" in each["member_name"])
    answer = await neighbour.post(
        f"/transfers/{taken['id']}/steps", json={"step": "accept"}, headers={"If-Match": f'"v{taken["version"]}"'}
    )
    assert answer.status_code == 200, answer.text
    imported = await registers.undone(chair, worker, imported)
    assert await verdicts(chair, imported) == [("undone", []), ("imported", ["import_kept_answered"])]
    async with api.database.transaction(EVERYTHING) as session:
        members = {each.name: each for each in await session.scalars(select(Member))}
        assert (members["王建国"].status, members["王建国"].organization_id) == ("active", id_of("textile"))
        assert members["李海"].organization_id == id_of("electronics")
        states = {each.member_name: each.status for each in await session.scalars(select(Transfer))}
        assert states == {"王建国": "cancelled", "李海": "accepted"}
        told = (await session.scalars(select(AuditEvent).where(AuditEvent.event == "transfer_cancelled"))).all()  # type: ignore[arg-type]
        assert len(told) == 1
    # Nothing hangs on it: the same list may be sent once more.
    assert counted(await registers.checked(chair, worker, table(HEAD, rows[0]), **OF)) == {"new": 1}


async def test_who_left_between_check_and_commit(api: Api, worker: Worker) -> None:
    """MBR-02: judged once more: no transfer of somebody whose membership has ended, or who is on the way already."""
    chair = await api.as_("union_chair")
    number = id_number()
    member = await join(chair, "王建国", "textile", id_number=number)
    imported = await registers.checked(chair, worker, table(HEAD, ("王建国", number, "", FAR)), **OF)
    answer = await step(chair, member, "withdraw", reason="本人申请")
    assert answer.status_code == 200, answer.text
    imported = await intake.committed(chair, worker, imported)
    assert await verdicts(chair, imported) == [("wrong", ["import_member_not_ours"])]


async def test_the_export_comes_back_unchanged(api: Api, worker: Worker) -> None:
    """MBR-02: what the export writes has the number of each transfer and says nothing new, on both sides."""
    chair, neighbour = await api.as_("union_chair"), await api.as_("neighbour_officer")
    mine = await people(chair, "王建国", "李海")
    rows = [(name, number, "", FAR, "借调", "说明一") for name, number in mine.items()]
    await registers.committed(chair, worker, table(HEAD, *rows), **OF)
    for client, union in ((chair, "textile"), (neighbour, "electronics")):
        for format in ("xlsx", "csv"):
            content = await registers.exported(client, worker, "transfers", format=format)
            imported = await registers.checked(
                client, worker, content, name=f"接转.{format}", kind="transfers", union=union
            )
            assert counted(imported) == {"unchanged": 2}, await verdicts(client, imported)
