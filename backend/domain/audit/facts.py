"""The facts of every event, and what kind of thing each is: so that a code is read as its label and an id as a name.

`EVENTS` names for each event its facts; `LABELS` says what a fact is called. A fact of another kind in one event than
elsewhere stands in that event's own table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from backend.domain.access import Role
from backend.domain.account.codes import UserStatus
from backend.domain.aid.case_codes import CaseStatus, FundSource, ProgramKind
from backend.domain.aid.codes import ExitReason, HardshipCategory, PaperKind, PolicyPart
from backend.domain.aid.reveals import HouseholdSecret
from backend.domain.audit.codes import (
    AskedFor,
    AuditEventKind,
    LockReason,
    ProofFailure,
    RevocationReason,
    TermEnd,
    ViewSharing,
)
from backend.domain.client.codes import WebhookEvent
from backend.domain.export.nouns import ExportFormat, ExportNoun
from backend.domain.fund.codes import PaymentWay, VoucherKind
from backend.domain.identity import Sex
from backend.domain.imports.states import ImportRowState
from backend.domain.member.batches import MemberBatchOutcome
from backend.domain.member.codes import Education, MemberStatus, RetainReason, TransferForm
from backend.domain.member.reveals import RevealField, RevealReason
from backend.domain.member.steps import AskedStep
from backend.domain.notice.codes import NoticeColumn, ObjectionStep, ObjectionWay
from backend.domain.organization.codes import (
    CommitteeForm,
    CommitteeKind,
    HonourKind,
    Industry,
    OrganizationKind,
    Ownership,
    Post,
    PostForm,
    Tree,
    UrgeSubject,
)
from backend.domain.organization.employers import EmployerSource
from backend.domain.organization.officers import Standing
from backend.domain.organization.reveals import EmployerSecret
from backend.domain.organization.standards import Standard
from backend.domain.report.forms import ReportForm
from backend.domain.target.measures import TargetMeasure
from backend.domain.visit.codes import ConcernKind


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is read: as it stands, by the labels of `codes`, as a reference, a field's name, or facts in a fact."""

    codes: Any = None
    reference: bool = False
    fields: bool = False
    inner: Mapping[str, "Kind"] | None = None
    labels: Any = None
    """For facts in a fact: the codes that their names are, where they are no fields."""


PLAIN: Final = Kind()
REFERENCE: Final = Kind(reference=True)
"""The id of a thing whose name the reader may know."""
FIELDS: Final = Kind(fields=True)
"""Names of fields."""


def _code(codes: Any) -> Kind:
    return Kind(codes=codes)


USUAL: Final[Mapping[str, Kind]] = {
    "before": _code(UserStatus),
    "after": _code(UserStatus),
    "role": _code(Role),
    "roles": _code(Role),
    "tree": _code(Tree),
    "lead": _code(Tree),
    "post": _code(Post),
    "fields": FIELDS,
    "source": _code(EmployerSource),
    "ownership": _code(Ownership),
    "industry": _code(Industry),
    "standards": _code(Standard),
    "standings": _code(Standing),
    "sex": _code(Sex),
    "sharing": _code(ViewSharing),
    "retain_reason": _code(RetainReason),
    "counts": Kind(inner={}, labels=ImportRowState),
    "outcomes": Kind(inner={}, labels=MemberBatchOutcome),
    **dict.fromkeys(
        (
            *("user_id", "from_user_id", "to_user_id", "organization_id", "from_organization_id"),
            *("to_organization_id", "parent_id", "from_parent_id", "to_parent_id", "into_id", "new_id"),
            *("split_from", "union_id", "former_union_id", "territory_id", "committee_id", "former_id"),
            *("member_id", "merged_id", "parted_id", "line_id", "beside"),
        ),
        REFERENCE,
    ),
}
"""What a fact is wherever it is told; the rest are plain texts, numbers and days."""


def _told(*names: str, **own: Kind) -> Mapping[str, Kind]:
    return {name: USUAL.get(name, PLAIN) for name in names} | own


def _changes(*names: str, **own: Kind) -> Kind:
    return Kind(inner=_told(*names, **own))


_STATES = {"from": _code(MemberStatus), "to": _code(MemberStatus)}
_STEP = _told("on", "reason", "retain_reason", "number", **_STATES)
_USER = _told("before", "after", "reason", "ended_sessions")
_GRANT = _told("user_id", "user_name", "role", "tree", "starts_on", "ends_on", "reason")
_HANDOVER = _told("from_user_id", "from_user_name", "to_user_id", "to_user_name", "roles", "starts_on", "reason")
_TRANSFER = _told("number", "on", form=_code(TransferForm))
_COMMITTEE_KIND = _code(CommitteeKind)
_SEAT = _told("post", "name", "started_on", "former_id")
_EXPORT_NOUN = _code(ExportNoun)
_EXPORT_FORMAT = _code(ExportFormat)
_REPORT = _told("name", "year", "reason", report_form=_code(ReportForm))
_EXPORT_DECIDED = _told("rows", "note", noun=_EXPORT_NOUN, unmasked=FIELDS)
_E = AuditEventKind
_CATEGORY = _code(HardshipCategory)
_ON_FILE = _told("number", category=_CATEGORY)
_PAPER = _told("number", kind=_code(PaperKind))
_VOUCHER = _told("number", "amount_fen", voucher_kind=_code(VoucherKind))
_POLICY = _told("effective_on", parts=_code(PolicyPart))

EVENTS: Final[Mapping[AuditEventKind, Mapping[str, Kind]]] = {
    _E.SIGNED_IN: _told("session_id", "ended_sessions"),
    _E.SIGN_IN_FAILED: _told(why=_code(ProofFailure)),
    _E.SIGN_IN_LOCKED: _told("seconds", guard=_code(LockReason)),
    _E.SIGNED_OUT: _told("session_id"),
    _E.SESSION_ENDED: _told("session_id"),
    _E.SESSION_REVOKED: _told("session_id", why=_code(RevocationReason)),
    _E.PASSWORD_CHANGED: _told("ended_sessions"),
    _E.TOTP_BEGUN: _told(),
    _E.TOTP_ENABLED: _told(),
    _E.RECOVERY_CODE_USED: _told("left"),
    _E.CONFIRMED: _told(),
    _E.PROOF_FAILED: _told(why=_code(ProofFailure)),
    _E.USER_MADE: _told("login", "name"),
    _E.USER_APPROVED: _USER,
    _E.USER_REFUSED: _USER,
    _E.USER_DISABLED: _USER,
    _E.USER_ENABLED: _USER,
    _E.USER_PASSWORD_RESET: _USER,
    _E.USER_TOTP_RESET: _USER,
    _E.USER_SESSIONS_ENDED: _USER,
    _E.USER_UNLOCKED: _USER,
    _E.GRANT_PROPOSED: _GRANT,
    _E.GRANT_APPROVED: _GRANT,
    _E.GRANT_REFUSED: _GRANT,
    _E.GRANT_REVOKED: _GRANT,
    _E.HANDOVER_PROPOSED: _HANDOVER,
    _E.HANDOVER_APPROVED: _HANDOVER,
    _E.HANDOVER_REFUSED: _HANDOVER,
    _E.MEMBER_FIELD_REVEALED: _told(field=_code(RevealField), reason=_code(RevealReason)),
    _E.MEMBER_REVEAL_LIMIT_REACHED: _told("limit"),
    _E.MEMBER_DRAFTED: _told(),
    _E.MEMBER_SUBMITTED: _STEP,
    _E.MEMBER_RETURNED: _STEP,
    _E.MEMBER_JOINED: _STEP,
    _E.MEMBER_EDITED: _told("fields"),
    _E.MEMBER_MERGED: _told("merged_id", "merge_id", "fields"),
    _E.MEMBER_MERGE_UNDONE: _told("merge_id", "parted_id"),
    _E.MEMBER_PHOTO_CHANGED: _told("file_id", "replaced"),
    _E.MEMBER_PHOTO_REMOVED: _told("file_id"),
    _E.MEMBER_RETAINED: _STEP,
    _E.MEMBER_RESUMED: _STEP,
    _E.MEMBER_WITHDRAWN: _STEP,
    _E.MEMBER_AUTO_WITHDRAWN: _STEP,
    _E.MEMBER_EXPELLED: _STEP,
    _E.MEMBER_DECEASED: _STEP,
    _E.MEMBER_ARRIVED: _told("on", "number"),
    _E.MEMBER_CARD_ISSUED: _told("on"),
    _E.MEMBER_ELSEWHERE_ASKED: _told("beside", why=_code(AskedFor)),
    _E.MEMBER_REGROUPED: _told("from_organization_id", "to_organization_id", "to"),
    _E.TRANSFER_SUBMITTED: _TRANSFER,
    _E.TRANSFER_REQUESTED: _TRANSFER,
    _E.TRANSFER_RELEASED: _TRANSFER,
    _E.TRANSFER_ACCEPTED: _TRANSFER,
    _E.TRANSFER_REJECTED: _TRANSFER,
    _E.TRANSFER_CANCELLED: _TRANSFER,
    _E.ORGANIZATION_FOUNDED: _told("name", "parent_id", "split_from", kind=_code(OrganizationKind)),
    _E.ORGANIZATION_EDITED: _told(
        "committee_id",
        changes=_changes(
            *("name", "ownership", "industry", "credit_code", "legal_person", "legal_person_number", "legal_person_on"),
            *("region_code", "address", "contact_name", "contact_phone", "employees", "standards", "approval_number"),
            *("term_number", "term_started_on", "term_years", "line_id", "lead", "established_on"),
        ),
    ),
    _E.ORGANIZATION_REMOVED: _told("name"),
    _E.ORGANIZATION_MOVED: _told("effective_on", "from_parent_id", "to_parent_id", "unions", "reason"),
    _E.ORGANIZATION_LEFT: _told("effective_on", "to_parent", "reason"),
    _E.ORGANIZATION_MERGED: _told("effective_on", "into_id", "into", "members", "employers", "branches", "reason"),
    _E.ORGANIZATION_SPLIT: _told("effective_on", "new_id", "new", "members", "employers", "branches"),
    _E.ORGANIZATION_DISSOLVED: _told("effective_on", "members", "employers", "reason"),
    _E.HONOUR_GRANTED: _told("on", "document_number", "reason", "granted_by", kind=_code(HonourKind)),
    _E.HONOUR_WITHDRAWN: _told("on", "reason", kind=_code(HonourKind)),
    _E.URGE_SENT: _told("note", "sender", subject=_code(UrgeSubject)),
    _E.URGE_SEEN: _told(subject=_code(UrgeSubject)),
    _E.URGE_WITHDRAWN: _told(subject=_code(UrgeSubject)),
    _E.TARGET_SET: _told("year", "value", "due_on", measure=_code(TargetMeasure)),
    _E.TARGET_CHANGED: _told("year", measure=_code(TargetMeasure), changes=_changes("value", "due_on")),
    _E.TARGET_TAKEN_AWAY: _told("year", "value", measure=_code(TargetMeasure)),
    _E.WORK_CALENDAR_ENTERED: _told("year", "days"),
    _E.NOTICE_PUBLISHED: _told("number", "people", "ends_at", notice_columns=_code(NoticeColumn)),
    _E.NOTICE_CONCLUDED: _told("number", "people", "objections", "passed", "returned", "rejected"),
    _E.NOTICE_WITHDRAWN: _told("number", "reason"),
    _E.OBJECTION_RECEIVED: _told("number", "anonymous", way=_code(ObjectionWay)),
    _E.OBJECTION_READ: _told("number"),
    _E.OBJECTION_ANSWERED: _told("number", "reason", step=_code(ObjectionStep)),
    _E.PAIRING_BEGUN: _told("name", "number", "started_on"),
    _E.PAIRING_CONTACTED: _told("name", "on", "help_fen"),
    _E.PAIRING_ENDED: _told("name", "on", "reason"),
    _E.TILE_MAP_DRAWN: _told("name", "unions"),
    **dict.fromkeys(
        (
            *(_E.REPORT_BEGUN, _E.REPORT_COMPUTED, _E.REPORT_SUBMITTED, _E.REPORT_WITHDRAWN),
            *(_E.REPORT_RETURNED, _E.REPORT_ACCEPTED, _E.REPORT_FINISHED),
        ),
        _REPORT,
    ),
    _E.REPORT_FILLED: _told("name", "year", "items", "reason", report_form=_code(ReportForm)),
    _E.EMPLOYER_ADDED: _told("name", "territory_id", "source"),
    _E.EMPLOYER_FIELD_REVEALED: _told(field=_code(EmployerSecret), reason=_code(RevealReason)),
    _E.EMPLOYER_EDITED: _told(
        *("source", "fields"),
        changes=_changes(
            *("territory_id", "name", "credit_code", "ownership", "industry", "region_code", "address"),
            *("employees", "women_employees", "contact_name"),
        ),
    ),
    _E.EMPLOYER_CLOSED: _told("former_union_id", "on", "reason"),
    _E.EMPLOYER_REOPENED: _told("closed_on", "on", "reason"),
    _E.EMPLOYER_COVERED: _told("union_id", "former_union_id", "on", "reason"),
    _E.EMPLOYER_UNCOVERED: _told("former_union_id", "on", "reason"),
    _E.EMPLOYER_REMOVED: _told("name"),
    _E.OFFICER_APPOINTED: _SEAT,
    _E.OFFICER_REAPPOINTED: _SEAT,
    _E.OFFICER_EDITED: _told(
        changes=_changes(
            *("post", "name", "sex", "started_on", "born_on", "standings", "administrative_post", "phone"),
            *("committee_id", "member_id", "term_number"),
            form=_code(PostForm),
            education=_code(Education),
        )
    ),
    _E.OFFICER_REMOVED: _told("post", "name"),
    _E.OFFICER_ENDED: _told("post", "on", "reason"),
    _E.COMMITTEE_ELECTED: _told("term_number", "elected_on", "former_id", kind=_COMMITTEE_KIND),
    _E.COMMITTEE_EDITED: _told(
        changes=_changes(
            *("elected_on", "term_years", "term_number", "seats", "approval_number"), form=_code(CommitteeForm)
        )
    ),
    _E.COMMITTEE_ENDED: _told("on", kind=_COMMITTEE_KIND, reason=_code(TermEnd)),
    _E.LINE_ADDED: _told("name", "parent_id", "organization_id"),
    _E.LINE_EDITED: _told(changes=_changes("name", "organization_id")),
    _E.LINE_MOVED: _told("from_parent_id", "to_parent_id", "unions"),
    _E.LINE_REMOVED: _told("name"),
    _E.EXPORT_ASKED: _told(
        "columns", noun=_EXPORT_NOUN, format=_EXPORT_FORMAT, unmasked=FIELDS, reason=_code(RevealReason)
    ),
    _E.EXPORT_PASSWORD_SHOWN: _told(noun=_EXPORT_NOUN),
    _E.EXPORT_APPROVAL_ASKED: _told("rows", noun=_EXPORT_NOUN, unmasked=FIELDS, reason=_code(RevealReason)),
    _E.EXPORT_APPROVED: _EXPORT_DECIDED,
    _E.EXPORT_REFUSED: _EXPORT_DECIDED,
    _E.EXPORT_REQUEST_WITHDRAWN: _EXPORT_DECIDED,
    _E.EXPORT_APPROVAL_USED: _told("rows", noun=_EXPORT_NOUN),
    _E.EXPORT_MADE: _told("rows", noun=_EXPORT_NOUN),
    _E.EXPORT_DOWNLOADED: _told("rows", noun=_EXPORT_NOUN),
    _E.IMPORT_RECEIVED: _told("file_id", "media_type"),
    _E.IMPORT_CHECKED: _told("counts", "file_id"),
    _E.IMPORT_COLUMNS_NAMED: _told("columns"),
    _E.IMPORT_ROW_MENDED: _told("line", "fields"),
    _E.IMPORT_CORRECTED: _told("rows", "fields"),
    _E.IMPORT_COMMIT_ASKED: _told("rows"),
    _E.IMPORT_ROWS_COMMITTED: _told("first", "last", "imported", "updated"),
    _E.IMPORT_COMMITTED: _told("counts", "file_id", "source", "listed_on"),
    _E.IMPORT_ANNOTATED_DOWNLOADED: _told("rows"),
    _E.IMPORT_UNDO_ASKED: _told("rows"),
    _E.IMPORT_ROWS_UNDONE: _told("undone", "kept"),
    _E.IMPORT_UNDONE: _told("counts", "file_id"),
    _E.MEMBER_BATCH_ASKED: _told("members", "fields", step=_code(AskedStep)),
    _E.MEMBER_BATCH_CHECKED: _told("outcomes"),
    _E.MEMBER_BATCH_CARRY_OUT_ASKED: _told("members"),
    _E.MEMBER_BATCH_CARRIED_OUT: _told("outcomes"),
    _E.CLIENT_MADE: _told("name", "holder", "datasets", "networks", "per_minute", "expires_on", "hint"),
    _E.CLIENT_EDITED: _told(
        changes=_changes("name", "holder", "datasets", "networks", "per_minute", "expires_on"),
    ),
    _E.CLIENT_SECRET_ADDED: _told("name", "hint"),
    _E.CLIENT_SECRET_DROPPED: _told("name", "hint"),
    _E.CLIENT_REVOKED: _told("name", "reason"),
    _E.WEBHOOK_MADE: _told("url", "events"),
    _E.WEBHOOK_PAUSED: _told("url"),
    _E.WEBHOOK_RESUMED: _told("url"),
    _E.WEBHOOK_SECRET_CHANGED: _told("url"),
    _E.WEBHOOK_DELETED: _told("url"),
    _E.WEBHOOK_REPLAYED: _told(webhook_event=_code(WebhookEvent)),
    _E.MONTH_CLOSED: _told("month"),
    _E.SAVED_VIEW_KEPT: _told("noun", "name", "sharing"),
    _E.SAVED_VIEW_CHANGED: _told("noun", changes=_changes("sharing", "name", "query")),
    _E.SAVED_VIEW_GIVEN: _told("noun", "name", "to_user_id"),
    _E.SAVED_VIEW_DELETED: _told("noun", "name", "sharing"),
    _E.AID_APPLICATION_BEGUN: _told("number"),
    _E.AID_APPLICATION_DELETED: _told("number"),
    _E.AID_APPLICATION_SUBMITTED: _told("number"),
    _E.AID_APPLICATION_ANSWERED: _told("number"),
    _E.AID_APPLICATION_WITHDRAWN: _told("number"),
    _E.AID_APPLICATION_ASKED: _told("number", papers=_code(PaperKind)),
    _E.AID_APPLICATION_REFUSED: _told("number"),
    _E.AID_APPLICATION_TAKEN: _told("number", "household"),
    _E.AID_APPLICATION_GIVEN_BACK: _told("number"),
    _E.AID_APPLICATION_PAPER_OPENED: _told("number", kind=_code(PaperKind)),
    _E.HOUSEHOLD_ENTERED: _told("number"),
    _E.HOUSEHOLD_EDITED: _told("number", "fields"),
    _E.HOUSEHOLD_DELETED: _told("number"),
    _E.HOUSEHOLD_OPENED: _ON_FILE,
    _E.HOUSEHOLD_REVIEWED: _ON_FILE,
    _E.HOUSEHOLD_EXITED: _told("number", reason=_code(ExitReason)),
    _E.HOUSEHOLD_RETURNED: _ON_FILE,
    _E.HOUSEHOLD_ERASED: _told("number"),
    _E.HOUSEHOLD_FOLLOWED: _told("number", "transfer"),
    _E.HOUSEHOLD_KEPT: _told("number", "transfer"),
    _E.HOUSEHOLD_PAPER_ADDED: _PAPER,
    _E.HOUSEHOLD_PAPER_REMOVED: _PAPER,
    _E.HOUSEHOLD_PAPER_OPENED: _PAPER,
    _E.HOUSEHOLD_FIELD_REVEALED: _told("number", field=_code(HouseholdSecret), reason=_code(RevealReason)),
    _E.HOUSEHOLD_DECISION_PROPOSED: _told("number", category=_CATEGORY, by_rules=_CATEGORY),
    _E.HOUSEHOLD_DECISION_CONFIRMED: _ON_FILE,
    _E.HOUSEHOLD_DECISION_REFUSED: _ON_FILE,
    _E.AID_POLICY_SET: _POLICY,
    _E.AID_POLICY_EDITED: _POLICY,
    _E.AID_POLICY_REMOVED: _POLICY,
    _E.AID_POLICY_TRIED: _POLICY,
    **dict.fromkeys(
        (
            *(_E.AID_PROGRAM_MADE, _E.AID_PROGRAM_OPENED, _E.AID_PROGRAM_CLOSED),
            *(_E.AID_PROGRAM_REOPENED, _E.AID_PROGRAM_REMOVED),
        ),
        _told("name", "year", program_kind=_code(ProgramKind)),
    ),
    _E.AID_PROGRAM_EDITED: _told("name", "year", "fields"),
    _E.AID_BALANCE_SETTLED: _told("name", "year", "cases", "amount_fen"),
    _E.AID_CASE_BEGUN: _told("number", "program"),
    _E.AID_CASE_EDITED: _told("number", "fields"),
    **dict.fromkeys(
        (
            *(_E.AID_CASE_SUBMITTED, _E.AID_CASE_PASSED, _E.AID_CASE_APPROVED, _E.AID_CASE_SENT_BACK),
            *(_E.AID_CASE_REJECTED, _E.AID_CASE_WITHDRAWN, _E.AID_CASE_REVOKED, _E.AID_CASE_ARCHIVED),
        ),
        _told("number", "amount_fen", "reason", **{"from": _code(CaseStatus), "to": _code(CaseStatus)}),
    ),
    _E.FUND_MADE: _told("name", "year", fund_source=_code(FundSource)),
    _E.FUND_MONTH_LOCKED: _told("name", "month"),
    _E.FUND_CLOSED: _told("name"),
    _E.FUND_REOPENED: _told("name"),
    _E.VOUCHER_PROPOSED: _VOUCHER,
    _E.VOUCHER_BOOKED: _VOUCHER,
    _E.VOUCHER_REFUSED: _told("number"),
    _E.VOUCHER_WITHDRAWN: _told("number"),
    _E.PAYMENT_BATCH_MADE: _told("number", "lines", "amount_fen"),
    _E.PAYMENT_BATCH_SENT: _told("number", "lines", "amount_fen"),
    _E.PAYMENT_BATCH_WITHDRAWN: _told("number"),
    _E.PAYMENT_BATCH_CONFIRMED: _told("number"),
    _E.PAYMENT_BATCH_DONE: _told("number"),
    _E.PAYMENT_SHEET_MADE: _told("number", "lines"),
    _E.PAYMENT_ANSWER_TAKEN: _told("number", "lines"),
    _E.PAYMENT_MADE: _told("number", "sheet_line", "amount_fen", payment_way=_code(PaymentWay)),
    _E.PAYMENT_REJECTED: _told("number", "sheet_line", "bank_reason"),
    _E.PAYMENT_RETURNED: _told("number", "reason", "amount_fen"),
    _E.VISIT_PLAN_MADE: _told("number", "visits"),
    _E.VISIT_PLAN_EDITED: _told("number", "fields"),
    _E.VISIT_PLAN_ARRANGED: _told("number", "added", "changed", "removed"),
    _E.VISIT_PLAN_DELETED: _told("number"),
    _E.VISIT_PLAN_SETTLED: _told("number"),
    _E.VISIT_PLAN_REVISED: _told("number"),
    _E.VISIT_PLAN_STARTED: _told("number"),
    _E.VISIT_PLAN_FINISHED: _told("number"),
    _E.VISIT_PLAN_CANCELLED: _told("number", "reason"),
    _E.VISIT_TABLE_PRINTED: _told("number", "format", "visits"),
    _E.VISIT_RECORDED: _told("number", "given_fen", "case"),
    _E.VISIT_MISSED: _told("number"),
    _E.VISIT_REOPENED: _told("number", "given_fen"),
    _E.VISIT_FIELD_REVEALED: _told("fields", reason=_code(RevealReason)),
    _E.VISIT_CONCERN_ANSWERED: _told(kind=_code(ConcernKind)),
}


def strangers(event: str, facts: Mapping[str, Any]) -> list[str]:
    """What of an event about to be told has no words: the event itself, or names of its facts and changed fields."""
    if event not in EVENTS:
        return [event]
    known = EVENTS[AuditEventKind(event)]
    unknown = [name for name in facts if name not in known or name not in LABELS]
    for name, kind in known.items():
        inner = facts.get(name)
        if kind.inner is not None and isinstance(inner, Mapping):
            words = set(kind.labels or ()) | kind.inner.keys()
            unknown += [f"{name}.{each}" for each in inner if each not in words]
        if kind.fields:
            unknown += [f"{name}: {each}" for each in facts.get(name) or () if each not in LABELS]
    return unknown


PROGRAM_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "asked_fen": ("申请金额（分）", "Amount asked, fen"),
    "audience": ("对象", "Audience"),
    "cases": ("件数", "Cases"),
    "caps_stop": ("超过上限时不予受理", "Caps stop a case"),
    "categories": ("困难类别", "Categories"),
    "closes_at": ("截止时间", "Closes at"),
    "each_time_fen": ("每次上限（分）", "Most each time, fen"),
    "each_year_fen": ("每年上限（分）", "Most a year, fen"),
    "notice_days": ("公示天数", "Days of notice"),
    "opens_at": ("开始时间", "Opens at"),
    "papers": ("材料", "Papers"),
    "program": ("帮扶项目", "Programme"),
    "program_kind": ("项目类别", "Kind of programme"),
    "quotas": ("下级额度", "Quotas of unions below"),
    "sources": ("资金来源", "Sources of money"),
    "stages": ("办理环节", "Stages"),
}
MONEY_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "amount_fen": ("金额（分）", "Amount (fen)"),
    "bank_reason": ("银行说明", "Bank's reason"),
    "fund_source": ("资金来源", "Source of the money"),
    "lines": ("笔数", "Lines"),
    "payment_way": ("发放方式", "Way of payment"),
    "sheet_line": ("批次中的序号", "Line of the batch"),
    "voucher_kind": ("凭证种类", "Kind of voucher"),
}

HOUSEHOLD_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "accident": ("意外伤害", "Accident"),
    "bank": ("开户银行", "Bank"),
    "by_rules": ("按规则的类别", "By the rules"),
    "category": ("困难类别", "Category"),
    "causes": ("其他致困原因", "Other causes"),
    "contract_months": ("劳动合同月数", "Months of contract"),
    "contract_term": ("劳动合同期限", "Term of contract"),
    "disability_fen": ("残疾支出", "Cost of a disability"),
    "disaster": ("自然灾害", "Disaster"),
    "enterprise_state": ("企业状况", "State of the employer"),
    "exclusions": ("排除情形", "Exclusions"),
    "family": ("家庭成员", "Family"),
    "household": ("困难档案", "Household file"),
    "papers": ("材料", "Papers"),
    "housing": ("住房类型", "Housing"),
    "housing_area": ("住房面积", "Housing area"),
    "main_cause": ("主要致困原因", "Main cause"),
    "medical_fen": ("自付医疗费", "Treatment paid"),
    "nobody_works": ("零就业家庭", "Nobody works"),
    "other_income_fen": ("其他年收入", "Other income of the year"),
    "parts": ("内容", "Parts"),
    "property_loss_fen": ("财产损失", "Loss of property"),
    "schooling_fen": ("就学支出", "Cost of schooling"),
    "self_help": ("自救能力", "Able to help themselves"),
    "single_parent": ("单亲", "Single parent"),
    "special": ("其他特殊原因", "Another special reason"),
    "special_reason": ("特殊原因说明", "The special reason"),
    "still_poor": ("救助后仍困难", "Still in hardship after relief"),
    "union_member": ("工会会员", "Union member"),
    "work_fen": ("就业成本", "Cost of work"),
    "worker": ("职工本人", "The worker"),
    "worker_kind": ("职工身份", "Kind of worker"),
}

VISIT_LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "added": ("新增户数", "Rows added"),
    "case": ("帮扶申请编号", "Case"),
    "changed": ("改动户数", "Rows changed"),
    "given_fen": ("慰问金（分）", "Cash (fen)"),
    "level": ("带队层级", "Level of leaders"),
    "meeting_place": ("集合地点", "Meeting place"),
    "occasion": ("时机", "Occasion"),
    "removed": ("移除户数", "Rows taken out"),
    "sets_off": ("出发时间", "Sets off at"),
    "teams": ("小组", "Teams"),
    "visits": ("户数", "Visits"),
}

LABELS: Final[Mapping[str, tuple[str, str]]] = {
    "address": ("地址", "Address"),
    "administrative_post": ("行政职务", "Administrative post"),
    "after": ("之后的状态", "State after"),
    "anonymous": ("匿名", "Anonymous"),
    "approval_number": ("批复文号", "Approval number"),
    "bank_card": ("银行卡号", "Bank card"),
    "before": ("之前的状态", "State before"),
    "beside": ("相关档案", "Beside"),
    "born_on": ("出生日期", "Born on"),
    "branch": ("分会或小组", "Branch or group"),
    "branches": ("分会和小组数", "Branches and groups"),
    "card_issued_on": ("发证日期", "Card issued on"),
    "changes": ("改动", "Changes"),
    "closed_on": ("原注销日期", "Closed on"),
    "columns": ("列", "Columns"),
    "committee_id": ("委员会", "Committee"),
    "contact_name": ("联系人", "Contact"),
    "contact_phone": ("联系电话", "Contact phone"),
    "counts": ("行数", "Rows"),
    "covered_on": ("建会日期", "Covered since"),
    "credit_code": ("统一社会信用代码", "Credit code"),
    "datasets": ("数据集", "Datasets"),
    "dispatched": ("派遣职工", "Dispatched"),
    "document_number": ("文号", "Document number"),
    "days": ("变动的日期", "Days that changed"),
    "due_on": ("完成时限", "Due on"),
    "education": ("学历", "Education"),
    "effective_on": ("生效日期", "Effective on"),
    "elected_on": ("选举日期", "Elected on"),
    "employees": ("职工数", "Employees"),
    "employer": ("工作单位", "Employer named"),
    "employer_id": ("单位", "Employer"),
    "employers": ("单位数", "Employers"),
    "employment_form": ("用工形式", "Employment form"),
    "ended_on": ("离任", "Left on"),
    "ended_sessions": ("结束的登录数", "Sessions ended"),
    "ends_at": ("截止时间", "Ends at"),
    "ends_on": ("截止日期", "Until"),
    "established_on": ("成立日期", "Founded on"),
    "events": ("事件", "Events"),
    "expires_on": ("有效期至", "Valid until"),
    "field": ("字段", "Field"),
    "fields": ("改动的字段", "Fields changed"),
    "file_id": ("文件编号", "File number"),
    "first": ("从第几行", "First row"),
    "form": ("形式", "Form"),
    "format": ("文件格式", "File format"),
    "former_id": ("前一任或前一届", "Former"),
    "former_union_id": ("原覆盖工会", "Former union"),
    "from": ("之前的状态", "State before"),
    "from_organization_id": ("原分会或小组", "From"),
    "from_parent_id": ("原上级", "Former parent"),
    "from_user_id": ("移出人", "From"),
    "from_user_name": ("移出人姓名", "From (name)"),
    "granted_by": ("授予工会", "Granted by"),
    "guard": ("触发的限制", "Limit reached"),
    "hardship": ("困难职工", "In hardship"),
    "help_fen": ("帮扶金额（分）", "Help (fen)"),
    "hint": ("密钥末四位", "End of the secret"),
    "holder": ("使用单位", "Used by"),
    "hukou_kind": ("户口性质", "Household kind"),
    "hukou_place": ("户籍地址", "Household address"),
    "id_kind": ("证件类型", "Document kind"),
    "id_number": ("证件号码", "Document number"),
    "imported": ("新增行数", "Rows added"),
    "industry": ("行业", "Industry"),
    "into": ("并入工会名称", "Merged into (name)"),
    "into_id": ("并入工会", "Merged into"),
    "items": ("填写的项", "Items"),
    "joined_on": ("入会日期", "Joined on"),
    "kind": ("类别", "Kind"),
    "kept": ("未撤销行数", "Rows kept"),
    "last": ("到第几行", "Last row"),
    "lead": ("主管", "Led by"),
    "left": ("剩余恢复码", "Codes left"),
    "legal_person": ("法人资格", "Legal person"),
    "legal_person_number": ("法人登记号", "Legal person number"),
    "legal_person_on": ("法人登记日期", "Legal person since"),
    "limit": ("每日上限", "Limit a day"),
    "line": ("原表行号", "Row in the file"),
    "line_id": ("所属系统", "Line"),
    "listed_on": ("名录日期", "List of"),
    "login": ("登录名", "Login"),
    "marriage": ("婚姻状况", "Marriage"),
    "measure": ("指标", "Measure"),
    "media_type": ("文件格式", "Format"),
    "member_id": ("会员", "Member"),
    "members": ("会员数", "Members"),
    "merge_id": ("合并记录", "Merge"),
    "merged_id": ("并入的档案", "File merged"),
    "migrant": ("农民工", "Migrant worker"),
    "model_worker": ("劳模", "Model worker"),
    "month": ("月份", "Month"),
    "name": ("姓名或名称", "Name"),
    "nation": ("民族", "Nation"),
    "native_place": ("籍贯", "Native place"),
    "networks": ("网络地址", "Networks"),
    "new_employment": ("新就业形态", "New employment"),
    "new": ("新工会名称", "New union (name)"),
    "new_id": ("新工会", "New union"),
    "notes": ("备注", "Notes"),
    "notice_columns": ("公示的列", "Columns shown"),
    "noun": ("列表", "List"),
    "note": ("附言", "Note"),
    "number": ("编号", "Number"),
    "objections": ("异议件数", "Objections"),
    "on": ("日期", "On"),
    "organization_id": ("工会", "Union"),
    "outcomes": ("人数", "Members"),
    "ownership": ("单位性质", "Ownership"),
    "parent": ("隶属", "Upper union"),
    "parent_id": ("上级", "Parent"),
    "parted_id": ("分出的档案", "File parted"),
    "passed": ("通过人数", "Passed"),
    "people": ("人数", "People"),
    "per_minute": ("每分钟次数", "Requests a minute"),
    "phone": ("电话", "Phone"),
    "politics": ("政治面貌", "Politics"),
    "post": ("职务", "Post"),
    "query": ("筛选条件", "Filters"),
    "reason": ("原因", "Reason"),
    "region_code": ("行政区划代码", "Region code"),
    "rejected": ("不予救助人数", "Rejected"),
    "replaced": ("替换了原照片", "Replaced one"),
    "report_form": ("报表", "Form"),
    "residence": ("居住地址", "Residence"),
    "retain_reason": ("保留会籍的原因", "Reason for retaining"),
    "returned": ("退回人数", "Sent back"),
    "role": ("岗位", "Role"),
    "roles": ("岗位", "Roles"),
    "rows": ("行数", "Rows"),
    "seats": ("委员名额", "Seats"),
    "seconds": ("锁定秒数", "Seconds locked"),
    "sender": ("发出工会", "Sent by"),
    "session_id": ("登录编号", "Session number"),
    "sex": ("性别", "Sex"),
    "sharing": ("共享范围", "Shared with"),
    "skill_level": ("技能等级", "Skill level"),
    "source": ("来源", "Source"),
    "split_from": ("分出自", "Split from"),
    "standards": ("达标项目", "Standards met"),
    "standings": ("身份", "Standings"),
    "started_on": ("任职日期", "Since"),
    "starts_on": ("开始日期", "From"),
    "status": ("状态", "State"),
    "step": ("办理事项", "Step"),
    "subject": ("事项", "Subject"),
    "term_number": ("届次", "Term"),
    "term_started_on": ("本届开始", "Term began"),
    "term_years": ("任期（年）", "Years of a term"),
    "territory": ("所在地工会", "Union of the place"),
    "territory_id": ("所在地工会", "Union of the place"),
    "title": ("职称", "Title"),
    "to": ("到", "To"),
    "to_organization_id": ("新分会或小组", "To"),
    "to_parent": ("新上级", "New parent"),
    "to_parent_id": ("新上级", "New parent"),
    "to_user_id": ("接收人", "To"),
    "to_user_name": ("接收人姓名", "To (name)"),
    "transfer": ("接转编号", "Transfer"),
    "tree": ("范围", "Over"),
    "undone": ("撤销行数", "Rows undone"),
    "union": ("所在工会", "Union named"),
    "union_id": ("覆盖工会", "Union"),
    "unions": ("涉及工会数", "Unions"),
    "unmasked": ("完整导出的列", "Columns whole"),
    "updated": ("更新行数", "Rows updated"),
    "url": ("回调地址", "Address"),
    "user_id": ("用户", "User"),
    "user_name": ("用户姓名", "User (name)"),
    "value": ("目标值", "Value"),
    "way": ("反映方式", "Way"),
    "webhook_event": ("事件", "Event"),
    "why": ("缘由", "Why"),
    "women_employees": ("女职工数", "Women employees"),
    "work_started_on": ("参加工作日期", "Work began on"),
    "year": ("年度", "Year"),
    **HOUSEHOLD_LABELS,
    **PROGRAM_LABELS,
    **MONEY_LABELS,
    **VISIT_LABELS,
}
"""What each fact and each changed field is called."""
