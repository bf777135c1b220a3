"""What the product refuses to run on (trust.md section 4.5): each refusal says what to change.

Every one of these passes all functional tests and loses or shows data later: a commit that is not on disk, a role for
which row security does nothing, a table without a policy. What is asked of keys stands in `keys.py`, of the passwords of the
embedded server in `roles.py`.
"""

from collections.abc import Collection

import psycopg

from backend.db.programs import LOWEST_MAJOR
from backend.domain.refusals import Refusal

PUBLIC_TABLES = frozenset({"alembic_version"})
"""Tables of schema public that hold nothing about anybody and need no policy."""


class UnsafeConfiguration(Refusal):
    """The start is refused. `reason` and `reason_en` say what is wrong and what to change."""

    code = "unsafe_configuration"
    zh = "为保护数据，系统拒绝启动：{reason}"
    en = "The product refuses to start, to protect the data: {reason_en}"


def require_safe(connection: psycopg.Connection, *, public_tables: Collection[str] = PUBLIC_TABLES) -> None:
    """Refuse a server, a role or a schema on which data is not safe. `connection` is the app role's own."""
    _require_version(connection)
    _require_durable(connection)
    _require_powerless(connection)
    _require_policies(connection, public_tables)


def _require_version(connection: psycopg.Connection) -> None:
    major = connection.info.server_version // 10_000
    if major < LOWEST_MAJOR:
        raise UnsafeConfiguration(
            reason=f"PostgreSQL 版本为 {major}，最低要求 {LOWEST_MAJOR}。请升级数据库服务器。",
            reason_en=f"this is PostgreSQL {major}; {LOWEST_MAJOR} is the oldest supported. Upgrade the server.",
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
