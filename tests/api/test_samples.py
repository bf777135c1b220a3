"""The samples of the integrators' page do what they say: each is run against a served application (issue 3 section 4)."""

import asyncio
import csv
import io
import os
import sys
from pathlib import Path

import uvicorn

from tests.api.machines import make
from tests.conftest import Api
from tests.people import join
from tests.programs import found

SAMPLES = Path(__file__).parents[2] / "frontend/staff/src/features/integration/samples"
MEMBERS = 12


async def run(api: Api, tmp_path: Path, *command: str) -> str:
    """What a sample prints, run with the credentials of a new client against the application served for real."""
    client = await make(api)
    city = await api.as_("city_officer")
    for number in range(MEMBERS):
        await join(city, f"王{'一二三四五六七八九十甲乙'[number]}", "textile")
    config = uvicorn.Config(api.app, host="127.0.0.1", port=0, log_level="error", lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 — the server tells nobody when it has begun
            await asyncio.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        environment = os.environ | {
            "UNIONHOME_URL": f"http://127.0.0.1:{port}",
            "UNIONHOME_CLIENT_ID": client["id"],
            "UNIONHOME_CLIENT_SECRET": client["secret"],
            "UNIONHOME_KEPT": str(tmp_path / "kept.json"),
            "PYTHONIOENCODING": "utf-8",
        }
        printed = ""
        for _ in range(2):
            process = await asyncio.create_subprocess_exec(
                *command,
                env=environment,
                cwd=tmp_path,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
            out, err = await asyncio.wait_for(process.communicate(), 60)
            assert process.returncode == 0, err.decode()
            assert printed in ("", out.decode()), "asked again, it prints the same"
            printed = out.decode()
    finally:
        server.should_exit = True
        await serving
    return printed


def rows_of(printed: str) -> dict[str, str]:
    rows = list(csv.DictReader(io.StringIO(printed, newline="")))
    return {row["organization_name"]: row["value"] for row in rows}


def require_members(found: str) -> None:
    """Twelve people, told in steps of five."""
    assert found in ("10", "15"), found


async def test_curl(api: Api, tmp_path: Path) -> None:
    """`pull.sh`."""
    found("curl", "curl")
    rows = rows_of(await run(api, tmp_path, "sh", str(SAMPLES / "pull.sh")))
    require_members(rows["城关镇总工会"])
    assert rows["白石乡总工会"] == ""


async def test_python(api: Api, tmp_path: Path) -> None:
    """`pull.py`, the second time by what it kept."""
    printed = await run(api, tmp_path, sys.executable, str(SAMPLES / "pull.py"))
    rows = dict(line.split("\t") for line in printed.splitlines())
    require_members(rows["城关镇总工会"].removesuffix(".0"))
    assert rows["白石乡总工会"] == "—"
    officer = await api.as_("county_officer")
    pulls = (await officer.get("/client-pulls")).json()["items"]
    assert [pull["status"] for pull in pulls] == [304, 200]


async def test_java(api: Api, tmp_path: Path) -> None:
    """`Pull.java`: one file, which `java` of a JDK runs as it is."""
    found("javac", "default-jdk-headless")
    rows = rows_of(await run(api, tmp_path, found("java", "default-jdk-headless"), str(SAMPLES / "Pull.java")))
    require_members(rows["城关镇总工会"])
