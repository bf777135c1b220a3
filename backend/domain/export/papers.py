"""The list of the papers of unions: what is in their cabinets, where it lies and until when."""

from backend.domain.export.columns import SEARCH, UNDER, day, identifier, moment, number, wording
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Filter, Sheet
from backend.domain.paper.codes import PaperRetention, UnionPaperKind, UnionPaperState

PAPERS = Sheet(
    noun=ExportNoun.PAPERS,
    unit_zh="份",
    unit_en="papers",
    columns=(
        wording("title", "题名", "Title", width=40),
        wording("kind", "类别", "Kind", codes=UnionPaperKind),
        identifier("year", "年度", "Year", width=7),
        day("held", "日期", "Day", "held_on"),
        wording("organization", "工会", "Union", "organization_name", width=30),
        wording("place", "存放位置", "Where it lies", "place_kept", width=20),
        number("files", "文件", "Files", "file_count"),
        wording("retention", "保管期限", "Kept for", width=10, codes=PaperRetention),
        day("due", "到期日", "Due", "due_on"),
        wording("by", "归档人", "Filed by", "entered_by_name", width=10),
        wording("state", "状态", "State", width=10, codes=UnionPaperState),
        moment("entered", "归档时间", "Filed at", "created_at"),
        wording("note", "说明", "Note", width=40),
        moment("withdrawn", "撤下时间", "Withdrawn at", "withdrawn_at"),
        wording("withdrawn_by", "撤下人", "Withdrawn by", "withdrawn_by_name", width=10),
        wording("withdrawn_reason", "撤下原因", "Why withdrawn", width=30),
    ),
    filters=(
        SEARCH,
        UNDER,
        Filter(key="organization_id", zh="工会", en="Union", reference=True),
        Filter(key="kind", zh="类别", en="Kind", codes=UnionPaperKind),
        Filter(key="year", zh="年度", en="Year"),
        Filter(key="state", zh="状态", en="State", codes=UnionPaperState),
    ),
    sorts={"": ("日期从近到远", "Latest day first")},
    under=("under_id", "organization_id"),
)
