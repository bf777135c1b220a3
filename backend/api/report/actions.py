"""All that can happen to a report."""

from typing import Any
from uuid import UUID

from backend.api.report.computing import compute
from backend.api.report.reading import side_for
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import report as reports
from backend.db.tables.report import Report
from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import Forbidden
from backend.domain.report import rules
from backend.domain.report.catalogue import form_of
from backend.domain.report.checks import findings
from backend.domain.report.forms import Form, ReportForm
from backend.domain.report.rules import ReportChange, ReportDraft
from backend.domain.report.values import computed, effective
from backend.domain.report.workflow import ReportSide, ReportStatus, ReportStep, advance_report

_DONE = {
    ReportStep.COMPUTE: "report_computed",
    ReportStep.SUBMIT: "report_submitted",
    ReportStep.WITHDRAW: "report_withdrawn",
    ReportStep.RETURN: "report_returned",
    ReportStep.ACCEPT: "report_accepted",
    ReportStep.FINISH: "report_finished",
}


MOST_ACCEPTED = 500
"""Reports that are accepted in one act."""


async def begin(work: Work, draft: ReportDraft) -> Report:
    """Begin a form for the caller's own union, and compute it. Raises `ReportNotOurs`, `ReportAhead`, `NotFound`."""
    form = form_of(draft.form, draft.year)
    assert work.scope.organization_id is not None
    union = await organizations.get_organization(work.session, work.scope.organization_id)
    rules.require_reporting(form, OrganizationKind(union.kind))
    rules.require_begun(form, draft.year, work.today)
    row = Report(
        organization_id=union.id,
        organization_name=union.name,
        code=union.code,
        line_code=union.line_code,
        above_id=union.parent_id,
        form=str(draft.form),
        year=draft.year,
        computed_at=work.now,
        created_at=work.now,
        created_by_name=work.caller.name,
    )
    await _compute(work, row, form)
    work.session.add(row)
    await work.session.flush()
    work.tell("report_begun", row, **_about(row))
    return row


async def fill(work: Work, id: UUID, change: ReportChange, *, seen: int) -> Report:
    """Write numbers into a report. Raises `ReportFrozen`, and what `require_cell` raises."""
    row = await reports.get_report(work.session, id, lock=True)
    if side_for(work, row) not in (ReportSide.OWN, ReportSide.TOP):
        raise Forbidden()
    rules.require_fillable(ReportStatus(row.status))
    form = form_of(ReportForm(row.form), row.year)
    sums, before = computed(form, row.lines), effective(form, row.lines, row.cells)
    cells = dict(row.cells)
    for position, draft in enumerate(change.cells):
        rules.require_cell(form, draft, computed=sums.get(draft.item), position=position)
        if draft.value is None or (draft.value == sums[draft.item] and not draft.reason):
            cells.pop(draft.item, None)
        else:
            cells[draft.item] = {"value": draft.value, "reason": draft.reason, "by_name": work.caller.name}
    take(row, seen)
    row.cells = cells
    await work.session.flush()
    after = effective(form, row.lines, cells)
    changed = [
        f"{item.code} {item.zh} {_said(before[item.code])} → {_said(after[item.code])}"
        for item in form.items
        if before[item.code] != after[item.code]
    ]
    if changed:
        reasons = "; ".join(dict.fromkeys(draft.reason for draft in change.cells if draft.reason))
        work.tell("report_filled", row, **_about(row), items=changed, reason=reasons[:400])
    return row


async def advance(work: Work, id: UUID, step: ReportStep, reason: str, *, seen: int) -> Report:
    """Take one step. Raises what the workflow and `require_submittable` raise, and `ReportReturnReason`."""
    row = await reports.get_report(work.session, id, lock=True)
    form, side = form_of(ReportForm(row.form), row.year), side_for(work, row)
    after = advance_report(ReportStatus(row.status), step, side, work.held)
    take(row, seen)
    if step is ReportStep.COMPUTE:
        await _compute(work, row, form)
    elif step in (ReportStep.SUBMIT, ReportStep.FINISH):
        values = effective(form, row.lines, row.cells)
        rules.require_submittable(form, values, [each["name"] for each in row.missing], reason=reason)
        row.submitted_at, row.submitted_by_name = work.now, work.caller.name
    elif step is ReportStep.RETURN and len(reason.strip()) < 2:
        raise rules.ReportReturnReason(pointer="/reason")
    if step in (ReportStep.RETURN, ReportStep.ACCEPT, ReportStep.FINISH):
        row.decided_at, row.decided_by_name = work.now, work.caller.name
    if step is not ReportStep.COMPUTE:
        row.reason = reason.strip()
    row.status = str(after)
    await work.session.flush()
    work.tell(_DONE[step], row, **_about(row), reason=reason.strip())
    return row


async def accept_all(work: Work, form: ReportForm, year: int) -> dict[str, Any]:
    """Accept what was handed in to the caller's union, the oldest first, at most `MOST_ACCEPTED` at once.

    A report with a check that does not hold, a soft one too, is left for somebody to look at.
    """
    assert work.scope.organization_id is not None
    asked = form_of(form, year)
    rows = await reports.lock_submitted(work.session, work.scope.organization_id, asked, year, most=MOST_ACCEPTED + 1)
    more, rows = len(rows) > MOST_ACCEPTED, rows[:MOST_ACCEPTED]
    left: list[dict[str, Any]] = []
    for row in rows:
        wrong = findings(asked, effective(asked, row.lines, row.cells))
        if wrong:
            reason = rules.sentence(wrong[0], work.language)
            left.append({"id": row.id, "organization_name": row.organization_name, "reason": reason})
            continue
        row.status = str(advance_report(ReportStatus(row.status), ReportStep.ACCEPT, ReportSide.ABOVE, work.held))
        row.decided_at, row.decided_by_name, row.reason = work.now, work.caller.name, ""
        row.above_id = work.scope.organization_id
        row.version += 1
        work.tell(_DONE[ReportStep.ACCEPT], row, **_about(row), reason="")
    await work.session.flush()
    return {"accepted": len(rows) - len(left), "left": left, "more": more}


async def _compute(work: Work, row: Report, form: Form) -> None:
    found = await compute(work, row.organization_id, form, row.year)
    row.lines, row.missing, row.remarks, row.computed_at = found.lines, found.missing, found.remarks, work.now


def _about(row: Report) -> dict[str, object]:
    return {"name": f"{row.organization_name} {row.year}", "report_form": row.form, "year": row.year}


def _said(value: int | None) -> str:
    return "—" if value is None else f"{value:,}"
