"""Papers to file: small true files of each type, and the requests that file them."""

import zipfile
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from tests import intake
from tests.people import once
from tests.town import id_of, today

RELATIONS = "word/_rels/document.xml.rels"
HEAD = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def pdf(*more: bytes) -> bytes:
    """A page with nothing on it, and what a test puts beside it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", *more]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def docx(relations: str = "", **more: bytes) -> bytes:
    """A Word document of one paragraph. `relations` are what it points at, `more` further parts by their names."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", "<w:document/>")
        made.writestr(RELATIONS, f"{HEAD}{relations}</Relationships>")
        for name, content in more.items():
            made.writestr(name, content)
    return memory.getvalue()


def png() -> bytes:
    """A red picture."""
    memory = BytesIO()
    Image.new("RGB", (64, 48), "red").save(memory, "PNG")
    return memory.getvalue()


async def send(client: httpx.AsyncClient, content: bytes, name: str = "记录.pdf") -> str:
    """A file that was uploaded for a cabinet; its id."""
    answer = await intake.upload(client, content, name=name, purpose="cabinet")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def ask(client: httpx.AsyncClient, *, union: str = "textile", files: list[str] | None = None, **more: Any) -> Any:
    """File a paper, minutes of today unless it is said otherwise."""
    usual = {"organization_id": str(id_of(union)), "kind": "minutes", "year": today().year, "title": "职工大会记录"}
    body = usual | {"held_on": today().isoformat()} | more
    body["files"] = [await send(client, pdf())] if files is None else files
    return await client.post("/papers", json=body, headers=once())


async def filed(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    """A paper that lies in the cabinet."""
    answer = await ask(client, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def keep(client: httpx.AsyncClient, *, union: str = "textile", **more: Any) -> httpx.Response:
    """Name the keeper of a union."""
    body = {"organization_id": str(id_of(union)), "name": "罗小兰", "since": today().isoformat()} | more
    return await client.post("/paper-keepers", json=body, headers=once())
