"""A worker is asked for papers of the household's file, on the phone, and sends them (AID-08, AID-09; issue 4 section 8).

A request is one question with one answer. What was sent and will not do is sent back, which ends it and asks anew: so
nothing that either side said is written over.
"""

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from backend.domain.access import Permission
from backend.domain.aid.application import APPLICANT
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.paper_request_codes import PaperRequestStatus, PaperRequestStep
from backend.domain.refusals import Conflict, Invalid
from backend.domain.workflow import Workflow

_S, _T = PaperRequestStatus, PaperRequestStep

PAPER_REQUEST_WORKFLOW: Final = Workflow(
    {
        (_S.OPEN, _T.ANSWER, APPLICANT): _S.ANSWERED,
        (_S.OPEN, _T.WITHDRAW, Permission.AID_EDIT): _S.WITHDRAWN,
        (_S.ANSWERED, _T.TAKE, Permission.AID_EDIT): _S.TAKEN,
        (_S.ANSWERED, _T.RETURN, Permission.AID_EDIT): _S.RETURNED,
        (_S.ANSWERED, _T.WITHDRAW, Permission.AID_EDIT): _S.WITHDRAWN,
    }
)
"""A file that is closed withdraws what is open of it; nothing else goes by itself."""


class NobodyToAsk(Conflict):
    """The worker of the file is no member of the register, so has no account to be asked through."""

    code = "paper_request_nobody"
    zh = "这份档案的职工不是在册会员，手机上收不到补材料请求。请电话或上门联系，收到后在档案里直接添加。"
    en = "The worker of this file is no member on record and cannot be asked on the phone. Call, and add the papers yourself."


class PaperRequestOpen(Conflict):
    """One at a time."""

    code = "paper_request_open"
    zh = "这份档案已有一项补材料请求还没有办完，没有重复发出。请先查收或撤回那一项。"
    en = (
        "A request for papers of this file is still under way; no second one was sent. Take or withdraw that one first."
    )


class NothingAsked(Invalid):
    """Neither a kind of paper nor a word."""

    code = "paper_request_nothing_asked"
    zh = "请选择要补的材料，或写明需要补充什么。职工会看到这句话。"
    en = "Choose the papers, or say what is wanted. The worker reads this."


class NotItsCase(Invalid):
    """A case of another household, or of none."""

    code = "paper_request_not_its_case"
    zh = "这件帮扶不是这户困难职工的，没有发出请求。请从该户的档案或案件页面发出。"
    en = "That case is not of this household; nothing was sent. Ask from the page of the household or of its case."


class PapersNotSent(Invalid):
    """Of what is asked something is neither sent nor explained. Facts: `kinds_zh`, `kinds_en`."""

    code = "paper_request_papers_not_sent"
    zh = "还缺：{kinds_zh}。请添加图片；确实拿不到的，请在说明里写明原因再提交。"
    en = "Still missing: {kinds_en}. Add the pictures, or say in the note why you cannot, and send it then."


class NotAnswerable(Conflict):
    """It was answered, or has ended."""

    code = "paper_request_not_answerable"
    zh = "这项补材料请求已经提交或已结束，现在不能再改动材料。需要更正的，请联系所在工会。"
    en = "This request was answered or has ended; its papers cannot be changed any more. Ask your union."


class OwnRequest(Conflict):
    """Nobody deals with the papers of their own household."""

    code = "paper_request_own"
    zh = "这是您本人家庭的档案，补材料须由另一位同事办理。"
    en = "This is the file of your own household; another officer has to deal with its papers."


def require_question(papers: Collection[PaperKind], note: str) -> None:
    """Raises `NothingAsked`."""
    if not papers and not note:
        raise NothingAsked(pointer="/note")


def require_another(member_id: UUID, acting: UUID | None) -> None:
    """Raises `OwnRequest` when who acts is the worker. `acting` is the member that the officer is."""
    if member_id == acting:
        raise OwnRequest()


def require_answerable(status: PaperRequestStatus) -> None:
    """Raises `NotAnswerable`."""
    if status is not PaperRequestStatus.OPEN:
        raise NotAnswerable()


def missing(asked: Sequence[PaperKind], sent: Collection[PaperKind]) -> tuple[PaperKind, ...]:
    """The kinds that were asked for and not sent, in their order."""
    return tuple(kind for kind in PaperKind if kind in asked and kind not in sent)


def require_answer(asked: Sequence[PaperKind], sent: Collection[PaperKind], note: str) -> None:
    """A note excuses a paper that cannot be had. Without either there is no answer. Raises `PapersNotSent`."""
    lacking = missing(asked, sent)
    if note or (sent and not lacking):
        return
    raise PapersNotSent(
        pointer="/note",
        kinds_zh="、".join(kind.zh for kind in lacking) or "材料",
        kinds_en=", ".join(kind.en for kind in lacking) or "a paper",
    )
