"""Files: taken in by what they are, handed out to whom they belong."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from backend.settings import settings
from tests import intake, workbooks
from tests.conftest import Api


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files of this test lie in a folder of its own."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def on_disk(data: Path) -> list[Path]:
    return [path for path in (data / "files").rglob("*") if path.is_file()]


async def test_upload_and_download(api: Api, own_data: Path) -> None:
    """api.md, Files: content kept as it came, name never on disk, attachment and nosniff on the way out."""
    client = await api.as_("union_chair")
    content = workbooks.xlsx(workbooks.people(3))
    answer = await intake.upload(client, content, name='../..\\\r\n"名 册.exe')
    assert answer.status_code == 201, answer.text
    file = answer.json()
    assert file["name"] == "名 册.xlsx"
    assert [path.name for path in on_disk(own_data)] == [f"{file['sha256']}-{file['id']}"]
    assert on_disk(own_data)[0].stat().st_mode & 0o077 == 0
    back = await client.get(f"/files/{file['id']}")
    assert back.content == content
    assert back.headers["content-disposition"].startswith("attachment; filename=\"file.xlsx\"; filename*=UTF-8''")
    assert back.headers["x-content-type-options"] == "nosniff"
    for key in ("county_officer", "sibling_chair"):
        assert (await (await api.as_(key)).get(f"/files/{file['id']}")).status_code == 404


def archive(**entries: bytes) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return memory.getvalue()


BOOK = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
REFUSED = {
    "nothing": (b"", "file_empty"),
    "program": (b"\x7fELF\0\0", "file_type_unsupported"),
    "pdf": (b"%PDF-1.7\n\x00\x01", "file_type_unsupported"),
    "other archive": (archive(**{"a.txt": b"x"}), "file_type_unsupported"),
    "half an archive": (workbooks.xlsx(workbooks.people(2))[:2000], "file_broken"),
    "bomb": (archive(**BOOK, **{"xl/worksheets/sheet1.xml": b" " * 30_000_000}), "file_archive_too_large"),
    "macros": (archive(**BOOK, **{"xl/vbaProject.bin": b"x"}), "file_archive_unsafe"),
    "links": (archive(**BOOK, **{"xl/externalLinks/externalLink1.xml": b"<x/>"}), "file_archive_unsafe"),
    "archive inside": (archive(**BOOK, **{"xl/embeddings/a.zip": b"x"}), "file_archive_unsafe"),
    "entities": (
        archive(**BOOK, **{"xl/a.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'}),
        "file_archive_unsafe",
    ),
    "entries": (archive(**BOOK, **{f"xl/{n}.xml": b"<x/>" for n in range(300)}), "file_archive_too_large"),
    "old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_type_unsupported"),
    "locked": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file_broken"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_refused_by_content(api: Api, own_data: Path, case: str) -> None:
    """trust.md 2.5, X-03: bombs, macros, links and impostors are refused, and nothing of them stays on the disk."""
    content, code = REFUSED[case]
    client = await api.as_("union_chair")
    answer = await intake.upload(client, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert answer.json()["errors"][0]["pointer"] == "/file"
    assert on_disk(own_data) == []


def picture(form: str) -> bytes:
    memory = BytesIO()
    image = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "planted marker"
    extra = {"comment": b"planted marker"} if form == "JPEG" else {}
    image.save(memory, form, exif=exif, **extra)
    return memory.getvalue() + b"planted marker"


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
async def test_pictures_are_made_anew(api: Api, own_data: Path, form: str) -> None:
    """trust.md 2.6, X-05: upright, and nothing of what was hidden in the file is left."""
    client = await api.as_("union_chair")
    source = picture(form)
    assert b"planted marker" in source
    answer = await intake.upload(client, source, name="a.jpg", purpose="image")
    assert answer.status_code == 201, answer.text
    kept = on_disk(own_data)[0].read_bytes()
    assert b"planted" not in kept
    assert Image.open(BytesIO(kept)).size == (20, 40)


async def test_picture_of_too_many_pixels(api: Api) -> None:
    """trust.md 2.6: refused by its stated size, before it is unfolded."""
    memory = BytesIO()
    Image.new("1", (6000, 5000)).save(memory, "PNG")
    answer = await intake.upload(await api.as_("union_chair"), memory.getvalue(), purpose="image")
    assert (answer.status_code, answer.json()["code"]) == (422, "image_too_large")
    workbook = await intake.upload(await api.as_("union_chair"), memory.getvalue())
    assert workbook.json()["code"] == "file_type_unsupported"


async def test_form_of_many_parts_and_strangers(api: Api) -> None:
    """trust.md X-04: a form of many parts is refused; without a session the body is not looked at."""
    client = await api.as_("union_chair")
    many = await client.post("/files", files=[("file", ("a.csv", b"a,b")) for _ in range(50)])
    assert many.status_code == 400
    stranger = api.anonymous()
    assert (await stranger.post("/files", files={"file": ("a.csv", b"a")})).status_code == 401
    assert (await (await api.as_("county_auditor")).post("/files", files={"file": ("a.csv", b"a")})).status_code == 403
