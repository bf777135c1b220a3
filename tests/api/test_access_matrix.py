"""Who may do what, to whose: every operation of the contract × every person of the town × every relation of object.

The tables below are written by hand and are the documentation: `HOLDERS` says who holds a permission, `OPERATIONS` what
each operation asks for and what its `{id}` is, `ELSEWHERE` which test tries the named things that are not tried here. An
operation of the contract that is not in the table fails, and so does one in the table that is gone. Whoever lacks a
permission gets 403; whoever holds it gets 404 for what lies outside the subtree, in the same words as for what does not
exist (trust.md A-01; ROL-01…08).
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
from sqlalchemy import event

from backend.api import tokens
from backend.db.data_keys import open_vault
from backend.db.files import FileStore
from backend.db.session import Database
from backend.db.tables.process import AuditEvent
from backend.domain.access import Permission
from backend.settings import settings
from tests.api.own_things import place_own
from tests.api.pictures import keep_pictures
from tests.api.things import BASE_UNIONS, place_things_in
from tests.conftest import Api, Cluster
from tests.contract import Contract
from tests.town import ABSENT, BY_KEY, id_of

WRITERS = [
    "city_officer",
    "city_chair",
    "county_officer",
    "county_chair",
    "township_officer",
    "union_chair",
    "sibling_chair",
    "neighbour_officer",
    "third_officer",
    "line_officer",
]
READERS = [*WRITERS, "county_finance", "county_auditor"]
ABOVE_UNIONS = [
    "city_officer",
    "city_chair",
    "county_officer",
    "county_chair",
    "township_officer",
    "neighbour_officer",
    "third_officer",
    "line_officer",
]
# A line's union stands at the level of a township: it moves nobody's unions about.
ABOVE_TOWNSHIPS = [key for key in ABOVE_UNIONS if key not in ("township_officer", "line_officer")]
SECURITY = ["security_admin", "second_security_admin"]

HOLDERS: Mapping[str, list[str]] = {
    "aid:approve": ABOVE_TOWNSHIPS,
    "aid:approve_city": ["city_officer", "city_chair"],
    "aid:edit": WRITERS,
    "aid:examine": ["county_finance", "county_auditor"],
    "aid:policy": ABOVE_TOWNSHIPS,
    "aid:read": READERS,
    "aid:reveal": [*WRITERS, "county_auditor"],
    "aid:review": ABOVE_UNIONS,
    "aid:see": [*WRITERS, "county_auditor"],
    "audit:read": ["audit_admin"],
    "client:edit": ["city_chair", "county_chair", "integrator"],
    "client:read": [*ABOVE_TOWNSHIPS, "county_auditor", "integrator"],
    "committee:edit": WRITERS,
    "committee:read": READERS,
    "employer:edit": ABOVE_UNIONS,
    "employer:read": READERS,
    "export:approve": WRITERS,
    "export:unmask": WRITERS,
    "fund:edit": ["county_finance"],
    "fund:pay": ["county_finance"],
    "fund:read": READERS,
    "file:write": [*WRITERS, "county_finance", "member"],
    "grant:approve": SECURITY,
    "grant:make": SECURITY,
    "grant:read": [*SECURITY, "system_admin"],
    "line:edit": ABOVE_TOWNSHIPS,
    "line:read": READERS,
    "member:approve": WRITERS,
    "member:edit": WRITERS,
    "member:import": WRITERS,
    "member:leave": WRITERS,
    "member:read": READERS,
    "member:reveal": [*WRITERS, "county_auditor"],
    "member:transfer": WRITERS,
    "officer:edit": WRITERS,
    "officer:read": READERS,
    "organization:edit": WRITERS,
    "organization:found": WRITERS,
    "organization:read": [*READERS, *SECURITY, "system_admin", "integrator"],
    "organization:restructure": ABOVE_TOWNSHIPS,
    "qualification:edit": ["city_officer", "city_chair"],
    "report:edit": WRITERS,
    "report:read": READERS,
    "savings:decide": [*WRITERS, "county_finance"],
    "savings:keep": [*WRITERS, "county_finance"],
    "savings:read": READERS,
    "statistic:read": READERS,
    "target:set": ABOVE_UNIONS,
    "urge:read": WRITERS,
    "urge:send": ABOVE_UNIONS,
    "user:approve": SECURITY,
    "user:make": ["system_admin"],
    "user:read": [*SECURITY, "system_admin"],
    "statistic:recount": ["city_officer", "city_chair"],
    "work_calendar:edit": ["city_officer", "city_chair"],
}
SIGNED_IN = "signed in"
PUBLIC = "public"


@dataclass(frozen=True)
class Row:
    """What an operation asks for, what its `{id}` names, and the least it must be sent."""

    needs: str
    object: str = ""
    body: Any = None
    query: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    """What else the path or the body names, by the kind of thing it is: what the path names hangs on the object."""
    fixed: dict[str, str] = field(default_factory=dict)
    """Parts of the path that are no thing of their own."""


NAMED = re.compile(r"\{(\w+)\}")
"""A name in a path."""
DAY = "2026-01-01"
END = {"step": "dissolve", "effective_on": DAY}
NOBODY = str(ABSENT)
POLICY = {"organization_id": NOBODY, "effective_on": "2099-01-01", "line": {"line_fen": 90000}}
PROGRAM = {"organization_id": NOBODY, "kind": "living", "name": "生活救助", "year": 2026}
PROTECTION = {
    "organization_id": NOBODY,
    "fund_id": NOBODY,
    "kind": "accident",
    "name": "意外伤害",
    "share_fen": 3600,
    "benefit": {"form": "rate", "rate_percent": 50, "cap_fen": 100},
}
CLAIM = {"cover_id": NOBODY, "event_on": DAY, "illness": "骨折"}
ENROLMENT = {"plan_id": NOBODY, "organization_id": NOBODY, "starts_on": DAY, "all": True}
SOCIETY = {"name": "储金会", "keeper_name": "方秀云", "checker_name": "李梅", "monthly_fen": 1, "most_loan_fen": 1}
DEMAND = {
    "organization_id": NOBODY,
    "province": "sichuan",
    "place": "达州",
    "travel_on": DAY,
    "way": "train",
    "people": 2,
}
TRIP = {
    "organization_id": NOBODY,
    "name": "返乡专列",
    "way": "train",
    "departs_at": f"{DAY}T08:30:00+08:00",
    "from_place": "云江站",
    "province": "sichuan",
    "place": "达州",
    "seats": 100,
}
PAIR = {"line_ids": ["{line}"], "entry_ids": ["{entry}"]}
PAIRED = {"line": "bank_line", "entry": "ledger_entry"}
LOAN = {"saver_id": NOBODY, "amount_fen": 5, "months": 1, "purpose": "学费", "hardship": "住院"}

OPERATIONS: dict[str, Row] = {
    # Health and what needs no sign-in
    "get_live": Row(PUBLIC),
    "get_ready": Row(PUBLIC),
    "sign_in": Row(PUBLIC, body={"login": "x", "password": "y"}),
    "prove_second_factor": Row(PUBLIC, body={"challenge": "x", "code": "000000"}),
    "refresh_session": Row(PUBLIC),
    "sign_out": Row(PUBLIC),
    "verify_card": Row(PUBLIC),
    # With the secret of a client, which no person has
    "issue_client_token": Row(PUBLIC),
    # One's own
    "confirm_identity": Row(SIGNED_IN, body={"password": "x"}),
    "change_password": Row(SIGNED_IN, body={"old_password": "x", "new_password": "y"}),
    "list_sessions": Row(SIGNED_IN),
    "end_session": Row(SIGNED_IN),
    "get_me": Row(SIGNED_IN),
    "edit_me": Row(SIGNED_IN, body={"language": "zh"}),
    "begin_totp": Row(SIGNED_IN, body={"password": "x"}),
    "confirm_totp": Row(SIGNED_IN, body={"code": "000000"}),
    "list_colleagues": Row(SIGNED_IN),
    "list_preferences": Row(SIGNED_IN),
    "get_preference": Row(SIGNED_IN),
    "put_preference": Row(SIGNED_IN, body={"value": {}}),
    "delete_preference": Row(SIGNED_IN),
    "print_approval_forms": Row("aid:read", body={"case_ids": [NOBODY]}),
    "list_my_notices": Row(SIGNED_IN),
    "list_my_objections": Row(SIGNED_IN),
    "hand_in_objection": Row(SIGNED_IN, body={"notice_id": NOBODY, "text": "x"}),
    "get_my_objection": Row(SIGNED_IN),
    "step_my_objection": Row(SIGNED_IN, body={"step": "withdraw"}),
    "list_my_aid_programs": Row(SIGNED_IN),
    "list_my_aid_cases": Row(SIGNED_IN),
    "list_my_aid_stations": Row(SIGNED_IN),
    "list_my_aid_applications": Row(SIGNED_IN),
    "begin_aid_application": Row(SIGNED_IN, body={}),
    "get_my_aid_application": Row(SIGNED_IN),
    "fill_aid_application": Row(SIGNED_IN, body={"family": []}),
    "delete_aid_application": Row(SIGNED_IN),
    "step_my_aid_application": Row(SIGNED_IN, body={"step": "submit"}),
    "add_my_aid_paper": Row(SIGNED_IN, body={"file_id": NOBODY, "kind": "identity"}),
    "get_my_aid_paper": Row(SIGNED_IN),
    "remove_my_aid_paper": Row(SIGNED_IN),
    "list_my_paper_requests": Row(SIGNED_IN),
    "get_my_paper_request": Row(SIGNED_IN),
    "add_requested_paper": Row(SIGNED_IN, body={"file_id": NOBODY, "kind": "identity"}),
    "get_my_requested_paper": Row(SIGNED_IN),
    "remove_requested_paper": Row(SIGNED_IN),
    "answer_paper_request": Row(SIGNED_IN, body={"step": "answer"}),
    "list_dictionaries": Row(SIGNED_IN),
    "get_dictionary": Row(SIGNED_IN),
    "list_jobs": Row(SIGNED_IN),
    "look_at_jobs": Row(SIGNED_IN, body={"ids": [NOBODY]}),
    "get_job": Row(SIGNED_IN, "own_job"),
    "cancel_job": Row(SIGNED_IN, "own_job"),
    "stream_job_events": Row(SIGNED_IN, "own_job"),
    "download_file": Row(SIGNED_IN, "own_file"),
    # Whether the list may be read is asked of the list, when the export is asked for, made and downloaded
    "list_exports": Row(SIGNED_IN),
    "ask_export": Row(SIGNED_IN),
    "get_export": Row(SIGNED_IN, "own_export"),
    "download_export": Row(SIGNED_IN, "own_export"),
    "show_export_password": Row(SIGNED_IN, "own_export"),
    "list_evidence_packs": Row("aid:reveal", "aid_case"),
    "ask_evidence_pack": Row("aid:reveal", "aid_case", {"reason": "inspection"}),
    # Who decides a request is a rule of the noun: not the asker, and somebody above or the chair
    "list_export_approvals": Row("export:unmask"),
    "ask_export_approval": Row("export:unmask"),
    "get_export_approval": Row("export:unmask", "approval"),
    "step_export_approval": Row("export:unmask", "approval", {"step": "refuse"}),
    "get_my_todo": Row(SIGNED_IN),
    "list_my_audit_events": Row(SIGNED_IN),
    "list_saved_views": Row(SIGNED_IN),
    "keep_saved_view": Row(SIGNED_IN),
    "get_saved_view": Row(SIGNED_IN, "own_view"),
    "edit_saved_view": Row(SIGNED_IN, "own_view", {"name": "x"}),
    "step_saved_view": Row(SIGNED_IN, "own_view", {"step": "clear_default"}),
    "delete_saved_view": Row(SIGNED_IN, "own_view"),
    # Accounts: a step asks for its own permission beyond reading (trust.md 1.5)
    "list_users": Row("user:read"),
    "make_user": Row("user:make"),
    "get_user": Row("user:read", "user"),
    "step_user": Row("user:read", "user", {"step": "disable", "reason": "离职"}),
    "give_sighting_leave": Row("user:approve", "user", {"reason": "年终集中复核"}),
    "list_grants": Row("grant:read"),
    "propose_grant": Row("grant:make"),
    "get_grant": Row("grant:read", "grant"),
    "step_grant": Row("grant:read", "grant", {"step": "revoke", "reason": "离职"}),
    "list_grant_handovers": Row("grant:read"),
    "propose_grant_handover": Row("grant:make"),
    "get_grant_handover": Row("grant:read", "handover"),
    "step_grant_handover": Row("grant:read", "handover", {"step": "refuse"}),
    # Audit
    "list_audit_events": Row("audit:read"),
    "get_audit_event": Row("audit:read"),
    "list_audit_seals": Row("audit:read"),
    "verify_audit": Row("audit:read", body={}),
    # Unions
    "list_organizations": Row("organization:read"),
    "list_organizations_as_of": Row("organization:read", query={"on": DAY}),
    "found_organization": Row("organization:found"),
    "get_organization": Row("organization:read", "organization"),
    "edit_organization": Row("organization:edit", "organization", {"employees": 7}),
    "step_organization": Row("organization:restructure", "organization", END),
    "list_organization_history": Row("organization:read", "organization"),
    # Lines: their names are public; who may change one is a rule of the noun
    "list_lines": Row("line:read"),
    "add_line": Row("line:edit", body={"name": "x"}),
    "get_line": Row("line:read"),
    "edit_line": Row("line:edit", body={"name": "某系统"}),
    "delete_line": Row("line:edit"),
    "step_line": Row("line:edit", body={"step": "move", "parent_id": None}),
    # Employers
    "list_employers": Row("employer:read"),
    "add_employer": Row("employer:edit"),
    "get_employer": Row("employer:read", "employer"),
    "edit_employer": Row("employer:edit", "employer", {"employees": 7}),
    "reveal_employer_field": Row("employer:edit", "employer", {"field": "contact_phone", "reason": "contact"}),
    "step_employer": Row("employer:edit", "employer", {"step": "close", "on": DAY}),
    "get_employer_coverage": Row("employer:read", query={"under_id": NOBODY}),
    # Officers and committees
    "list_officers": Row("officer:read"),
    "appoint_officer": Row("officer:edit"),
    "get_officer": Row("officer:read", "officer"),
    "edit_officer": Row("officer:edit", "officer", {"phone": "0738-8312345"}),
    "step_officer": Row("officer:edit", "officer", {"step": "end", "on": DAY, "reason": "届满"}),
    "list_vacancies": Row("officer:read"),
    "list_committees": Row("committee:read"),
    "elect_committee": Row("committee:edit"),
    "get_committee": Row("committee:read", "committee"),
    "edit_committee": Row("committee:edit", "committee", {"seats": 7}),
    "step_committee": Row("committee:edit", "committee", {"step": "end", "on": DAY, "reason": "届满"}),
    "list_terms_due": Row("committee:read"),
    "list_committees_due": Row("committee:read"),
    # Honours and urges: who may withdraw an urge is a rule of the noun
    "list_honours": Row("organization:read"),
    "grant_honour": Row("organization:restructure"),
    "get_honour": Row("organization:read", "honour"),
    "step_honour": Row("organization:restructure", "honour", {"step": "withdraw", "on": DAY, "reason": "届满"}),
    "list_urges": Row("urge:read"),
    "send_urge": Row("urge:send"),
    "send_urges": Row("urge:send", body={"subject": "term", "ids": [NOBODY]}),
    "get_urge": Row("urge:read", "urge"),
    "step_urge": Row("urge:read", "urge", {"step": "see"}),
    # Members
    "list_members": Row("member:read"),
    "register_member": Row("member:edit"),
    "search_members": Row("member:read", body={"phone": "13800138000"}),
    "batch_members": Row("member:edit", body={"ids": [NOBODY], "change": {"notes": "x"}, "dry_run": True}),
    "get_member": Row("member:read", "member"),
    "edit_member": Row("member:edit", "member", {"notes": "x"}),
    "delete_member": Row("member:edit", "member"),
    "step_member": Row("member:edit", "member", {"step": "submit"}),
    "list_member_events": Row("member:read", "member"),
    "reveal_member_field": Row("member:reveal", "member", {"field": "id_number", "reason": "verify_identity"}),
    "merge_members": Row("member:edit", "member", {"duplicate_id": "{duplicate_id}"}, parts={"duplicate_id": "member"}),
    "get_member_photo": Row("member:read", "member"),
    "put_member_photo": Row("member:edit", "member", {"file_id": NOBODY}),
    "remove_member_photo": Row("member:edit", "member"),
    "get_member_card": Row("member:read", "member"),
    "get_member_card_picture": Row("member:read", "member"),
    "list_member_duplicates": Row("member:read"),
    "list_member_merges": Row("member:read"),
    "get_member_merge": Row("member:read", "merge"),
    "step_member_merge": Row("member:edit", "merge", {"step": "undo"}),
    "list_member_batches": Row("member:edit"),
    "check_member_batch": Row("member:edit", body={"query": {}, "change": {"migrant": True}}),
    "get_member_batch": Row("member:edit", "batch"),
    "list_member_batch_rows": Row("member:edit", "batch"),
    "step_member_batch": Row("member:edit", "batch", {"step": "carry_out"}),
    # Household files and rules of aid: who may take which step of a file is a rule of the noun
    "list_households": Row("aid:read"),
    "enter_household": Row("aid:edit"),
    "enter_household_from_member": Row("aid:edit", "member", {"member_id": "{id}"}),
    "search_households": Row("aid:read", body={"id_number": "11010519491231002X"}),
    "get_household": Row("aid:read", "household"),
    "edit_household": Row("aid:edit", "household", {"bank": "x"}),
    "delete_household": Row("aid:edit", "household"),
    "step_household": Row("aid:edit", "household", {"step": "review"}),
    "list_household_events": Row("aid:read", "household"),
    "reveal_household_field": Row("aid:reveal", "household", {"field": "phone", "reason": "contact"}),
    "get_household_snapshot": Row("aid:read", "household", parts={"snapshot_id": "household_snapshot"}),
    "print_household_form": Row("aid:read", "household", {"format": "docx"}),
    "add_household_paper": Row("aid:edit", "household", {"file_id": NOBODY, "kind": "identity"}),
    "get_household_paper": Row("aid:read", "household", parts={"paper_id": "household_paper"}),
    "remove_household_paper": Row("aid:edit", "household", parts={"paper_id": "household_paper"}),
    "list_visit_plans": Row("aid:read"),
    "make_visit_plan": Row("aid:edit"),
    "make_visit_plan_from_list": Row("aid:edit"),
    "get_visit_plan": Row("aid:read", "visit_plan"),
    "edit_visit_plan": Row("aid:edit", "visit_plan", {"name": "x"}),
    "delete_visit_plan": Row("aid:edit", "visit_plan"),
    "step_visit_plan": Row("aid:edit", "visit_plan", {"step": "plan"}),
    "step_visit_money": Row("fund:pay", "visit_plan", {"step": "book", "fund_id": NOBODY}),
    "arrange_visits": Row("aid:edit", "visit_plan", {"visits": []}),
    "get_visit_table": Row("aid:read", "visit_plan", query={"format": "xlsx"}),
    "record_aid_outcome": Row("aid:edit", "aid_case", {"outcome": "placed", "on": DAY}),
    "list_aid_summaries": Row("aid:read"),
    "begin_aid_summary": Row("aid:edit"),
    "get_aid_summary": Row("aid:read", "aid_summary"),
    "write_aid_summary": Row("aid:edit", "aid_summary", {"title": "x"}),
    "delete_aid_summary": Row("aid:edit", "aid_summary"),
    "step_aid_summary": Row("aid:edit", "aid_summary", {"step": "issue"}),
    "list_aid_summary_versions": Row("aid:read", "aid_summary"),
    "list_aid_summary_photos": Row("aid:read", "aid_summary"),
    "get_aid_summary_paper": Row("aid:read", "aid_summary"),
    "declare_visit_photo": Row("aid:edit", "visit", {"publishable": False}, parts={"picture_id": "visit_picture"}),
    "list_visits": Row("aid:read"),
    "get_visit": Row("aid:read", "visit"),
    "step_visit": Row("aid:edit", "visit", {"step": "absent", "reason": "x"}),
    "reveal_visit_field": Row("aid:reveal", "visit", {"field": "address", "reason": "contact"}),
    "get_visit_picture": Row("aid:read", "visit", parts={"picture_id": "visit_picture"}),
    "list_visit_concerns": Row("aid:read"),
    "step_visit_concern": Row("aid:edit", "visit_concern", {"step": "answer", "answer": "x"}),
    "get_visit_progress": Row("aid:read"),
    # Applications for aid, as the union deals with them; the worker's side is one's own, above
    "list_aid_applications": Row("aid:read"),
    "get_aid_application": Row("aid:read", "aid_application"),
    "step_aid_application": Row("aid:edit", "aid_application", {"step": "ask", "note": "x"}),
    "get_aid_application_paper": Row("aid:read", "aid_application", parts={"paper_id": "aid_application_paper"}),
    # Papers that a worker is asked for; the worker's side is one's own, above
    "list_paper_requests": Row("aid:read", "household"),
    "ask_for_papers": Row("aid:edit", "household", {"papers": ["income"], "case_id": NOBODY}),
    "step_paper_request": Row("aid:edit", "paper_request", {"step": "withdraw"}),
    "get_requested_paper": Row("aid:read", "paper_request", parts={"paper_id": "paper_request_paper"}),
    "list_aid_policies": Row("aid:read"),
    "set_aid_policy": Row("aid:policy"),
    "get_current_aid_policy": Row("aid:read", query={"organization_id": NOBODY}),
    "get_aid_policy": Row("aid:read", "aid_policy"),
    "edit_aid_policy": Row("aid:policy", "aid_policy", POLICY),
    "remove_aid_policy": Row("aid:policy", "aid_policy"),
    "try_aid_policy": Row("aid:policy", body=POLICY),
    "list_aid_policy_trial_rows": Row("aid:policy"),
    # Programmes and cases of aid: who may take which step of a case is a rule of the noun
    "list_aid_programs": Row("aid:read"),
    "list_aid_program_templates": Row("aid:read"),
    "make_aid_program": Row("aid:policy", body=PROGRAM),
    "get_aid_program": Row("aid:read", "aid_program"),
    "edit_aid_program": Row("aid:policy", "aid_program", PROGRAM),
    "step_aid_program": Row("aid:policy", "aid_program", {"step": "close"}),
    "remove_aid_program": Row("aid:policy", "aid_program"),
    "set_aid_quotas": Row("aid:policy", "aid_program", {"items": []}),
    "list_aid_candidates": Row("aid:approve", "aid_program"),
    "settle_final_list": Row("aid:approve", "aid_program", {"items": [{"id": NOBODY, "version": 1, "amount_fen": 1}]}),
    "list_aid_cases": Row("aid:read"),
    "sum_aid_cases": Row("aid:read"),
    "list_late_aid_desks": Row("aid:read"),
    "begin_aid_case": Row("aid:edit", body={"program_id": NOBODY, "household_id": NOBODY}),
    "step_aid_cases": Row("aid:edit", body={"items": [{"id": NOBODY, "version": 1}], "step": "pass"}),
    "get_aid_case": Row("aid:read", "aid_case"),
    "edit_aid_case": Row("aid:edit", "aid_case", {"reason": "x"}),
    "step_aid_case": Row("aid:edit", "aid_case", {"step": "archive"}),
    # Mutual protection: a contribution is entered by who writes vouchers of the plan's fund
    "list_protection_plans": Row("aid:read"),
    "make_protection_plan": Row("aid:policy", body=PROTECTION),
    "get_protection_plan": Row("aid:read", "protection_plan"),
    "edit_protection_plan": Row("aid:policy", "protection_plan", PROTECTION),
    "step_protection_plan": Row("aid:policy", "protection_plan", {"step": "open"}),
    "list_enrolments": Row("aid:read"),
    "make_enrolment": Row("aid:edit", body=ENROLMENT),
    "try_enrolment": Row("aid:edit", body=ENROLMENT),
    "get_enrolment": Row("aid:read", "enrolment"),
    "receive_contribution": Row("fund:edit", "enrolment", {"document_number": "1"}),
    "step_enrolment": Row("aid:edit", "enrolment", {"step": "withdraw"}),
    "list_covers": Row("aid:read"),
    "get_cover": Row("aid:read", "cover"),
    "list_protection_claims": Row("aid:read"),
    "begin_protection_claim": Row("aid:edit", body=CLAIM),
    "try_protection_claim": Row("aid:edit", body={"cover_id": NOBODY, "event_on": DAY}),
    "get_protection_claim": Row("aid:read", "protection_claim"),
    "edit_protection_claim": Row("aid:edit", "protection_claim", CLAIM),
    "step_protection_claim": Row("aid:edit", "protection_claim", {"step": "withdraw"}),
    "pay_protection_claim": Row("fund:pay", "paid_claim", {"way": "bank", "proof_id": NOBODY}),
    "recall_protection_claim": Row("fund:pay", "paid_claim", {"reason": "退回"}),
    "get_protection_claim_card": Row("fund:pay", "paid_claim"),
    "get_protection_claim_receipt": Row("fund:read", "paid_claim"),
    "add_protection_proof": Row("aid:edit", "protection_claim", {"file_id": NOBODY}),
    "get_protection_proof": Row("aid:see", "protection_claim", parts={"proof_id": "protection_proof"}),
    "remove_protection_proof": Row("aid:edit", "protection_claim", parts={"proof_id": "protection_proof"}),
    "list_protection_units": Row("aid:read", query={"plan_id": NOBODY}),
    # Funds, vouchers, the ledger, payments: that two officers book and a third pays are rules of the noun
    "list_funds": Row("fund:read"),
    "make_fund": Row("fund:edit"),
    "list_fund_months": Row("fund:read", query={"year": "2026"}),
    "get_fund": Row("fund:read", "fund"),
    "step_fund": Row("fund:edit", "fund", {"step": "lock", "month": "2026-01"}),
    "list_budgets": Row("fund:read", query={"fund_id": NOBODY}),
    "list_budget_lines": Row("fund:read"),
    "get_budget_figures": Row("fund:read"),
    "make_budget_plan": Row("fund:edit"),
    "get_budget_plan": Row("fund:read", "budget_plan"),
    "enter_budget_lines": Row("fund:edit", "budget_plan", {"lines": []}),
    "step_budget_plan": Row("fund:edit", "budget_plan", {"step": "submit"}),
    "propose_budget_adjustment": Row(
        "fund:edit",
        "budget_plan",
        {"subject": "schooling", "change_fen": 1, "reason": "新增", "document_number": "1", "document_on": DAY},
    ),
    "step_budget_adjustment": Row("fund:edit", "budget_adjustment", {"step": "refuse", "reason": "附件不全"}),
    "share_budget": Row("fund:read", "budget_plan", query={"subject": "schooling"}),
    "split_budget": Row(
        "fund:edit",
        "budget_plan",
        {"subject": "schooling", "items": [{"organization_id": NOBODY, "change_fen": 1}]},
    ),
    "list_vouchers": Row("fund:read"),
    "propose_voucher": Row("fund:edit"),
    "get_voucher": Row("fund:read", "voucher"),
    "get_voucher_file": Row("fund:read", "voucher"),
    "step_voucher": Row("fund:edit", "voucher", {"step": "refuse"}),
    "list_ledger_entries": Row("fund:read"),
    "get_ledger_entry": Row("fund:read", "ledger_entry"),
    # The store: that whoever has no say in money counts nothing is the permission
    "list_remittances": Row("fund:read"),
    "get_remittance_figures": Row("fund:read"),
    "set_remittances": Row(
        "fund:edit",
        body={"year": 2026, "due_on": "2026-12-31", "items": [{"organization_id": NOBODY, "amount_fen": 1}]},
    ),
    "list_goods_lots": Row("fund:read"),
    "get_goods_lot": Row("fund:read", "goods_lot"),
    "list_goods_movements": Row("fund:read", "goods_lot"),
    "count_goods_lot": Row("fund:edit", "goods_lot", {"counted": 1}),
    "list_payments": Row("fund:read"),
    "give_payment": Row("fund:pay"),
    "get_payment": Row("fund:read", "payment"),
    "get_payment_signature": Row("fund:read", "payment"),
    "get_payment_photo": Row("fund:read", "payment"),
    "step_payment": Row("fund:pay", "payment", {"step": "recall", "reason": "退回"}),
    "list_payable_cases": Row("fund:pay", query={"fund_id": NOBODY}),
    "list_payment_batches": Row("fund:read"),
    "make_payment_batch": Row("fund:pay"),
    "get_payment_batch": Row("fund:read", "payment_batch"),
    "step_payment_batch": Row("fund:pay", "payment_batch", {"step": "confirm"}),
    "get_payment_sheet": Row("fund:pay", "payment_batch"),
    "take_payment_answer": Row("fund:pay", body={"file_id": NOBODY}),
    # The bank held against the books: that who closes does not check is a rule of the noun
    "list_bank_accounts": Row("fund:read"),
    "make_bank_account": Row("fund:edit"),
    "get_bank_account": Row("fund:read", "bank_account"),
    "edit_bank_account": Row(
        "fund:edit",
        "bank_account",
        {"name": "工会", "bank": "建设银行", "fund_ids": ["{fund}"]},
        parts={"fund": "fund"},
    ),
    "step_bank_account": Row("fund:edit", "bank_account", {"step": "reopen"}),
    "list_reconciliations": Row("fund:read"),
    "begin_reconciliation": Row("fund:edit"),
    "get_reconciliation": Row("fund:read", "reconciliation"),
    "drop_reconciliation": Row("fund:edit", "reconciliation"),
    "step_reconciliation": Row("fund:edit", "reconciliation", {"step": "match"}),
    "pair_reconciliation": Row("fund:edit", "open_month", PAIR, parts=PAIRED),
    "explain_reconciliation": Row("fund:edit", "open_month", PAIR | {"note": "x"}, parts=PAIRED),
    "get_reconciliation_document": Row("fund:read", "reconciliation"),
    "list_reconciliation_lines": Row("fund:read", query={"reconciliation_id": NOBODY}),
    "list_reconciliation_entries": Row("fund:read", query={"reconciliation_id": NOBODY}),
    "list_reconciliation_pairs": Row("fund:read", query={"reconciliation_id": NOBODY}),
    "get_reconciliation_pair": Row("fund:read", "reconciliation_pair"),
    "part_reconciliation_pair": Row("fund:edit", "reconciliation_pair"),
    # What auditors look at; the days of a sample without a paid case are a conflict
    "list_aid_samples": Row("aid:examine"),
    "draw_aid_sample": Row("aid:examine"),
    "get_aid_sample": Row("aid:examine", "aid_sample"),
    "list_sample_cases": Row("aid:examine", query={"sample_id": NOBODY}),
    "list_published_paid": Row("aid:examine"),
    "check_books": Row("aid:examine"),
    # Public notices: their page hangs in the unit, whoever works or is a member there
    "list_notice_candidates": Row("aid:edit"),
    "preview_notice": Row("aid:edit", body={"case_ids": [NOBODY]}),
    "list_notices": Row("aid:read"),
    "publish_notice": Row("aid:edit"),
    "get_notice": Row("aid:read", "notice"),
    "step_notice": Row("aid:edit", "notice", {"step": "conclude"}),
    "get_notice_page": Row(SIGNED_IN),
    "keep_notice_scan": Row("aid:edit", "notice", {"file_id": NOBODY}),
    "get_notice_scan": Row("aid:read", "notice"),
    "get_notice_document": Row("aid:read", "notice"),
    "list_objections": Row("aid:edit"),
    "receive_objection": Row("aid:edit"),
    "get_objection": Row("aid:edit", "objection"),
    "step_objection": Row("aid:edit", "objection", {"step": "dismiss", "reason": "已核实，不属实"}),
    # Savings: that who asks does not decide is a rule of the noun
    "list_societies": Row("savings:read"),
    "found_society": Row("savings:keep", body=SOCIETY | {"organization_id": NOBODY}),
    "get_society": Row("savings:read", "society"),
    "edit_society": Row("savings:keep", "society", SOCIETY),
    "step_society": Row("savings:keep", "society", {"step": "reopen"}),
    "collect_month": Row("savings:keep", "society", {"month": "2026-01", "all": True}),
    "get_society_statement": Row("savings:read", "society", query={"year": "2026"}),
    "get_society_statement_sheet": Row("savings:read", "society", query={"year": "2026"}),
    "get_passbook": Row("savings:read", "saver"),
    "list_savers": Row("savings:read"),
    "join_savers": Row("savings:keep", body={"society_id": NOBODY, "member_ids": [NOBODY]}),
    "get_saver": Row("savings:read", "saver"),
    "step_saver": Row("savings:keep", "saver", {"step": "set_monthly", "monthly_fen": 1}),
    "list_savings_entries": Row("savings:read"),
    "enter_savings": Row(
        "savings:keep", body={"society_id": NOBODY, "kind": "save", "amount_fen": 1, "saver_id": NOBODY}
    ),
    "get_savings_entry": Row("savings:read", "savings_entry"),
    "list_savings_loans": Row("savings:read"),
    "ask_savings_loan": Row("savings:keep", body=LOAN),
    "plan_savings_loan": Row("savings:read", query={"saver_id": NOBODY, "amount_fen": "5", "months": "1"}),
    "get_savings_loan": Row("savings:read", "savings_loan"),
    "get_loan_signature": Row("savings:read", "savings_loan"),
    "step_savings_loan": Row("savings:keep", "savings_loan", {"step": "repay", "amount_fen": 1}),
    "step_savings_entry": Row("savings:keep", "savings_entry", {"step": "undo", "reason": "记错"}),
    # Papers of unions: who may open a roster is a rule of the noun
    "list_papers": Row("organization:read"),
    "file_paper": Row("organization:edit"),
    "get_paper_completeness": Row("organization:read"),
    "get_paper": Row("organization:read", "paper"),
    "edit_paper": Row("organization:edit", "paper", {"note": "x"}),
    "step_paper": Row("organization:edit", "paper", {"step": "withdraw", "reason": "传错了"}),
    "get_paper_file": Row("organization:read", "paper", parts={"file_id": "paper_file"}),
    "list_paper_keepers": Row("organization:read"),
    "name_paper_keeper": Row("organization:edit"),
    "get_paper_keeper": Row("organization:read", "paper_keeper"),
    "list_needs_surveys": Row("aid:read"),
    "enter_needs_survey": Row("aid:edit"),
    "get_needs_progress": Row("aid:read"),
    "get_needs_survey": Row("aid:read", "needs_survey"),
    "edit_needs_survey": Row("aid:edit", "needs_survey", {"people": 3}),
    "plan_needs_measure": Row(
        "aid:edit", "needs_survey", {"kind": "relief", "what": "申请救助", "lead": "女工部", "due_on": DAY}
    ),
    "drop_needs_measure": Row("aid:edit", "needs_survey", parts={"measure_id": "needs_measure"}),
    "settle_needs_measure": Row(
        "aid:edit", "needs_survey", {"on": DAY, "outcome": "已办"}, parts={"measure_id": "needs_measure"}
    ),
    "list_pairings": Row("aid:read"),
    "begin_pairing": Row("aid:edit"),
    "get_pairing": Row("aid:read", "pairing"),
    "enter_pairing_contact": Row("aid:edit", "pairing", {"on": DAY, "done": "入户"}),
    "step_pairing": Row("aid:edit", "pairing", {"step": "end", "on": DAY, "reason": "已脱困"}),
    "list_trip_demands": Row("aid:read"),
    "enter_trip_demand": Row("aid:edit", body=DEMAND),
    "summarise_trip_demands": Row("aid:read"),
    "get_trip_demand": Row("aid:read", "trip_demand"),
    "edit_trip_demand": Row("aid:edit", "trip_demand", {"people": 3}),
    "delete_trip_demand": Row("aid:edit", "trip_demand"),
    "list_return_trips": Row("aid:read"),
    "plan_return_trip": Row("aid:edit", body=TRIP),
    "get_return_trip": Row("aid:read", "return_trip"),
    "edit_return_trip": Row("aid:edit", "return_trip", {"name": "返乡包车"}),
    "list_fitting_demands": Row("aid:read", "return_trip"),
    "allot_return_trip": Row("aid:edit", "return_trip", {"items": []}),
    "step_return_trip": Row("aid:edit", "return_trip", {"step": "cancel", "reason": "没有需求"}),
    "list_aid_stations": Row("aid:read"),
    "open_aid_station": Row("aid:edit"),
    "get_aid_station_coverage": Row("aid:read"),
    "get_aid_station": Row("aid:read", "aid_station"),
    "edit_aid_station": Row("aid:edit", "aid_station", {"staff": 2}),
    "step_aid_station": Row("aid:edit", "aid_station", {"step": "close", "on": DAY, "reason": "合并办公"}),
    # The work calendar: everybody's deadlines are counted in it
    "list_work_years": Row(SIGNED_IN),
    "get_work_year": Row(SIGNED_IN),
    "read_work_year": Row("work_calendar:edit", body={"text": "2026年春节：2月15日放假。"}),
    "enter_work_year": Row("work_calendar:edit", body={"days": []}),
    # Transfers
    "list_transfers": Row("member:read"),
    "get_transfer_queues": Row("member:read"),
    "begin_transfer": Row("member:transfer"),
    "get_transfer": Row("member:read", "transfer"),
    "step_transfer": Row("member:transfer", "transfer", {"step": "cancel"}),
    "list_organization_directory": Row("member:transfer", query={"q": "工会"}),
    # Imports and files
    "get_template": Row("member:import", query={"organization_id": NOBODY}),
    "list_imports": Row("member:import"),
    "check_import": Row("member:import"),
    "get_import": Row("member:import", "import"),
    "name_import_columns": Row("member:import", "import", {"sheet": "", "ends": 1, "columns": []}),
    "bring_back_import_file": Row("member:import", "import", {"file_id": NOBODY}),
    "list_import_rows": Row("member:import", "import"),
    "list_import_marks": Row("member:import", "import"),
    "get_import_row": Row("member:import", "import", fixed={"row": "1-2"}),
    "mend_import_row": Row("member:import", "import", {"cells": {"name": "王"}}, fixed={"row": "1-2"}),
    "list_import_faults": Row("member:import", "import"),
    "correct_import": Row("member:import", "import", {"field": "sex", "from": "男性", "to": "男"}),
    "get_annotated_import": Row("member:import", "import"),
    "commit_import": Row("member:import", "import"),
    "undo_import": Row("member:import", "import"),
    "upload_file": Row("file:write"),
    # Statistics
    "list_datasets": Row("statistic:read"),
    "get_dataset": Row("statistic:read"),
    "get_dataset_workbook": Row("statistic:read"),
    "get_pivot": Row("statistic:read"),
    "get_pivot_file": Row("statistic:read"),
    "list_recounts": Row("statistic:recount"),
    "ask_recount": Row("statistic:recount", body={"mend": False}),
    "get_tile_map": Row("statistic:read", "organization"),
    "put_tile_map": Row("organization:restructure", "organization", {"places": []}),
    "get_peers": Row("statistic:read"),
    # Reports: which of the two unions takes a step is a rule of the noun
    "list_report_forms": Row("report:read"),
    "get_report_overview": Row("report:read", query={"year": "2026"}),
    "get_report_board": Row("report:read", query={"form": "survey", "year": "2026"}),
    "list_reports": Row("report:read"),
    "begin_report": Row("report:edit"),
    "accept_reports": Row("report:edit", body={"form": "survey", "year": 2026}),
    "get_report": Row("report:read", "report"),
    "fill_report": Row("report:edit", "report", {"cells": []}),
    "step_report": Row("report:edit", "report", {"step": "compute"}),
    "get_report_workbook": Row("report:read", "report"),
    "list_duties": Row("report:read"),
    "make_duty": Row("report:edit"),
    "make_duty_year": Row("report:edit"),
    "get_duty": Row("report:read", "duty"),
    "list_duty_unions": Row("report:read", query={"duty_id": NOBODY}),
    "edit_duty": Row("report:edit", "duty", {"ask": "电子版和纸质版"}),
    "step_duty": Row("report:edit", "duty", {"step": "withdraw"}),
    "report_duty": Row("report:edit", "duty", {"note": "已报"}),
    "correct_duty_report": Row("report:edit", "duty", {"note": "已报"}, parts={"report_id": "duty_report"}),
    "step_duty_report": Row(
        "report:edit", "duty", {"step": "return", "reason": "缺盖章"}, parts={"report_id": "duty_report"}
    ),
    "get_duty_report_file": Row("report:read", "duty", parts={"report_id": "duty_report"}),
    # Targets: for whom one sets them is a rule of the noun
    "list_targets": Row("statistic:read"),
    "get_targets": Row("statistic:read", "organization"),
    "list_target_changes": Row("statistic:read", "organization"),
    "list_qualifications": Row("organization:read"),
    "judge_unions": Row(
        "organization:edit", body={"year": 2026, "items": [{"organization_id": NOBODY, "marks": [1, 2]}]}
    ),
    "list_qualification_standards": Row("organization:read"),
    "enter_qualification_standard": Row("qualification:edit", body={"name": "七有", "criteria": ["牌子", "印章"]}),
    "set_targets": Row(
        "target:set", body={"year": 2026, "items": [{"organization_id": NOBODY, "measure": "card_rate", "value": 90}]}
    ),
    # Clients: what they may call is tested with their own tokens. To remove a webhook comes last: nothing is left of it
    "list_clients": Row("client:read"),
    "make_client": Row("client:edit"),
    "get_client": Row("client:read", "client"),
    "edit_client": Row("client:edit", "client", {"name": "数据共享平台二"}),
    "step_client": Row("client:edit", "client", {"step": "revoke", "reason": "停用"}),
    "list_client_pulls": Row("client:read"),
    "list_webhooks": Row("client:read"),
    "make_webhook": Row("client:edit"),
    "get_webhook": Row("client:read", "webhook"),
    "step_webhook": Row("client:edit", "webhook", {"step": "pause"}),
    "list_webhook_deliveries": Row("client:read"),
    "step_webhook_delivery": Row("client:edit", "delivery", {"step": "replay"}),
    "delete_webhook": Row("client:edit", "webhook"),
    # Nor of a survey that is deleted.
    "delete_needs_survey": Row("aid:edit", "needs_survey"),
}

SILENT = {
    "search_members": "reads: the number stands in the body to stay out of logs",
    "search_households": "reads: the number stands in the body to stay out of logs",
    "read_work_year": "reads a text and writes nothing",
    "verify_audit": "reads the chain and writes nothing",
    "put_preference": "the look of one's own screen",
    "delete_preference": "the look of one's own screen",
    "step_saved_view": "which view one's own list begins with",
    "edit_me": "the language of one's own screen",
    "look_at_jobs": "what one has looked at oneself",
    "upload_file": "a file is nobody's until something is made of it, and that is told",
    "accept_reports": "no report waits",
    "fill_report": "no cell is given",
    "send_urges": "nobody can be urged of what is not there",
    "step_aid_cases": "no case is named",
    "settle_final_list": "no case is named",
    "set_targets": "no union of the town is named",
    "judge_unions": "no union of the town is named",
}
"""What changes nothing that others see, or nothing as it is asked here."""

AT_UNIONS = {
    "own": "textile",
    "same township": "hospital",
    "other township": "cement",
    "other county": "electronics",
    "third county": "logistics",
    "line": "school",
}
OWNERS = ("union_chair", "county_officer")
OWN = ("own_job", "own_file", "own_export", "own_view")
"""What is its person's alone, whoever stands above them."""
RELATIONS: Mapping[str, dict[str, str]] = {
    "organization": {
        "own": "qingxi",
        "child": "chengguan",
        "grandchild": "textile",
        "parent": "city",
        "sibling": "dongshan",
        "other county": "hekou",
        "line": "school",
    },
    **dict.fromkeys(
        (
            *("employer", "officer", "committee", "honour", "urge", "member", "merge", "batch", "user", "grant"),
            *("approval", "household", "aid_policy", "aid_program", "aid_case", "notice", "objection"),
            *("aid_application", "paper_request"),
            *("visit_plan", "visit", "visit_concern", "client", "webhook", "delivery"),
            *("fund", "voucher", "goods_lot", "ledger_entry", "payment", "payment_batch"),
            *("budget_plan", "budget_adjustment"),
            *("bank_account", "reconciliation", "reconciliation_pair"),
            *("pairing", "protection_plan", "enrolment", "protection_claim"),
            *("paper", "paper_keeper"),
            *("pairing", "society", "saver", "savings_entry", "savings_loan"),
            "pairing",
            *("trip_demand", "return_trip"),
            "aid_sample",
            "aid_summary",
            "aid_station",
            "needs_survey",
            "duty",
            *("cover", "handover", "import", "paid_claim", "open_month"),
        ),
        AT_UNIONS,
    ),
    "transfer": {"own": "textile", "other county": "school"},
    **{kind: {key: key for key in OWNERS} for kind in OWN},
    "report": {
        "own": "qingxi",
        "child": "chengguan",
        "parent": "city",
        "sibling": "dongshan",
        "other county": "hekou",
    },
}
"""For each kind of object: things of the town, named by how they stand to the people of 青溪县.

Each is held against one that is absent.
"""

CITY = {
    *("city", "qingxi", "chengguan", "textile", "hospital", "cement"),
    *("dongshan", "logistics", "hekou", "electronics", "school"),
}
QINGXI = {"qingxi", "chengguan", "textile", "hospital", "cement"}
VISIBLE: Mapping[str, set[str]] = {
    "city_officer": CITY,
    "city_chair": CITY,
    "system_admin": CITY,
    "security_admin": CITY,
    "second_security_admin": CITY,
    "audit_admin": CITY,
    "county_officer": QINGXI,
    "county_chair": QINGXI,
    "county_finance": QINGXI,
    "county_auditor": QINGXI,
    "township_officer": {"chengguan", "textile", "hospital"},
    "union_chair": {"textile"},
    "sibling_chair": {"hospital"},
    "neighbour_officer": {"hekou", "electronics", "school"},
    "third_officer": {"dongshan", "logistics"},
    "line_officer": {"school"},
    "integrator": CITY,
    "member": set(),
}
RECEIVING = {"textile": "electronics", "school": "logistics"}
"""Where the transfers go that leave these: both ends see one."""

ELSEWHERE: Mapping[str, str] = {
    # One's own, which take more than a row to be placed
    "end_session": "test_sign_in.py::test_end_a_session_of_ones_own",
    **dict.fromkeys(("get_preference", "put_preference", "delete_preference"), "test_me.py::test_preferences_are_mine"),
    **dict.fromkeys(
        ("get_my_objection", "step_my_objection"), "test_own_objections.py::test_an_objection_is_its_members_alone"
    ),
    **dict.fromkeys(
        (
            *("get_my_aid_application", "fill_aid_application", "delete_aid_application", "step_my_aid_application"),
            *("add_my_aid_paper", "get_my_aid_paper", "remove_my_aid_paper"),
        ),
        "test_aid_applications.py::test_an_application_is_its_workers_alone",
    ),
    **dict.fromkeys(
        (
            *("get_my_paper_request", "add_requested_paper", "get_my_requested_paper", "remove_requested_paper"),
            "answer_paper_request",
        ),
        "test_paper_requests.py::test_a_request_is_its_workers_alone",
    ),
    "list_aid_policy_trial_rows": "test_aid_policies.py::test_trying_a_line_says_who_would_enter_and_leave",
    # Seen by other rules than the subtree
    "get_notice_page": "test_notices.py::test_who_reads_the_page",
    "get_audit_event": "test_audit.py::test_nobody_else_reads_it",
    "take_payment_answer": "test_payments.py::test_an_answer_is_taken_for_a_batch_of_ones_own",
    # Public names; who may change a line is a rule of the noun
    **dict.fromkeys(
        ("get_line", "edit_line", "delete_line", "step_line"),
        "test_lines.py::TestKeeping.test_a_line_led_by_others_is_read_only",
    ),
    # Nobody's: the product's own kinds and names, everybody's calendar, a token that proves itself
    "verify_card": "test_member_cards.py::test_a_guesser_learns_what_a_forger_does",
    "get_template": "test_import_employers.py::test_only_who_may_edit_employers",
    "get_work_year": "test_work_calendar.py::test_the_arrangement_of_the_release_is_there_without_anybody_doing_anything",
    "enter_work_year": "test_work_calendar.py::test_nobody_below_the_city_enters",
    "enter_qualification_standard": "test_qualifications.py::test_the_city_enters_another_list_from_a_year_on",
    "get_dataset": "test_statistics.py::TestFigures.test_nothing_of_elsewhere",
    **dict.fromkeys(("get_pivot", "get_pivot_file"), "test_pivots.py::test_refusals"),
    "get_dataset_workbook": "test_statistic_sheets.py::test_in_english_and_of_elsewhere",
    "get_dictionary": "test_members.py::test_dictionaries",
}
"""Operations with a name in their path that the matrix does not try: the test that does, as `file::function`."""


def sees(person: str, kind: str, key: str) -> bool:
    """Whether somebody's subtree holds the thing with this key, or it is their own."""
    if kind in OWN:
        return key == person
    return key in VISIBLE[person] or (kind == "transfer" and RECEIVING.get(key) in VISIBLE[person])


def holders_of(row: Row) -> set[str]:
    if row.needs == PUBLIC:
        return {*BY_KEY, "nobody"}
    return set(BY_KEY) if row.needs == SIGNED_IN else set(HOLDERS[row.needs])


async def call(client: httpx.AsyncClient, api: Api, name: str, **path: str) -> httpx.Response:
    """One operation with the least it needs."""
    row = OPERATIONS[name]
    method, url = api.contract.places[name]
    for part in NAMED.findall(url):
        url = url.replace("{" + part + "}", path.get(part, row.fixed.get(part, NOBODY)))
    body = json.loads(re.sub(r'"\{(\w+)\}"', lambda part: f'"{path.get(part[1], NOBODY)}"', json.dumps(row.body)))
    headers = {"If-Match": '"v1"', "Idempotency-Key": str(uuid4())}
    answer = await client.request(
        method, f"http://testserver{url}", params=row.query, json=body if method != "get" else None, headers=headers
    )
    if method != "get" and answer.is_success:
        succeeded.setdefault(name, set()).add(answer.headers["x-request-id"])
    return answer


succeeded: dict[str, set[str]] = {}
"""The requests that may have changed something, by their operation."""


@pytest.fixture(scope="module")
def placed(cluster: Cluster) -> Iterator[str]:
    """The town with everything in it, placed once: who comes gets a copy; its name."""
    name = cluster.fresh()
    asyncio.run(_place(cluster, name))
    yield name
    cluster.server.drop_database(name)


async def _place(cluster: Cluster, name: str) -> None:
    database = cluster.database(name)
    try:
        await place_things_in(database, await open_vault(database, cluster.ring, now=datetime.now(UTC)))
        await place_own(database, *OWNERS)
    finally:
        await database.close()


@pytest.fixture
async def database(cluster: Cluster, placed: str) -> AsyncIterator[Database]:
    """A database of this test's own, holding the town with everything in it."""
    name = cluster.fresh(template=placed)
    opened = cluster.database(name)
    yield opened
    await opened.close()
    cluster.server.drop_database(name)


@pytest.fixture(autouse=True, scope="module")
def pictures_are_kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The pictures of everything lie in a folder of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIONHOME_DATA", str(tmp_path_factory.mktemp("data")))
        settings.cache_clear()
        keep_pictures(FileStore(settings().file_directory), BASE_UNIONS, *(id_of(f"own_file:{key}") for key in OWNERS))
        yield
    settings.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def changes_are_told() -> Iterator[None]:
    """Whatever any of these people could change has left an audit row at least once (trust.md 1.5)."""
    told: set[str] = set()

    def note(_mapper: Any, _connection: Any, event_: AuditEvent) -> None:
        told.add(event_.request_id)

    event.listen(AuditEvent, "before_insert", note)
    yield
    event.remove(AuditEvent, "before_insert", note)
    assert {name for name, requests in succeeded.items() if not requests & told} <= set(SILENT)


def test_the_table_names_every_operation_and_no_other(api_operations: set[str]) -> None:
    """A route without a row is a route that nobody thought about."""
    assert set(OPERATIONS) == api_operations


def test_every_named_thing_is_tried_with_a_foreign_one(contract: Contract) -> None:
    """A-01: an operation with a name in its path has its object here, or its test elsewhere."""
    named = {name for name, (_, url) in contract.places.items() if NAMED.search(url)}
    here = {name for name, row in OPERATIONS.items() if row.object in RELATIONS}
    assert named - here == set(ELSEWHERE)


@pytest.mark.parametrize("test", sorted({*ELSEWHERE.values()}))
def test_what_is_tried_elsewhere_is_tried_there(test: str) -> None:
    """The test that the table names is one: there, and run by its name."""
    file, _, function = test.partition("::")
    found: Any = import_module(f"tests.api.{file.removesuffix('.py')}")
    for name in function.split("."):
        assert name.lower().startswith("test")
        found = getattr(found, name)
    assert callable(found)


def test_every_permission_has_its_holders() -> None:
    """And the table names no permission that the domain does not know."""
    assert set(HOLDERS) == {permission.value for permission in Permission}


@pytest.mark.parametrize("person", [*BY_KEY, "nobody"])
async def test_function_level(api: Api, person: str) -> None:
    """403 exactly where the table says so; 401 for nobody."""
    client = api.anonymous() if person == "nobody" else await confirmed(api, person)
    wrong = []
    for name, row in OPERATIONS.items():
        answer = await call(client, api, name)
        status = answer.status_code
        if status in (401, 403) and answer.json()["code"] not in ("unauthenticated", "forbidden"):
            # A proof that is wrong, a step of another's duty: the caller was let in.
            status = 0
        may = person in holders_of(row)
        expected = "let in" if may else ("401" if person == "nobody" else "403")
        got = str(status) if status in (401, 403) else "let in"
        if row.needs == PUBLIC:
            got = "let in"
        if got != expected:
            wrong.append(f"{name}: expected {expected}, got {status}")
    await client.aclose()
    assert wrong == []


@pytest.mark.parametrize("person", list(BY_KEY))
async def test_object_level(api: Api, person: str) -> None:
    """What lies outside the subtree answers as if it did not exist; what lies inside does not."""
    assert await faults(api, person, [name for name, row in OPERATIONS.items() if row.object in RELATIONS]) == []


@pytest.mark.parametrize(
    ("table", "person", "name"),
    [
        ("household", "union_chair", "delete_household"),
        ("member", "union_chair", "merge_members"),
        ("fund", "county_finance", "edit_bank_account"),
    ],
)
async def test_a_wall_that_is_down_is_noticed(api: Api, cluster: Cluster, table: str, person: str, name: str) -> None:
    """A-01b: without the row security of one table the matrix says so: of an object, and of what is named beside it."""
    owner = await asyncpg.connect(cluster.server.url("owner", str(api.database.engine.url.database)))
    await owner.execute(f'alter policy "{table}_scope" on "{table}" using (true)')
    await owner.close()
    assert any("not as absent" in fault for fault in await faults(api, person, [name]))


async def faults(api: Api, person: str, names: Iterable[str]) -> list[str]:
    """What these operations give away to somebody, or keep from them."""
    client = await confirmed(api, person)
    asked = {name: OPERATIONS[name] for name in names if person in holders_of(OPERATIONS[name])}
    wrong = []
    # Before anything is changed: a version that moved, or a month that is closed, would answer for what is not found.
    for name in asked:
        wrong += await through_ones_own(client, api, name, person)
    for name, row in asked.items():
        absent = said(await call(client, api, name, id=NOBODY))
        if absent[0] != 404:
            wrong.append(f"{name}: it is not looked for: {absent}")
        for relation, key in RELATIONS[row.object].items():
            parts = {part: object_id(kind, key) for part, kind in row.parts.items()}
            answer = await call(client, api, name, id=object_id(row.object, key), **parts)
            seen = sees(person, row.object, key)
            if seen and answer.status_code == 404:
                wrong.append(f"{name} on {relation} ({key}): 404, and it is in the subtree")
            if not seen and said(answer) != absent:
                wrong.append(f"{name} on {relation} ({key}): it is outside, and not as absent: {said(answer)}")
    return wrong


async def through_ones_own(client: httpx.AsyncClient, api: Api, name: str, person: str) -> list[str]:
    """What is wrong where a thing of one's own is asked for what belongs to another: it must be as if that did not exist."""
    row, wrong = OPERATIONS[name], []
    own, *others = sorted(RELATIONS[row.object].values(), key=lambda key: not sees(person, row.object, key))
    if not sees(person, row.object, own):
        return []
    mine = {"id": object_id(row.object, own)} | {part: object_id(kind, own) for part, kind in row.parts.items()}
    for part, kind in row.parts.items():
        absent = said(await call(client, api, name, **mine | {part: NOBODY}))
        if absent[0] != 404:
            wrong.append(f"{name}: {part} is not looked for: {absent}")
        hangs = part in NAMED.findall(api.contract.places[name][1])
        for key in others:
            if hangs or not sees(person, kind, key):
                answer = said(await call(client, api, name, **mine | {part: object_id(kind, key)}))
                if answer != absent:
                    wrong.append(f"{name} of {own} with {part} of {key}: not as absent: {answer}")
    return wrong


def said(answer: httpx.Response) -> tuple[int, Any]:
    """What an answer says, but for what names the request."""
    if answer.is_success:
        return answer.status_code, None
    return answer.status_code, {k: v for k, v in answer.json().items() if k not in ("instance", "request_id")}


async def confirmed(api: Api, person: str) -> httpx.AsyncClient:
    """A client of somebody who has proved themselves again a moment ago."""
    client = await api.as_(person)
    who = BY_KEY[person]
    client.headers["Unionhome-Confirmation"] = tokens.issue(
        api.ring, use=tokens.Use.CONFIRMED, user_id=who.id, session_id=who.session_id, now=datetime.now(UTC)
    )
    return client


def object_id(kind: str, key: str) -> str:
    """The id of a thing of the town."""
    return str(id_of(key if kind == "organization" else f"{kind}:{key}"))


@pytest.fixture
def api_operations(api: Api) -> set[str]:
    return set(api.contract.places)
