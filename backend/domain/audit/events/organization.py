"""The life of a union."""

from typing import Final

from backend.domain.audit.event import Event, changes, code, told
from backend.domain.organization.codes import OrganizationKind

EVENTS: Final = (
    Event(
        "organization_founded",
        ("新建工会", "Union founded"),
        ("{who}新建了{what}", "{who} founded {what}"),
        told("name", "parent_id", "split_from", kind=code(OrganizationKind)),
    ),
    Event(
        "organization_edited",
        ("修改工会", "Union edited"),
        ("{who}修改了{what}的资料", "{who} changed the record of {what}"),
        told(
            "committee_id",
            changes=changes(
                *(
                    "name",
                    "ownership",
                    "industry",
                    "credit_code",
                    "legal_person",
                    "legal_person_number",
                    "legal_person_on",
                ),
                *(
                    "region_code",
                    "address",
                    "contact_name",
                    "contact_phone",
                    "employees",
                    "standards",
                    "approval_number",
                ),
                *("term_number", "term_started_on", "term_years", "line_id", "lead", "established_on"),
            ),
        ),
    ),
    Event(
        "organization_removed",
        ("撤销导入的工会", "Imported union removed"),
        ("{who}撤销导入，移出了{what}", "{who} undid an import and removed {what}"),
        told("name"),
    ),
    Event(
        "organization_moved",
        ("移动工会", "Union moved"),
        ("{who}把{what}移到了另一个上级", "{who} moved {what} under another union"),
        told("effective_on", "from_parent_id", "to_parent_id", "unions", "reason"),
    ),
    Event(
        "organization_left",
        ("工会划出本辖区", "Union left for elsewhere"),
        ("{who}把{what}划到了本辖区以外", "{who} moved {what} to a union outside this one"),
        told("effective_on", "to_parent", "reason"),
    ),
    Event(
        "organization_merged",
        ("合并工会", "Unions merged"),
        ("{who}把{what}并入了另一个工会", "{who} merged {what} into another union"),
        told("effective_on", "into_id", "into", "members", "employers", "branches", "reason"),
    ),
    Event(
        "organization_split",
        ("分立工会", "Union split"),
        ("{who}从{what}分出了一个工会", "{who} split a union off {what}"),
        told("effective_on", "new_id", "new", "members", "employers", "branches"),
    ),
    Event(
        "organization_dissolved",
        ("撤销工会", "Union dissolved"),
        ("{who}撤销了{what}", "{who} dissolved {what}"),
        told("effective_on", "members", "employers", "reason"),
    ),
)
