"""Every list that can be exported."""

from collections.abc import Mapping
from typing import Final

from backend.domain.export.accounts import GRANTS, USERS
from backend.domain.export.aid import APPLICATIONS, CANDIDATES, CASES, NOTICES, OBJECTIONS, PAIRINGS, PROGRAMS
from backend.domain.export.doings import AUDIT, TRANSFERS
from backend.domain.export.due import TERMS_DUE, URGES, VACANCIES
from backend.domain.export.duties import DUTY_UNIONS
from backend.domain.export.examination import PUBLISHED_PAID, SAMPLE_CASES
from backend.domain.export.goods import GOODS
from backend.domain.export.households import HOUSEHOLDS
from backend.domain.export.money import BATCHES, BUDGETS, FUNDS, LEDGER, PAYMENTS, VOUCHERS
from backend.domain.export.needs import SURVEYS
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.papers import PAPERS
from backend.domain.export.people import MEMBERS, OFFICERS
from backend.domain.export.protection import CLAIMS, COVERS, ENROLMENTS
from backend.domain.export.protection import PLANS as PROTECTION_PLANS
from backend.domain.export.remittances import REMITTANCES
from backend.domain.export.savings import ENTRIES, LOANS, SAVERS, SOCIETIES
from backend.domain.export.sheets import Sheet
from backend.domain.export.stations import STATIONS
from backend.domain.export.trips import DEMANDS, TRIPS
from backend.domain.export.unions import EMPLOYERS, ORGANIZATIONS
from backend.domain.export.visits import PLANS, VISITS

SHEETS: Final[Mapping[ExportNoun, Sheet]] = {
    sheet.noun: sheet
    for sheet in (
        *(MEMBERS, ORGANIZATIONS, EMPLOYERS, OFFICERS, TERMS_DUE, VACANCIES, URGES, DUTY_UNIONS, TRANSFERS, HOUSEHOLDS),
        *(PROGRAMS, APPLICATIONS, CASES, CANDIDATES, NOTICES, OBJECTIONS, PAIRINGS, SURVEYS, STATIONS, PLANS, VISITS),
        *(PAPERS, DEMANDS, TRIPS),
        *(FUNDS, VOUCHERS, GOODS, LEDGER, BUDGETS, REMITTANCES, BATCHES, PAYMENTS),
        *(PROTECTION_PLANS, ENROLMENTS, COVERS, CLAIMS),
        *(SOCIETIES, SAVERS, LOANS, ENTRIES),
        *(PUBLISHED_PAID, SAMPLE_CASES),
        *(USERS, GRANTS, AUDIT),
    )
}
