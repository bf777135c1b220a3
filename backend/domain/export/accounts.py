"""The lists of accounts, and of what was granted to whom."""

from collections.abc import Mapping
from typing import Any

from backend.domain.access import Role
from backend.domain.account.codes import GrantStatus, UserStatus
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.organization.codes import Tree


def _days(row: Mapping[str, Any]) -> str:
    return f"{row['starts_on']} – {row['ends_on'] or ''}".rstrip()


USERS = Sheet(
    noun=ExportNoun.USERS,
    unit_zh="个",
    unit_en="accounts",
    columns=(
        Column(key="name", zh="姓名", en="Name", width=10),
        Column(key="login", zh="登录名", en="Login", width=18, kind=ColumnKind.IDENTIFIER),
        Column(key="home", zh="所在单位", en="Office", width=30, read=lambda row: row["organization_name"]),
        Column(key="roles", zh="今天的岗位", en="Roles today", width=24, codes=Role),
        Column(key="totp", zh="动态口令", en="Authenticator", width=10, read=lambda row: row["totp_enabled"]),
        Column(
            key="signed_in",
            zh="最近登录",
            en="Last sign-in",
            width=17,
            kind=ColumnKind.MOMENT,
            read=lambda row: row["last_signed_in_at"],
        ),
        Column(
            key="created",
            zh="建立时间",
            en="Made at",
            width=17,
            kind=ColumnKind.MOMENT,
            read=lambda row: row["created_at"],
        ),
        Column(key="status", zh="状态", en="Status", width=10, codes=UserStatus),
    ),
    filters=(
        Filter(key="q", zh="查找", en="Search"),
        Filter(key="status", zh="状态", en="Status", codes=UserStatus),
        Filter(key="role", zh="今天的岗位", en="Roles today", codes=Role),
        Filter(key="under_id", zh="所在单位", en="Office", reference=True),
    ),
    sorts={"": TREE_ORDER},
    under=("under_id",),
)

GRANTS = Sheet(
    noun=ExportNoun.GRANTS,
    unit_zh="项",
    unit_en="grants",
    columns=(
        Column(key="user", zh="用户", en="User", width=10, read=lambda row: row["user_name"]),
        Column(
            key="login",
            zh="登录名",
            en="Login",
            width=18,
            kind=ColumnKind.IDENTIFIER,
            read=lambda row: row["user_login"],
        ),
        Column(key="role", zh="岗位", en="Role", width=18, codes=Role),
        Column(key="on", zh="授权工会", en="On the union", width=30, read=lambda row: row["organization_name"]),
        Column(key="tree", zh="范围", en="Over", width=16, codes=Tree),
        Column(key="days", zh="有效期", en="Valid", width=26, read=_days),
        Column(key="reason", zh="事由", en="Reason", width=24),
        Column(key="made_by", zh="提出人", en="Proposed by", width=10, read=lambda row: row["made_by_name"]),
        Column(
            key="created",
            zh="建立时间",
            en="Made at",
            width=17,
            kind=ColumnKind.MOMENT,
            read=lambda row: row["created_at"],
        ),
        Column(key="status", zh="状态", en="Status", width=10, codes=GrantStatus),
        Column(key="in_force", zh="今天有效", en="In force today", width=10),
        Column(key="starts_on", zh="开始日期", en="From the day", width=12, kind=ColumnKind.DAY),
        Column(key="ends_on", zh="截止日期", en="Until", width=12, kind=ColumnKind.DAY),
        Column(key="approved_by", zh="批准人", en="Approved by", width=10, read=lambda row: row["approved_by_name"]),
    ),
    filters=(
        Filter(key="user_id", zh="用户", en="User", reference=True),
        Filter(key="organization_id", zh="授权工会", en="On the union", reference=True),
        Filter(key="under_id", zh="范围", en="Under", reference=True),
        Filter(key="role", zh="岗位", en="Role", codes=Role),
        Filter(key="status", zh="状态", en="Status", codes=GrantStatus),
        Filter(
            key="in_force",
            zh="今天是否有效",
            en="In force today",
            yes_no=(("今天有效", "in force"), ("今天无效", "not in force")),
        ),
        Filter(key="ends_before", zh="到期早于", en="Ends before"),
    ),
    sorts={"": TREE_ORDER},
    under=("organization_id", "under_id"),
)
