"""The lists of all nouns, by the names that exports and saved views call them by."""

from collections.abc import Mapping
from typing import Final

from backend.api.account import reading as users
from backend.api.audit import reading as audit
from backend.api.committee import reading as committees
from backend.api.employer import reading as employers
from backend.api.household import listing as households
from backend.api.listing import Listing
from backend.api.member import reading as members
from backend.api.officer import reading as officers
from backend.api.organization import reading as organizations
from backend.api.transfer import reading as transfers
from backend.api.urge import reading as urges

LISTINGS: Final[Mapping[str, Listing]] = {
    "members": members.LISTING,
    "organizations": organizations.LISTING,
    "employers": employers.LISTING,
    "officers": officers.LISTING,
    "terms_due": committees.TERMS_DUE,
    "vacancies": officers.VACANCIES,
    "urges": urges.LISTING,
    "transfers": transfers.LISTING,
    "households": households.LISTING,
    "users": users.LISTING,
    "grants": users.GRANTS,
    "audit": audit.LISTING,
}
