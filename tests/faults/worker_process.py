"""A worker in a process of its own, to be killed: URL, key ring, seconds of lease, rows of a batch or a page."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

from backend.api.export import making
from backend.api.imports import reader, undoing
from backend.api.imports.members import Members
from backend.api.imports.plain import Plain
from backend.api.imports.transfers import Transfers
from backend.api.member.batch import running
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.session import Database
from backend.worker import Worker


async def main(url: str, ring: str, lease: str, batch: str) -> None:
    Members.batch = Plain.batch = Transfers.batch = undoing.BATCH = int(batch)
    reader.BATCH = int(batch)
    making.PAGE = running.CHUNK = int(batch)
    database = Database(url)
    vault = await open_vault(database, KeyRing.open(Path(ring)), now=datetime.now(UTC))
    await Worker(database, vault, lease=float(lease)).run(asyncio.Event())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
