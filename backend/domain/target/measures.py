"""What targets are set of: figures of the statistics, so that target and actual are counted the same way (IND-01…05)."""

from typing import Final

from backend.domain.codes import Code
from backend.domain.statistic.catalogue import FigureUnit, Measure
from backend.domain.statistic.datasets import DATASETS


class TargetMeasure(Code):
    """A figure that targets are set of, and where the catalogue has it."""

    dataset: str
    figure: str

    def __new__(cls, slug: str, zh: str = "", en: str = "", dataset: str = "", figure: str = "") -> "TargetMeasure":
        member = str.__new__(cls, slug)
        member._value_ = slug
        member.zh, member.en = zh, en
        member.dataset, member.figure = dataset, figure
        return member

    UNIONS_FOUNDED = "unions_founded", "新建工会", "Unions founded", "foundings", "founded"
    MEMBERS_GROWN = "members_grown", "净增会员", "Growth of members", "member_changes", "grown"
    COVERAGE_RATE = "coverage_rate", "建会率", "Coverage rate", "coverage", "coverage_rate"
    JOINING_RATE = "joining_rate", "入会率", "Joining rate", "members", "joining_rate"
    CARD_RATE = "card_rate", "发证率", "Card rate", "members", "card_rate"
    COMPLETE_RATE = "complete_rate", "实名完整率", "Complete records", "members", "complete_rate"
    STANDARD_RATE = "standard_rate", "规范化率", "Good order", "unions", "standard_rate"
    QUALIFIED_RATE = "qualified_rate", "合格工会率", "Qualified", "unions", "qualified_rate"
    QUALIFIED_TOWN_RATE = (
        *("qualified_town_rate", "乡镇社区合格率", "Qualified in towns and communities"),
        *("unions", "qualified_town_rate"),
    )

    @property
    def counted(self) -> Measure:
        """The measure of the catalogue."""
        return DATASETS[self.dataset].measure(self.figure)

    @property
    def is_rate(self) -> bool:
        """Whether it is a share in percent; the others are counts of what is added within the year."""
        return self.counted.unit is FigureUnit.PERCENT


FLOWS: Final = tuple(measure for measure in TargetMeasure if not measure.is_rate)
RATES: Final = tuple(measure for measure in TargetMeasure if measure.is_rate)
