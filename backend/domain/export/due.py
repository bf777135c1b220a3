"""The lists of what unions owe: re-elections, vacant posts, and what they were urged to do about it (ORG-19, 22)."""

from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.people import TREE_ORDER
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.organization.appointments import MEMBERS_FROM, WOMEN_FROM
from backend.domain.organization.codes import OrganizationKind, Post, UrgeState, UrgeSubject
from backend.domain.organization.terms import TermPhase

_UNION = Column(key="name", zh="工会", en="Union", width=34)
_KIND = Column(key="kind", zh="类型", en="Kind", width=18, codes=OrganizationKind)
_URGED = Column(
    key="urged", zh="最近催办", en="Last urged", width=12, kind=ColumnKind.DAY, read=lambda row: row["urged_on"]
)
_UNDER = Filter(key="under_id", zh="范围", en="Under", reference=True)

TERMS_DUE = Sheet(
    noun=ExportNoun.TERMS_DUE,
    unit_zh="家",
    unit_en="unions",
    columns=(
        _UNION,
        _KIND,
        Column(key="parent", zh="隶属", en="Under", width=24, read=lambda row: row["parent_name"]),
        Column(
            key="number",
            zh="届次",
            en="Term",
            width=6,
            kind=ColumnKind.NUMBER,
            read=lambda row: row["term_number"],
        ),
        Column(
            key="from",
            zh="本届起始",
            en="Term began",
            width=12,
            kind=ColumnKind.DAY,
            read=lambda row: row["term_started_on"],
        ),
        Column(
            key="ends",
            zh="届满日",
            en="Term ends",
            width=12,
            kind=ColumnKind.DAY,
            read=lambda row: row["term"]["ends_on"],
        ),
        _URGED,
        # On screen in words; days can be sorted and summed. Below nought: overdue since.
        Column(key="phase", zh="距届满", en="To go", width=8, kind=ColumnKind.NUMBER, read=lambda row: row["_left"]),
        Column(
            key="term_phase",
            zh="届期",
            en="Term phase",
            width=12,
            codes=TermPhase,
            read=lambda row: row["term"]["phase"],
        ),
        Column(key="term_years", zh="任期（年）", en="Length of term (years)", width=8, kind=ColumnKind.NUMBER),
    ),
    filters=(_UNDER, Filter(key="phase", zh="届期", en="Term", codes=TermPhase)),
    sorts={"": TREE_ORDER},
    under=("under_id",),
)

VACANCIES = Sheet(
    noun=ExportNoun.VACANCIES,
    unit_zh="家",
    unit_en="unions",
    columns=(
        _UNION,
        _KIND,
        Column(key="members", zh="会员", en="Members", width=8, kind=ColumnKind.NUMBER),
        Column(key="women", zh="女会员", en="Women", width=8, kind=ColumnKind.NUMBER),
        _URGED,
        Column(key="vacant", zh="空缺", en="Vacant", width=36, codes=Post),
    ),
    filters=(
        _UNDER,
        Filter(key="post", zh="职务", en="Post", codes=Post),
        Filter(
            key="members_from", zh="设经审的会员人数起点", en="Members from which audit is due", unsaid=MEMBERS_FROM
        ),
        Filter(key="women_from", zh="设女职委的人数起点", en="Women from which their body is due", unsaid=WOMEN_FROM),
    ),
    sorts={"": TREE_ORDER},
    under=("under_id",),
)

URGES = Sheet(
    noun=ExportNoun.URGES,
    unit_zh="件",
    unit_en="urges",
    columns=(
        Column(key="name", zh="工会", en="Union", width=34, read=lambda row: row["organization_name"]),
        Column(key="subject", zh="事项", en="Matter", width=18, codes=UrgeSubject),
        Column(key="state", zh="进展", en="State", width=10, codes=UrgeState),
        Column(
            key="seen",
            zh="查看",
            en="Seen",
            width=17,
            kind=ColumnKind.MOMENT,
            read=lambda row: row["seen_at"],
        ),
        Column(key="note", zh="说明", en="Note", width=30),
        Column(key="from", zh="催办方", en="Urged by", width=30, read=lambda row: row["from_organization_name"]),
        Column(
            key="on",
            zh="催办日期",
            en="Urged on",
            width=12,
            kind=ColumnKind.DAY,
            read=lambda row: row["urged_on"],
        ),
        Column(key="seen_by", zh="查看人", en="Seen by", width=10, read=lambda row: row["seen_by_name"]),
        Column(key="sent_by", zh="催办人", en="Sent by", width=10, read=lambda row: row["sent_by_name"]),
        Column(
            key="settled",
            zh="办结发现时间",
            en="Found settled at",
            width=17,
            kind=ColumnKind.MOMENT,
            read=lambda row: row["settled_at"],
        ),
        Column(
            key="withdrawn",
            zh="撤回时间",
            en="Withdrawn at",
            width=17,
            kind=ColumnKind.MOMENT,
            read=lambda row: row["withdrawn_at"],
        ),
    ),
    filters=(
        Filter(key="organization_id", zh="工会", en="Union", reference=True),
        _UNDER,
        Filter(key="subject", zh="事项", en="Matter", codes=UrgeSubject),
        Filter(key="state", zh="进展", en="State", codes=UrgeState),
        Filter(key="sent", zh="本会发出", en="Sent by our union", unsaid=False),
    ),
    sorts={"": NEWEST_FIRST},
    under=("organization_id", "under_id"),
)
