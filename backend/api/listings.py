"""The lists of all nouns, by the names that exports and saved views call them by."""

from collections.abc import Mapping
from typing import Final

from backend.api.account import reading as users
from backend.api.aid_application import reading as applications
from backend.api.aid_case import reading as cases
from backend.api.aid_program import reading as programs
from backend.api.aid_station import reading as stations
from backend.api.audit import reading as audit
from backend.api.budget import reading as budgets
from backend.api.committee import reading as committees
from backend.api.duty import reading as duties
from backend.api.employer import reading as employers
from backend.api.examination import reading as examinations
from backend.api.fund import reading as funds
from backend.api.goods_lot import reading as goods_lots
from backend.api.household import listing as households
from backend.api.listing import Listing
from backend.api.member import reading as members
from backend.api.needs_survey import reading as needs_surveys
from backend.api.notice import objecting as objections
from backend.api.notice import reading as notices
from backend.api.officer import reading as officers
from backend.api.organization import reading as organizations
from backend.api.pairing import reading as pairings
from backend.api.paper import reading as papers
from backend.api.payment import reading as payments
from backend.api.protection import claim_reading as claims
from backend.api.protection import reading as protections
from backend.api.remittance import reading as remittances
from backend.api.savings import loan_reading as loans
from backend.api.savings import reading as savings
from backend.api.transfer import reading as transfers
from backend.api.trip import demand_reading as trip_demands
from backend.api.trip import reading as trips
from backend.api.urge import reading as urges
from backend.api.visit import reading as visits

LISTINGS: Final[Mapping[str, Listing]] = {
    "members": members.LISTING,
    "organizations": organizations.LISTING,
    "employers": employers.LISTING,
    "officers": officers.LISTING,
    "terms_due": committees.TERMS_DUE,
    "vacancies": officers.VACANCIES,
    "urges": urges.LISTING,
    "duty_unions": duties.UNIONS,
    "transfers": transfers.LISTING,
    "households": households.LISTING,
    "aid_programs": programs.LISTING,
    "aid_applications": applications.LISTING,
    "aid_cases": cases.LISTING,
    "notice_candidates": notices.CANDIDATES,
    "notices": notices.LISTING,
    "objections": objections.LISTING,
    "pairings": pairings.LISTING,
    "needs_surveys": needs_surveys.LISTING,
    "papers": papers.LISTING,
    "trip_demands": trip_demands.LISTING,
    "return_trips": trips.LISTING,
    "aid_stations": stations.LISTING,
    "visit_plans": visits.PLANS,
    "visits": visits.VISITS,
    "funds": funds.FUNDS,
    "vouchers": funds.VOUCHERS,
    "goods_lots": goods_lots.LISTING,
    "ledger_entries": funds.ENTRIES,
    "budget_lines": budgets.LISTING,
    "remittances": remittances.LISTING,
    "payment_batches": payments.BATCHES,
    "payments": payments.PAYMENTS,
    "protection_plans": protections.PLANS,
    "protection_enrolments": protections.ENROLMENTS,
    "protection_covers": protections.COVERS_ON_PAPER,
    "protection_claims": claims.LISTING,
    "savings_societies": savings.SOCIETIES,
    "savers": savings.SAVERS,
    "savings_loans": loans.LISTING,
    "savings_entries": savings.ENTRIES,
    "published_paid": examinations.MEETINGS,
    "sample_cases": examinations.SAMPLE_CASES,
    "users": users.LISTING,
    "grants": users.GRANTS,
    "audit": audit.LISTING,
}
