"""The photo of a member: whose file it is, who sees it, what is left of it (issue 2 section 4; trust.md 2.6, X-05)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

from backend.api.file.images import LONGEST_SIDE
from backend.db import upkeep
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests import intake
from tests.api.test_files import on_disk, picture
from tests.conftest import Api
from tests.people import id_number, join, seen, step
from tests.town import ABSENT


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files of this test lie in a folder of its own."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def portrait(width: int = 900, height: int = 1260, form: str = "JPEG", colour: str = "navy") -> bytes:
    memory = BytesIO()
    Image.new("RGB", (width, height), colour).save(memory, form)
    return memory.getvalue()


async def upload(client: httpx.AsyncClient, content: bytes | None = None) -> str:
    answer = await intake.upload(client, content or portrait(), name="照片.png", purpose="portrait")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def put(client: httpx.AsyncClient, member: dict, file_id: str) -> httpx.Response:  # type: ignore[type-arg]
    return await client.put(f"/members/{member['id']}/photo", json={"file_id": file_id}, headers=seen(member))


async def test_set_shown_replaced_removed(api: Api, own_data: Path) -> None:
    """Each change has its version, its entry in the life line and its audit row; the file is small and bare."""
    client = await api.as_("county_officer")
    member = await join(client)
    assert member["photo_id"] is None
    assert (await client.get(f"/members/{member['id']}/photo")).status_code == 404
    first = await upload(client)
    member = (await put(client, member, first)).json()
    assert member["photo_id"] == first
    shown = await client.get(f"/members/{member['id']}/photo")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert (shown.headers["x-content-type-options"], shown.headers["cache-control"]) == ("nosniff", "no-store")
    assert max(Image.open(BytesIO(shown.content)).size) == LONGEST_SIDE
    second = await upload(client, portrait(form="PNG", colour="maroon"))
    member = (await put(client, member, second)).json()
    again = await client.get(f"/members/{member['id']}/photo")
    assert again.content != shown.content
    stale = await client.put(f"/members/{member['id']}/photo", json={"file_id": first}, headers={"If-Match": '"v1"'})
    assert stale.status_code == 412
    gone = await client.delete(f"/members/{member['id']}/photo", headers=seen(member))
    assert gone.json()["photo_id"] is None
    assert (await client.get(f"/members/{member['id']}/photo")).status_code == 404
    line = (await client.get(f"/members/{member['id']}/events")).json()["items"]
    assert [item["kind"] for item in line[:3]] == ["photo_removed", "photo_changed", "photo_changed"]
    async with api.database.transaction(EVERYTHING) as session:
        told = await session.scalars(select(AuditEvent.event).where(AuditEvent.event.like("member_photo%")))  # type: ignore[attr-defined]
        assert list(told) == ["member_photo_changed", "member_photo_changed", "member_photo_removed"]


async def test_nothing_hidden_is_left_in_it(api: Api, own_data: Path) -> None:
    """X-05: no EXIF, no comment, nothing behind the picture; a transparent one stands on white."""
    client = await api.as_("county_officer")
    for form in ("PNG", "JPEG"):
        source = picture(form)
        assert b"planted" in source
        await upload(client, source)
    for path in on_disk(own_data):
        assert b"planted" not in path.read_bytes()
        with Image.open(path) as kept:
            assert kept.format == "JPEG"
    memory = BytesIO()
    Image.new("RGBA", (80, 100), (0, 0, 0, 0)).save(memory, "PNG")
    member = await join(client)
    member = (await put(client, member, await upload(client, memory.getvalue()))).json()
    shown = Image.open(BytesIO((await client.get(f"/members/{member['id']}/photo")).content))
    assert shown.getpixel((40, 50)) == (255, 255, 255)


async def test_refused(api: Api, own_data: Path) -> None:
    """Too many pixels, no picture, a file for another purpose, somebody else's file, a closed record."""
    client = await api.as_("county_officer")
    memory = BytesIO()
    Image.new("1", (6000, 5000)).save(memory, "PNG")
    large = await intake.upload(client, memory.getvalue(), purpose="portrait")
    assert (large.status_code, large.json()["code"]) == (422, "image_too_large")
    script = await intake.upload(client, b"<svg xmlns='http://www.w3.org/2000/svg'/>", purpose="portrait")
    assert script.json()["code"] == "file_type_unsupported"
    half = await intake.upload(client, portrait()[:200], purpose="portrait")
    assert half.json()["code"] == "file_broken"
    member = await join(client)
    other = (await intake.upload(client, portrait(), purpose="image")).json()["id"]
    assert (await put(client, member, other)).json()["code"] == "member_photo_not_a_portrait"
    foreign = await upload(await api.as_("neighbour_officer"))
    for unknown in (foreign, str(ABSENT)):
        refused = await put(client, member, unknown)
        assert (refused.status_code, refused.json()["code"]) == (422, "member_photo_not_a_portrait")
    left = (await step(client, member, "withdraw")).json()
    assert (await put(client, left, await upload(client))).json()["code"] == "member_photo_closed"


async def test_who_sees_a_face(api: Api, own_data: Path) -> None:
    """The scope of the member and nothing else: not the file's id, not a list, not an officer of another county."""
    client, neighbour = await api.as_("county_officer"), await api.as_("neighbour_officer")
    member = await join(client, id_number=id_number())
    file_id = await upload(client)
    member = (await put(client, member, file_id)).json()
    path = f"/members/{member['id']}/photo"
    foreign, absent = await neighbour.get(path), await neighbour.get(f"/members/{ABSENT}/photo")
    assert foreign.status_code == absent.status_code == 404
    assert {k: v for k, v in foreign.json().items() if k not in ("instance", "request_id")} == {
        k: v for k, v in absent.json().items() if k not in ("instance", "request_id")
    }
    assert (await (await api.as_("union_chair")).get(path)).status_code == 200
    assert (await (await api.as_("county_auditor")).get(path)).status_code == 200
    assert (await (await api.as_("sibling_chair")).get(path)).status_code == 404
    assert (await (await api.as_("county_auditor")).delete(path, headers=seen(member))).status_code == 403
    assert (await api.anonymous().get(path)).status_code == 401
    # Not by the file, not even for who uploaded it: they may have left the county since.
    assert (await client.get(f"/files/{file_id}")).status_code == 404
    assert "photo" not in (await client.get("/members")).text


async def test_a_photo_that_is_nobodys_is_deleted(api: Api, own_data: Path) -> None:
    """What was replaced, removed or never used leaves the disk; what is somebody's photo stays."""
    client = await api.as_("county_officer")
    member = await join(client)
    member = (await put(client, member, await upload(client))).json()
    member = (await put(client, member, kept := await upload(client, portrait(colour="teal")))).json()
    await upload(client, portrait(colour="olive"))

    async def forget(at: datetime) -> set[str]:
        async with api.database.transaction(EVERYTHING) as session:
            return {str(id) for id, _ in await upkeep.forget_portraits(session, at)}

    now = datetime.now(UTC)
    assert await forget(now) == set()
    gone = await forget(now + timedelta(hours=2))
    assert len(gone) == 2
    assert kept not in gone
    assert await forget(now + timedelta(hours=2)) == set()
    assert (await client.get(f"/members/{member['id']}/photo")).status_code == 200
