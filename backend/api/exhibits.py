"""What all nouns give to the evidence pack of a case, in the order in which a case is gone through."""

from collections.abc import Sequence
from typing import Final

from backend.api.aid_case import evidence as cases
from backend.api.audit import evidence as audit
from backend.api.exhibit import Exhibitor
from backend.api.fund import evidence as funds
from backend.api.household import evidence as households
from backend.api.notice import evidence as notices
from backend.api.payment import evidence as payments
from backend.api.visit import evidence as visits

EXHIBITORS: Final[Sequence[Exhibitor]] = (
    cases.exhibits,
    households.exhibits,
    notices.exhibits,
    payments.exhibits,
    visits.exhibits,
    funds.exhibits,
    audit.exhibits,
)
