"""What the product refuses to run on (trust.md section 4.5): each refusal says what to change.

Every one of these passes all functional tests and loses or shows data later: a commit that is not on disk, a role for
which row security does nothing, a table without a policy. What is asked of keys stands in `keys.py`, of the passwords of the
embedded server in `roles.py`.
"""

from collections.abc import Collection
from urllib.parse import unquote, urlsplit

import psycopg

from backend.db.programs import LOWEST_MAJOR, LOWEST_MINOR
from backend.domain.refusals import Refusal
from backend.settings import Settings

PUBLIC_TABLES = frozenset({"alembic_version"})
"""Tables of schema public that hold nothing about anybody and need no policy."""


SHORTEST_PASSWORD = 16
"""Characters of a database password. Nobody types it, so nothing speaks for a short one."""

FEWEST_CHARACTERS = 8
"""Different characters in it: `aaaaaaaaaaaaaaaa` is long enough too."""

COMMON_PASSWORDS = ("changeme", "password", "passwd", "secret", "postgres", "unionhome", "123456", "qwerty", "admin")
"""What stands in examples and is tried first. A password that holds one of them was not drawn at random."""


class UnsafeConfiguration(Refusal):
    """The start is refused. `reason` and `reason_en` say what is wrong and what to change."""

    code = "unsafe_configuration"
    zh = "为保护数据，系统拒绝启动：{reason}"
    en = "The product refuses to start, to protect the data: {reason_en}"


def require_safe_settings(config: Settings) -> None:
    """Refuse settings of production under which data or passwords leak. Demonstrations and tests may do as they like.

    Raises `UnsafeConfiguration`. Source: trust.md 4.5.
    """
    if not config.production:
        return
    if config.log_level == "debug":
        raise UnsafeConfiguration(
            reason="生产环境不能使用调试日志，其中会出现个人信息。请把 UNIONHOME_LOG_LEVEL 改为 info 或删去它。",
            reason_en="debug logs hold personal data and have no place in production. Set UNIONHOME_LOG_LEVEL to info, or "
            "remove it.",
        )
    addresses = {
        "DATABASE_URL": config.database_url,
        "DATABASE_OWNER_URL": config.database_owner_url,
        "DATABASE_BACKUP_URL": config.database_backup_url,
        "DATABASE_ADMIN_URL": config.database_admin_url,
        "DATABASE_STANDBY_URL": config.database_standby_url,
    }
    for variable, url in addresses.items():
        if url is not None and _is_weak(url):
            raise UnsafeConfiguration(
                reason=f"{variable} 中的数据库密码是示例值或太弱。请用 openssl rand -hex 24 生成新密码，"
                f"写入 .env 或 {variable}，运行 ./dev roles 后再启动。",
                reason_en=f"the database password in {variable} is that of an example, or weak. Draw one with openssl rand "
                f"-hex 24, put it into .env or {variable}, and run ./dev roles before the start.",
            )


def _is_weak(url: str) -> bool:
    """Whether the password in an address can be guessed. None at all is the server's affair: a certificate, a socket."""
    parts = urlsplit(url)
    if parts.password is None:
        return False
    password = unquote(parts.password)
    plain = "".join(letter for letter in password.lower() if letter.isalnum())
    return (
        len(password) < SHORTEST_PASSWORD
        or len(set(password)) < FEWEST_CHARACTERS
        or any(word in plain for word in COMMON_PASSWORDS)
    )


def require_safe(connection: psycopg.Connection, *, public_tables: Collection[str] = PUBLIC_TABLES) -> None:
    """Refuse a server, a role or a schema on which data is not safe. `connection` is the app role's own."""
    _require_version(connection)
    _require_durable(connection)
    _require_powerless(connection)
    _require_policies(connection, public_tables)


def _require_version(connection: psycopg.Connection) -> None:
    major, minor = divmod(connection.info.server_version, 10_000)
    if major < LOWEST_MAJOR:
        raise UnsafeConfiguration(
            reason=f"PostgreSQL 版本为 {major}，最低要求 {LOWEST_MAJOR}。请升级数据库服务器。",
            reason_en=f"this is PostgreSQL {major}; {LOWEST_MAJOR} is the oldest supported. Upgrade the server.",
        )
    floor = LOWEST_MINOR.get(major, 0)
    if minor < floor:
        raise UnsafeConfiguration(
            reason=f"PostgreSQL 版本为 {major}.{minor}，存在已公开的安全漏洞，最低要求 {major}.{floor}。"
            "请用操作系统的软件包更新数据库并重启，数据不需要转换。",
            reason_en=f"this is PostgreSQL {major}.{minor}, whose holes are public; {major}.{floor} is the oldest minor "
            "version supported. Update the server's packages and restart it; the data stays as it is.",
        )


def _require_durable(connection: psycopg.Connection) -> None:
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        row = connection.execute("select current_setting(%s)", (name,)).fetchone()
        if row is None or row[0] == "off":
            raise UnsafeConfiguration(
                reason=f"数据库参数 {name} 为 off，断电会丢失已确认的数据。请执行 ALTER SYSTEM SET {name} = on "
                f"并重新加载配置；若是为角色或数据库单独设置的，请用 ALTER ROLE/DATABASE … RESET {name} 取消。",
                reason_en=f"the server's {name} is off: a power cut loses what was acknowledged. Run ALTER SYSTEM SET "
                f"{name} = on and reload; if it was set for a role or a database, ALTER ROLE/DATABASE … RESET {name}.",
            )


def _require_powerless(connection: psycopg.Connection) -> None:
    """The app role, and every role it can become."""
    row = connection.execute(
        """select r.rolname, r.rolsuper, r.rolbypassrls from pg_roles r
           where pg_has_role(current_user, r.oid, 'MEMBER') and (r.rolsuper or r.rolbypassrls)
           order by r.rolname <> current_user limit 1"""
    ).fetchone()
    if row is not None:
        right = "SUPERUSER" if row[1] else "BYPASSRLS"
        raise UnsafeConfiguration(
            reason=f"应用连接数据库所用的角色具有 {right}（{row[0]}），行级权限对它不起作用。"
            f"请执行 ALTER ROLE {row[0]} NO{right}，或让 DATABASE_URL 使用普通角色。",
            reason_en=f"the role of DATABASE_URL has {right} (by {row[0]}), so row security does nothing. Run "
            f"ALTER ROLE {row[0]} NO{right}, or put an ordinary role into DATABASE_URL.",
        )
    row = connection.execute(
        """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_t(oast|emp)'
             and c.relkind in ('r', 'p', 'v', 'm', 'f') and pg_has_role(current_user, c.relowner, 'MEMBER')
           order by c.relname limit 1"""
    ).fetchone()
    if row is not None:
        raise UnsafeConfiguration(
            reason=f"应用角色是表 {row[0]} 的所有者，可以关闭它的行级权限。请用 ALTER TABLE {row[0]} OWNER TO "
            "把表交给所有者角色，并且不要让应用角色加入所有者角色。",
            reason_en=f"the app role owns table {row[0]} and could switch its row security off. Give it to the owner "
            f"role (ALTER TABLE {row[0]} OWNER TO …), and do not make the app role a member of the owner role.",
        )


def _require_policies(connection: psycopg.Connection, public_tables: Collection[str]) -> None:
    rows = connection.execute(
        """select c.relname from pg_class c
           where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
             and not (c.relrowsecurity and c.relforcerowsecurity) order by c.relname"""
    ).fetchall()
    for (table,) in rows:
        if table not in public_tables:
            raise UnsafeConfiguration(
                reason=f"表 {table} 没有强制行级权限，任何人都能看到全部数据。请运行 ./dev migrate；"
                f"若是手工建立的表，请把它移出 public 模式，或执行 ALTER TABLE {table} FORCE ROW LEVEL SECURITY。",
                reason_en=f"table {table} is without forced row security, so everybody would see all of it. Run "
                f"./dev migrate; a table made by hand belongs in another schema, or needs FORCE ROW LEVEL SECURITY.",
            )
