"""What a union in good order has (ORG-07 八有, ORG-26): marks of a checklist that districts weigh differently."""

from backend.domain.codes import Code


class Standard(Code):
    """One thing a union has."""

    PLATE = "plate", "牌子", "Name plate"
    APPROVAL = "approval", "批复", "Letter of approval"
    SEAL = "seal", "印章", "Seal"
    ACCOUNT = "account", "独立账户", "Bank account of its own"
    OFFICE = "office", "办公场所", "Office"
    RULES = "rules", "制度", "Rules"
    ACTIVITIES = "activities", "活动", "Activities"
    FILES = "files", "档案台账", "Files and ledgers"
    NOTICE_BOARD = "notice_board", "宣传园地", "Notice board"
    LEGAL_PERSON = "legal_person", "法人登记", "Registration as a legal person"


EIGHT = (
    *(Standard.PLATE, Standard.APPROVAL, Standard.SEAL, Standard.ACCOUNT),
    *(Standard.OFFICE, Standard.RULES, Standard.ACTIVITIES, Standard.FILES),
)
"""The 八有 (ORG-07): 牌子、批复、印章、经费、场所、制度、活动、档案. Funds are told by the account of its own."""
