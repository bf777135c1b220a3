"""What may happen next to a union, as this caller is told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from backend.api.offers import Offer, open_steps
from backend.api.wire import term_on
from backend.api.work import Work
from backend.db.tables.organization import Honour, Organization
from backend.domain.access import Permission
from backend.domain.member.reach import held_above, held_over
from backend.domain.organization import honours as honour_rules
from backend.domain.organization.changes import require_active
from backend.domain.organization.codes import HonourKind, OrganizationKind, UrgeSubject
from backend.domain.organization.rules import NotItself, TopStays
from backend.domain.organization.terms import TermPhase
from backend.domain.organization.urges import Urgeable, require_urgeable
from backend.domain.refusals import Refusal

RESTRUCTURE = Permission.ORGANIZATION_RESTRUCTURE


def steps(work: Work, union: Organization, *, honours: Sequence[Honour], urged_on: date | None) -> list[dict[str, Any]]:
    """What this caller may do with a union now. What is done from above is not offered to the union itself."""
    grants = work.caller.grants
    over = held_over(grants, union.code, union.line_code)
    above = held_above(grants, union.code, union.line_code, organization_id=union.id)
    ended = _refused(lambda: require_active(union.name, union.status))
    stays: Refusal | None = TopStays() if union.parent_id is None else ended
    itself: Refusal | None = NotItself() if RESTRUCTURE in over and RESTRUCTURE not in above else None
    found = [
        Offer("edit", "修改", "Edit", Permission.ORGANIZATION_EDIT, ended),
        *_of_honours(union, honours, ended, itself=RESTRUCTURE not in above),
        Offer("move", "调整隶属", "Move", RESTRUCTURE, stays or itself),
        Offer("merge", "合并", "Merge", RESTRUCTURE, stays or itself),
        Offer("split", "分立", "Split", RESTRUCTURE, stays or itself),
        Offer("dissolve", "撤销", "Dissolve", RESTRUCTURE, stays or itself),
        *_of_urges(work, union, urged_on, itself=Permission.URGE_SEND not in above),
    ]
    return open_steps(work, found)


def _of_honours(union: Organization, honours: Sequence[Honour], ended: Refusal | None, *, itself: bool) -> list[Offer]:
    """One step per kind of honour that this union may hold: to grant it, or to take it back."""
    held = {honour.kind for honour in honours}
    offers: list[Offer] = []
    for honour in HonourKind:
        unfit = _refused(
            lambda honour=honour: honour_rules.require_fit(honour, OrganizationKind(union.kind), itself=itself)
        )
        if isinstance(unfit, honour_rules.HonourUnfit):
            continue
        if honour.value in held:
            zh, en = f"取消{honour.zh}", f"Withdraw: {honour.en.lower()}"
            offers.append(Offer(f"withdraw_{honour.value}", zh, en, RESTRUCTURE, unfit))
        else:
            zh, en = f"定为{honour.zh}", f"Make it a {honour.en.lower()}"
            offers.append(Offer(f"grant_{honour.value}", zh, en, RESTRUCTURE, ended or unfit))
    return offers


def _of_urges(work: Work, union: Organization, urged_on: date | None, *, itself: bool) -> list[Offer]:
    """Urging the re-election, while it is due: at other times nobody looks for it here."""
    term = term_on(work.today, union.term_started_on, union.term_years)
    if term is None or term["phase"] is TermPhase.RUNNING:
        return []
    known = Urgeable(name=union.name, status=union.status, itself=itself, open=True, urged_today=urged_on == work.today)
    refusal = _refused(lambda: require_urgeable(known, UrgeSubject.TERM))
    return [Offer("urge_term", "催办", "Urge", Permission.URGE_SEND, refusal)]


def _refused(rule: Any) -> Refusal | None:
    """What a rule says no with, or None."""
    try:
        rule()
    except Refusal as refusal:
        return refusal
    return None
