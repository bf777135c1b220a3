"""The enumerations of remittances (FND-02)."""

from backend.domain.codes import Code


class RemittanceState(Code):
    """How far a duty is met; read off what came and the day."""

    OPEN = "open", "待上解", "Nothing came yet"
    PARTLY = "partly", "部分上解", "Partly remitted"
    MET = "met", "已足额上解", "Met"
    LATE = "late", "逾期未足额", "Late"
