"""The life of a file: put on file, reviewed each year, left, come back; kept ten years, then erased (AID-11, AID-24).

Who puts a file on record is not who entered it. Sources: domain-facts 3.3 (yearly clean-up, ten years after removal).
"""

from datetime import date
from uuid import UUID

from backend.domain.access import Permission
from backend.domain.aid.codes import HouseholdClass, HouseholdStatus, HouseholdStep
from backend.domain.refusals import Conflict, Invalid
from backend.domain.workflow import Workflow

KEPT_YEARS = 10
"""So long after the exit the file, and so long after its last change what was done for somebody without a file."""
ERASED = "（已销毁）"
"""Stands in the books where a name stood."""

HOUSEHOLD_WORKFLOW: Workflow[HouseholdStatus, HouseholdStep] = Workflow(
    {
        (HouseholdStatus.DRAFT, HouseholdStep.OPEN, Permission.AID_REVIEW): HouseholdStatus.ACTIVE,
        (HouseholdStatus.ACTIVE, HouseholdStep.REVIEW, Permission.AID_EDIT): HouseholdStatus.ACTIVE,
        (HouseholdStatus.ACTIVE, HouseholdStep.EXIT, Permission.AID_REVIEW): HouseholdStatus.EXITED,
        (HouseholdStatus.EXITED, HouseholdStep.RETURN, Permission.AID_REVIEW): HouseholdStatus.ACTIVE,
    }
)


class SamePerson(Conflict):
    """Two eyes are not four."""

    code = "household_same_person"
    zh = "这份档案由您录入，须由另一位有权限的同事（或上级工会）审核建档。"
    en = "You entered this file; another officer, or the union above, puts it on record."


class NotEntitled(Conflict):
    """No rule is met, and no second officer has confirmed a decision beside the rules."""

    code = "household_not_entitled"
    zh = "按现行规则，这户人家不符合任何困难类别，不能建档。请核对家庭情况；确需建档的，先“另行认定”并由第二人确认。"
    en = "By the rules in force this household is in no category. Check the file, or have a decision beside the rules confirmed."


class FileClosed(Conflict):
    """The household has left; what was on file is kept as it was."""

    code = "household_closed"
    zh = "这份档案已退出，内容不再修改，将保存十年。确需恢复的，请办理“返困恢复”。"
    en = "This file has been closed and is kept unchanged for ten years. To go on with it, let it return."


class NotADraft(Conflict):
    """What was on file is not thrown away."""

    code = "household_not_a_draft"
    zh = "已建档的档案不能删除，只能退出并保存十年。"
    en = "A file that was put on record cannot be deleted; it exits and is kept for ten years."


class ExitUnexplained(Invalid):
    """The reason `other` explains nothing."""

    code = "household_exit_unexplained"
    zh = "选择“其他”时请写明退出的原因。"
    en = "With the reason “other”, say why the household leaves."


def require_second(*, keeper: UUID, acting: UUID) -> None:
    """Raises `SamePerson` when who reviews is who entered."""
    if keeper == acting:
        raise SamePerson()


def require_open(status: HouseholdStatus) -> None:
    """Raises `FileClosed` for a file that has exited."""
    if status is HouseholdStatus.EXITED:
        raise FileClosed()


def class_of(*, opened_on: date, returned_on: date | None, on: date) -> HouseholdClass:
    """Whether a file is of this year, of former years, or came back (domain-facts 3.3, file class)."""
    if returned_on is not None:
        return HouseholdClass.RETURNED
    return HouseholdClass.NEW if opened_on.year == on.year else HouseholdClass.EXISTING


def review_due(on: date) -> date:
    """A file that was looked at on a day is due again a year later."""
    return _years_later(on, 1)


def erase_on(exited_on: date) -> date:
    """The day on which nothing of the file is left."""
    return _years_later(exited_on, KEPT_YEARS)


def erased_before(today: date) -> date:
    """What was last touched before this day has been kept for its ten years."""
    return _years_later(today, -KEPT_YEARS)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
