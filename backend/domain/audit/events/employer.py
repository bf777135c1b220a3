"""The register of employers."""

from typing import Final

from backend.domain.audit.event import Event, changes, code, told
from backend.domain.member.reveals import RevealReason
from backend.domain.organization.reveals import EmployerSecret

EVENTS: Final = (
    Event(
        "employer_added",
        ("登记单位", "Employer added"),
        ("{who}登记了{what}", "{who} registered {what}"),
        told("name", "territory_id", "source"),
    ),
    Event(
        "employer_edited",
        ("修改单位", "Employer edited"),
        ("{who}修改了{what}的资料", "{who} changed the record of {what}"),
        told(
            *("source", "fields"),
            changes=changes(
                *("territory_id", "name", "credit_code", "ownership", "industry", "region_code", "address"),
                *("employees", "women_employees", "contact_name"),
            ),
        ),
    ),
    Event(
        "employer_field_revealed",
        ("查看用人单位隐藏信息", "Hidden field of an employer shown"),
        ("{who}查看了{what}的隐藏信息", "{who} looked at a hidden field of {what}"),
        told(field=code(EmployerSecret), reason=code(RevealReason)),
    ),
    Event(
        "employer_closed",
        ("注销单位", "Employer closed"),
        ("{who}注销了{what}", "{who} closed {what}"),
        told("former_union_id", "on", "reason"),
    ),
    Event(
        "employer_reopened",
        ("恢复单位", "Employer reopened"),
        ("{who}恢复了{what}", "{who} reopened {what}"),
        told("closed_on", "on", "reason"),
    ),
    Event(
        "employer_covered",
        ("纳入覆盖", "Employer covered"),
        ("{who}把{what}纳入了工会覆盖", "{who} put {what} under a union"),
        told("union_id", "former_union_id", "on", "reason"),
    ),
    Event(
        "employer_uncovered",
        ("解除覆盖", "Employer uncovered"),
        ("{who}解除了{what}的工会覆盖", "{who} took {what} from its union"),
        told("former_union_id", "on", "reason"),
    ),
    Event(
        "employer_removed",
        ("撤销导入的单位", "Imported employer removed"),
        ("{who}撤销导入，移出了{what}", "{who} undid an import and removed {what}"),
        told("name"),
    ),
)
