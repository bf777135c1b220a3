"""A streaming standby of the production shape: the first copy of the primary's data directory."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from backend.db.backup import ToolFailed
from backend.db.programs import find_programs
from backend.settings import settings

SLOT = "unionhome_standby"
"""The primary keeps the log until the standby of this slot has it."""


def initialise(directory: Path, primary: str) -> bool:
    """Copy the primary into the empty `directory`, ready to follow it; False when it holds a cluster already.

    Copied beside it and renamed at the end, so that a kill leaves nothing that a server would start on.
    """
    if (directory / "PG_VERSION").exists():
        return False
    with psycopg.connect(primary, dbname="postgres", autocommit=True) as connection:
        connection.execute(
            """select pg_create_physical_replication_slot(%(slot)s) where not exists
               (select from pg_replication_slots where slot_name = %(slot)s)""",
            {"slot": SLOT},
        )
    unfinished = directory.with_name(f"{directory.name}.new")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = {name: value for name, value in conninfo_to_dict(primary).items() if name != "dbname"}
    password = str(address.pop("password", ""))
    program = find_programs(settings().postgres_programs) / "pg_basebackup"
    # The password ends up in the standby's own configuration, from which it connects; that file is the server's alone.
    command = [str(program), f"--pgdata={unfinished}", "--write-recovery-conf", "--wal-method=stream", f"--slot={SLOT}"]
    command += ["--checkpoint=fast", "--no-password", f"--dbname={make_conninfo('', **address)}"]
    made = subprocess.run(  # noqa: S603 - the program that was chosen
        command,
        env={**os.environ, "PGPASSWORD": password},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if made.returncode:
        raise ToolFailed(tool="pg_basebackup", said=made.stderr.strip()[-2000:])
    unfinished.rename(directory)
    return True
