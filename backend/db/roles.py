"""The three roles of the database, and the database itself: made the same way everywhere.

`owner` makes the tables and is used by migrations only. `app` is what the product runs as: no superuser, no BYPASSRLS,
owner of nothing, because row security silently does nothing for those three. `backup` reads everything past row
security and writes nothing (a dump under row security is partial and reports success, trust.md section 0 row 7).

What the app role may do with a table is granted by the migration that makes the table, never by default privileges:
those would also hand out views and materialised views, which row security does not cover.
"""

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from backend.domain.refusals import Refusal

SUPERUSER = "postgres"
OWNER = "unionhome_owner"
APP = "unionhome_app"
BACKUP = "unionhome_backup"
DATABASE = "unionhome"

_SETTINGS: dict[str, dict[str, str]] = {
    # A condition such as `name ^@ $1` gets its index range only when planned with the value at hand.
    "app": {
        "plan_cache_mode": "force_custom_plan",
        "idle_in_transaction_session_timeout": "60s",
        "statement_timeout": "30s",
    },
    "owner": {"lock_timeout": "3s"},
    "backup": {"default_transaction_read_only": "on"},
}


class PasswordsLost(Refusal):
    """The cluster is there and its passwords are not."""

    code = "database_passwords_lost"
    zh = (
        "数据库还在，但它的密码文件 {path} 不见了，或其中的密码不对。请把原来的文件放回原处；"
        "没有的话，请用新的数据目录（UNIONHOME_DATA）运行 ./dev restore 恢复最近的备份。"
    )
    en = (
        "The database is there, but its password file {path} is missing or wrong. Put the original file back; without "
        "it, restore the last backup into a new data directory (UNIONHOME_DATA) with ./dev restore."
    )


class PasswordsExposed(Refusal):
    """Other users of the machine can read the passwords."""

    code = "database_passwords_exposed"
    zh = "数据库密码文件 {path} 的权限是 {mode}，其他用户可以读取。请执行 chmod 600 '{path}'。"
    en = "The database password file {path} has mode {mode}, so others can read it. Run: chmod 600 '{path}'"


@dataclass(frozen=True)
class Role:
    """A login: its name on the server and its password."""

    name: str
    password: str


@dataclass(frozen=True)
class Roles:
    """Who may do what on one database."""

    owner: Role
    app: Role
    backup: Role
    database: str = DATABASE


def read_passwords(path: Path) -> dict[str, str]:
    """The passwords of the embedded server by role name; generated, and kept with mode 0600, at the first call."""
    if not path.exists():
        passwords = {name: secrets.token_urlsafe(24) for name in (SUPERUSER, OWNER, APP, BACKUP)}
        unfinished = path.with_suffix(".new")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(passwords, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise PasswordsExposed(path=path, mode=f"{mode:04o}")
    try:
        return {str(name): str(password) for name, password in json.loads(path.read_text()).items()}
    except ValueError as error:
        raise PasswordsLost(path=path) from error


def ensure_roles(admin: psycopg.Connection, roles: Roles) -> None:
    """Make the roles as they must be, whatever they are now. `admin` is a superuser in autocommit."""
    rights = {"owner": "nobypassrls", "app": "nobypassrls", "backup": "bypassrls"}
    for part, bypass in rights.items():
        role: Role = getattr(roles, part)
        known = admin.execute("select 1 from pg_roles where rolname = %s", (role.name,)).fetchone()
        # The server gets the verifier and never the password, so no log of statements can hold it.
        verifier = admin.pgconn.encrypt_password(role.password.encode(), role.name.encode(), b"scram-sha-256")
        admin.execute(
            sql.SQL(
                "{verb} role {name} login nosuperuser nocreatedb nocreaterole noreplication {bypass} "
                "password {verifier}"
            ).format(
                verb=sql.SQL("alter" if known else "create"),
                name=sql.Identifier(role.name),
                bypass=sql.SQL(bypass),
                verifier=sql.Literal(verifier.decode()),
            )
        )
        for name, value in _SETTINGS[part].items():
            admin.execute(
                sql.SQL("alter role {role} set {name} = {value}").format(
                    role=sql.Identifier(role.name), name=sql.Identifier(name), value=sql.Literal(value)
                )
            )
    admin.execute(sql.SQL("grant pg_read_all_data to {}").format(sql.Identifier(roles.backup.name)))


def ensure_standby_role(admin: psycopg.Connection, role: Role | None) -> None:
    """The role through which a standby streams, where one is wanted: REPLICATION and nothing else."""
    if role is None:
        return
    verifier = admin.pgconn.encrypt_password(role.password.encode(), role.name.encode(), b"scram-sha-256")
    known = admin.execute("select 1 from pg_roles where rolname = %s", (role.name,)).fetchone()
    admin.execute(
        sql.SQL("{verb} role {name} login replication nosuperuser nobypassrls password {verifier}").format(
            verb=sql.SQL("alter" if known else "create"),
            name=sql.Identifier(role.name),
            verifier=sql.Literal(verifier.decode()),
        )
    )


def ensure_database(admin: psycopg.Connection, roles: Roles) -> None:
    """Make the database of `roles` when it is not there, empty and in UTF-8."""
    if not admin.execute("select 1 from pg_database where datname = %s", (roles.database,)).fetchone():
        create_database(admin, roles)


def create_database(admin: psycopg.Connection, roles: Roles, template: str = "template0") -> None:
    """A database of the owner role. `template` is one of our own (with its tables), or `template0`: empty.

    One with tables is copied file by file and not page by page through the log, which takes ten times as long.
    """
    how = " encoding 'UTF8'" if template == "template0" else " strategy file_copy"
    admin.execute(
        sql.SQL("create database {database} owner {owner} template {template}" + how).format(
            database=sql.Identifier(roles.database),
            owner=sql.Identifier(roles.owner.name),
            template=sql.Identifier(template),
        )
    )
    for statement in _connect_rights(roles):
        admin.execute(statement)


def ensure_schema(inside: psycopg.Connection, roles: Roles) -> None:
    """Schema public belongs to the owner role, and only our roles may look into it. `inside` is a superuser's
    connection to the database of `roles`."""
    names = {"owner": sql.Identifier(roles.owner.name)}
    users = sql.SQL(", ").join(sql.Identifier(role.name) for role in (roles.app, roles.backup))
    inside.execute(sql.SQL("alter schema public owner to {owner}").format(**names))
    inside.execute("revoke all on schema public from public")
    inside.execute(sql.SQL("grant usage on schema public to {}").format(users))


def _connect_rights(roles: Roles) -> Iterator[sql.Composed]:
    """Nobody enters but our roles. A database made from a template inherits no rights on itself."""
    database = sql.Identifier(roles.database)
    users = sql.SQL(", ").join(sql.Identifier(role.name) for role in (roles.app, roles.backup))
    yield sql.SQL("revoke all on database {} from public").format(database)
    yield sql.SQL("grant connect, temporary on database {} to {}").format(database, users)
