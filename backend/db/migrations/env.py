"""Alembic's environment: migrations run as the owner role, over psycopg, with short lock time-outs.

A new table in a generated migration brings its policy and its grants along: a table without them cannot be written.
"""

from typing import Any, Literal

from alembic import context
from alembic.operations import ops
from sqlalchemy import create_engine, pool, text
from sqlmodel.sql.sqltypes import AutoString

import backend.db.tables  # noqa: F401 — fills the metadata
from backend.db.roles import APP
from backend.db.scope import marker_of, secure, verbs_of
from backend.db.types import metadata

LOCK_TIMEOUT = "3s"
STATEMENT_TIMEOUT = "60s"


def add_policies(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """After each new table, the statements that put it behind its policy."""
    for script in directives:
        for operation in list(script.upgrade_ops.ops):
            if isinstance(operation, ops.CreateTableOp):
                table = metadata.tables[operation.table_name]
                operation.info = {}
                statements = secure(table.name, marker_of(table), app_role=APP, verbs=verbs_of(table))
                script.upgrade_ops.ops.extend(ops.ExecuteSQLOp(statement) for statement in statements)


def spelled(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Texts as SQLAlchemy names them: a migration stands without the code of its day."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})"
    return False


def migrate() -> None:
    """Run the migrations asked for on the URL in the configuration."""
    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"set lock_timeout = '{LOCK_TIMEOUT}'"))
        connection.execute(text(f"set statement_timeout = '{STATEMENT_TIMEOUT}'"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            transaction_per_migration=True,
            process_revision_directives=add_policies,
            render_item=spelled,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
