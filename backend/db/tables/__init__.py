"""All tables. Importing this package fills the metadata that migrations and tests look at."""

from backend.db.tables import (
    account,
    aid,
    aid_case,
    client,
    export,
    imports,
    member,
    member_batch,
    merge,
    organization,
    process,
    report,
    statistic,
    target,
    tile,
)

__all__ = [
    "account",
    "aid",
    "aid_case",
    "client",
    "export",
    "imports",
    "member",
    "member_batch",
    "merge",
    "organization",
    "process",
    "report",
    "statistic",
    "target",
    "tile",
]
