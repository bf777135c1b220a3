"""The enumerations of pairings (AID-21)."""

from backend.domain.codes import Code


class HelperKind(Code):
    """Who looks after a household."""

    CADRE = "cadre", "干部", "Cadre"
    UNIT = "unit", "单位", "Unit"


class PairingState(Code):
    """Where a pairing is. `silent` is read off the log: nobody has been in touch for ninety days."""

    ACTIVE = "active", "包保中", "Active"
    SILENT = "silent", "90 天未联系", "No contact for 90 days"
    ENDED = "ended", "已结束", "Ended"
