"""What a case says of itself in an evidence pack: the application, what the rules said, every step; and its 审批表."""

import asyncio
from typing import Any

from backend.api import form_docx, form_pdf
from backend.api.aid_case import forms
from backend.api.exhibit import Document, Exhibits
from backend.api.pdf import PdfUnavailable
from backend.api.work import Work
from backend.db.queries import aid_case as cases
from backend.db.queries import approval_form as queries
from backend.db.tables.aid_case import AidCase
from backend.domain.aid.approval_form import ApprovalForm, page
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.cases import survivor_said
from backend.domain.aid.codes import HardshipCategory
from backend.domain.aid.evaluation import told
from backend.domain.evidence.chapters import Block, Chapter, facts, table
from backend.domain.money import yuan


async def exhibits(work: Work, case: AidCase) -> Exhibits:
    """The case, what was frozen when it was submitted, its steps, and the form with whole numbers."""
    form = (await forms.gather(work, [case], whole=True))[0]
    program = await cases.get_program(work.session, case.program_id)
    chapters = (
        Chapter(
            "申请",
            (
                facts(
                    ("案号", case.number),
                    ("姓名", case.name),
                    ("遗属", survivor_said(case) or None),
                    ("证件号码", form.id_number),
                    ("所在工会", form.union),
                    ("帮扶项目", f"{program.name}（{program.year} 年度，{program.organization_name}）"),
                    ("状态", CaseStatus(case.status).zh),
                    ("困难类别", HardshipCategory(case.category).zh if case.category else None),
                    ("申请金额（元）", yuan(case.asked_fen)),
                    ("批准金额（元）", yuan(case.amount_fen) if case.approved_at else None),
                    ("申请理由", form.reason),
                    ("经办人", case.maker_name),
                    ("批准人", case.checker_name),
                    ("发放人", case.payer_name),
                    ("新建时间", case.created_at),
                    ("提交时间", case.submitted_at),
                    ("批准时间", case.approved_at),
                    ("发放时间", case.paid_at),
                ),
            ),
        ),
        Chapter("认定（提交时按规则得出，此后未变）", _evaluation(case)),
        Chapter("办理经过", (_steps(await queries.list_steps(work.session, [case.id]), case),)),
    )
    return Exhibits(chapters=chapters, documents=(await asyncio.to_thread(_form, form),))


def _evaluation(case: AidCase) -> tuple[Block, ...]:
    if not case.evaluation:
        return ("本项目不要求困难认定，没有认定记录。",)
    kept: Any = told(case.evaluation, "zh")
    rows = [
        (rule, category, criterion["sentence"], "符合" if criterion["passed"] else "不符合")
        for rule, category, criteria in (
            ("前提", None, kept["gate"]),
            *((each["name"], HardshipCategory(each["category"]).zh, each["criteria"]) for each in kept["verdicts"]),
        )
        for criterion in criteria
    ]
    found = HardshipCategory(kept["category"]).zh if kept["category"] else "不符合任何一类"
    return (facts(("认定结果", found)), table(("规则", "类别", "依据和数字", "结论"), rows))


def _steps(steps: Any, case: AidCase) -> Block:
    return table(
        ("时间", "办理人", "所在单位", "事项", "从", "到", "意见或原因"),
        [
            (
                each["at"],
                each["by_name"],
                each["by_office"],
                CaseStep(each["step"]).zh,
                CaseStatus(each["from_status"]).zh,
                CaseStatus(each["to_status"]).zh,
                each["reason"],
            )
            for each in steps.get(case.id, ())
        ],
    )


def _form(form: ApprovalForm) -> Document:
    """The form as it is printed; as a document of an office where the server lays out no pages."""
    try:
        return Document(path="审批表.pdf", what="困难职工帮扶救助审批表", content=form_pdf.write(page(form)))
    except PdfUnavailable:
        return Document(path="审批表.docx", what="困难职工帮扶救助审批表", content=form_docx.write(page(form)))
