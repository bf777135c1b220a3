"""Which PostgreSQL: the one place that chooses, and yields its addresses.

`DATABASE_URL` set: that server is used and nothing is started. Otherwise the embedded cluster in the data directory is
started, or joined when another process runs it already. All that follows is one code path: the product sees a `Server`
and cannot tell which of the two it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

import psycopg

from backend.db.cluster import Embedded, temporary
from backend.db.programs import LOWEST_MAJOR, PostgresTooOld
from backend.db.roles import APP, BACKUP, OWNER, Role, Roles
from backend.db.safety import UnsafeConfiguration, require_safe
from backend.domain.refusals import Refusal
from backend.settings import Settings

__all__ = [
    "Embedded",
    "Server",
    "UnsafeConfiguration",
    "asyncpg_url",
    "in_database",
    "psycopg_url",
    "require_safe",
    "role_in",
    "roles_of",
    "running",
    "temporary",
]


class Unreachable(Refusal):
    """The external server does not answer."""

    code = "database_unreachable"
    zh = "连接不上 DATABASE_URL 指定的数据库（{where}）：{reason}。请确认数据库已启动、地址和密码正确。"
    en = (
        "The database of DATABASE_URL ({where}) cannot be reached: {reason}. See that it runs, and that address and "
        "password are right."
    )


class OwnerMissing(Refusal):
    """Something needs the owner role, and it is not known."""

    code = "database_owner_missing"
    zh = "数据库结构需要更新，但没有设置 DATABASE_OWNER_URL。请设置所有者角色的连接地址后运行 ./dev migrate。"
    en = (
        "Migrations are due and DATABASE_OWNER_URL is not set. Set it to the owner role's address and run "
        "./dev migrate."
    )


class BackupRoleMissing(Refusal):
    """A backup needs a role that sees past row security."""

    code = "database_backup_missing"
    zh = (
        "备份需要 DATABASE_BACKUP_URL（具有 BYPASSRLS 的只读角色）；没有它备份会不完整。"
        "请先运行 ./dev roles 建立角色并设置该变量。"
    )
    en = (
        "A backup needs DATABASE_BACKUP_URL (a read-only role with BYPASSRLS); without it the backup would be partial. "
        "Make the role with ./dev roles and set the variable."
    )


class AdminMissing(Refusal):
    """Something needs a superuser."""

    code = "database_admin_missing"
    zh = "这一步需要 DATABASE_ADMIN_URL（数据库超级用户的连接地址）。产品运行时从不使用它。"
    en = "This step needs DATABASE_ADMIN_URL, the address of a superuser. The running product never uses it."


class MigrationsDue(Refusal):
    """The schema is not the one that the code wants, and this process does not change it."""

    code = "database_migrations_due"
    zh = "数据库结构与程序版本不一致。请先运行 ./dev migrate，再启动本进程。"
    en = "The database schema does not fit this version of the program. Run ./dev migrate, then start this process."


class OddRole(Refusal):
    """A login with another name than the migrations grant to."""

    code = "database_role_name"
    zh = "{variable} 的用户名应为 {wanted}：迁移把权限授予这个角色。请修改地址中的用户名。"
    en = "The user name in {variable} must be {wanted}, to which the migrations grant. Change it in the address."


class OddAddress(Refusal):
    """An option in a database address that is not understood."""

    code = "database_address"
    zh = "数据库地址中的参数 {name} 不受支持。请删去它；加密连接请写 sslmode=require。"
    en = "The option {name} in the database address is not supported. Remove it; write sslmode=require to encrypt."


@dataclass(frozen=True)
class Server:
    """A PostgreSQL ready to use. The addresses are plain `postgresql://`; an external one may lack the last two."""

    app_url: str = field(repr=False)
    owner_url: str | None = field(repr=False)
    backup_url: str | None = field(repr=False)
    version: int
    admin_url: str | None = field(default=None, repr=False)
    embedded: Embedded | None = None

    def require_owner(self) -> str:
        """The owner's address, for migrations. Refuses `OwnerMissing`."""
        if self.owner_url is None:
            raise OwnerMissing
        return self.owner_url

    def require_backup(self) -> str:
        """The backup role's address. Refuses `BackupRoleMissing`."""
        if self.backup_url is None:
            raise BackupRoleMissing
        return self.backup_url

    def require_admin(self) -> str:
        """A superuser's address. Refuses `AdminMissing`."""
        if self.admin_url is None:
            raise AdminMissing
        return self.admin_url

    def roles(self) -> Roles:
        """The three roles and the database, as their addresses say."""
        return _roles(self.app_url, self.require_owner(), self.require_backup())


@contextmanager
def running(settings: Settings) -> Iterator[Server]:
    """A server that runs for the length of the block. Blocks of one process, and processes, share one server."""
    if settings.database_url is not None:
        yield _external(settings, settings.database_url)
        return
    embedded = Embedded(settings.data / "postgres")
    embedded.start()
    try:
        yield Server(
            app_url=embedded.url("app"),
            owner_url=embedded.url("owner"),
            backup_url=embedded.url("backup"),
            version=embedded.version,
            admin_url=embedded.url("superuser", "postgres"),
            embedded=embedded,
        )
    finally:
        embedded.stop()


def _external(settings: Settings, url: str) -> Server:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise Unreachable(where=_without_password(url), reason=str(error).strip()) from None
    if version < LOWEST_MAJOR:
        raise PostgresTooOld(found=version, floor=LOWEST_MAJOR)
    return Server(
        app_url=url,
        owner_url=settings.database_owner_url,
        backup_url=settings.database_backup_url,
        version=version,
        admin_url=settings.database_admin_url,
    )


def asyncpg_url(url: str) -> str:
    """`url` for SQLAlchemy over asyncpg, which spells the one option we know differently from libpq."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if "sslmode" in options:
        options["ssl"] = options.pop("sslmode")
    for name in options.keys() - {"ssl"}:
        raise OddAddress(name=name)
    return urlunsplit(parts._replace(scheme="postgresql+asyncpg", query=urlencode(options)))


def psycopg_url(url: str) -> str:
    """`url` for SQLAlchemy over psycopg (Alembic)."""
    return urlunsplit(urlsplit(url)._replace(scheme="postgresql+psycopg"))


def in_database(url: str, database: str) -> str:
    """`url` pointing to another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path="/" + quote(database, safe="")))


def role_in(url: str | None) -> Role | None:
    """The login that an address holds."""
    if url is None:
        return None
    parts = urlsplit(url)
    return Role(unquote(parts.username or ""), unquote(parts.password or ""))


def roles_of(settings: Settings) -> Roles:
    """The roles that the settings name, for the command that makes them. Refuses what is missing or oddly named."""
    if settings.database_owner_url is None:
        raise OwnerMissing
    if settings.database_backup_url is None:
        raise BackupRoleMissing
    return _roles(settings.database_url or "", settings.database_owner_url, settings.database_backup_url)


def _roles(app_url: str, owner_url: str, backup_url: str) -> Roles:
    named = {"DATABASE_URL": (app_url, APP), "DATABASE_OWNER_URL": (owner_url, OWNER)}
    named["DATABASE_BACKUP_URL"] = (backup_url, BACKUP)
    found: list[Role] = []
    for variable, (url, wanted) in named.items():
        role = role_in(url)
        if role is None or role.name != wanted:
            raise OddRole(variable=variable, wanted=wanted)
        found.append(role)
    app, owner, backup = found
    return Roles(owner=owner, app=app, backup=backup, database=unquote(urlsplit(app_url).path.lstrip("/")))


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or 5432}{parts.path}"
