"""The list of surveys of need. What was found may tell of somebody's troubles and is read one at a time."""

from backend.domain.aid.codes import HardshipCause
from backend.domain.export.columns import UNDER, day, number, wording
from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Filter, Sheet
from backend.domain.needs.codes import SurveyState, SurveyWay

SURVEYS = Sheet(
    noun=ExportNoun.NEEDS_SURVEYS,
    unit_zh="次",
    unit_en="surveys",
    columns=(
        day("held", "调研日期", "Held on", "held_on"),
        wording("organization", "工会", "Union", "organization_name", width=30),
        wording("ways", "调研方式", "Ways", width=30, codes=SurveyWay),
        number("people", "听取意见(人)", "People heard"),
        number("homes", "走访(户)", "Homes seen"),
        wording("causes", "反映的致困原因", "Causes", width=30, codes=HardshipCause),
        number("measures", "措施", "Measures"),
        number("done", "已落实", "Done"),
        day("next_due", "最近期限", "Next due"),
        wording("state", "状态", "State", width=12, codes=SurveyState),
        wording("maker", "登记人", "Entered by", "made_by_name", width=10),
    ),
    filters=(
        UNDER,
        Filter(key="organization_id", zh="工会", en="Union", reference=True),
        Filter(key="held_on[gte]", zh="调研日期不早于", en="Held on or after"),
        Filter(key="held_on[lte]", zh="调研日期不晚于", en="Held on or before"),
        Filter(key="way", zh="调研方式", en="Ways", codes=SurveyWay),
        Filter(key="cause", zh="致困原因", en="Causes", codes=HardshipCause),
        Filter(key="state", zh="状态", en="State", codes=SurveyState),
    ),
    sorts={"": NEWEST_FIRST},
    under=("organization_id", "under_id"),
)
