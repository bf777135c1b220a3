"""How unions are judged for a year."""

from typing import Final

from backend.domain.audit.event import Event, Labels, changes, told

EVENTS: Final = (
    Event(
        "qualification_judged",
        ("评定合格工会", "Union judged"),
        ("{who}评定了{what}", "{who} judged {what}"),
        told("year", "marks", "qualified"),
    ),
    Event(
        "qualification_changed",
        ("更改评定", "Judgement changed"),
        ("{who}更改了{what}的评定", "{who} changed the judgement of {what}"),
        told("year", changes=changes("marks", "qualified")),
    ),
    Event(
        "qualification_standard_entered",
        ("录入评定标准", "Criteria entered"),
        ("{who}录入或更正了{what}", "{who} entered or corrected {what}"),
        told("from_year", "name", "criteria"),
    ),
)

LABELS: Final[Labels] = {
    "marks": ("具备的项目", "Criteria met"),
    "qualified": ("合格", "Qualified"),
    "from_year": ("起始年度", "From the year"),
    "criteria": ("评定项目", "Criteria"),
}
