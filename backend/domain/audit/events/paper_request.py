"""A worker is asked for papers of the household's file."""

from typing import Final

from backend.domain.aid.codes import PaperKind
from backend.domain.audit.event import Event, code, told

EVENTS: Final = (
    Event(
        "paper_request_asked",
        ("请职工补材料", "Worker asked for papers"),
        ("{who}向职工发出了{what}", "{who} asked the worker by {what}"),
        told("number", papers=code(PaperKind)),
    ),
    Event(
        "paper_request_answered",
        ("职工补交材料", "Papers sent by the worker"),
        ("{who}补交了{what}的材料", "{who} sent the papers of {what}"),
        told("number"),
    ),
    Event(
        "paper_request_taken",
        ("补交的材料收入档案", "Papers taken into the file"),
        ("{who}把{what}的材料收入了档案", "{who} took the papers of {what} into the file"),
        told("number"),
    ),
    Event(
        "paper_request_returned",
        ("退回补交的材料", "Papers sent back"),
        ("{who}退回了{what}，请职工重补", "{who} sent {what} back to the worker"),
        told("number"),
    ),
    Event(
        "paper_request_withdrawn",
        ("撤回补材料请求", "Request for papers withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        told("number"),
    ),
    Event(
        "paper_request_paper_opened",
        ("查看补交的医疗材料", "Medical paper of an answer opened"),
        ("{who}查看了{what}的医疗材料", "{who} opened a medical paper of {what}"),
        told("number", kind=code(PaperKind)),
    ),
)
