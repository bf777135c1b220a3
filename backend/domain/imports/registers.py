"""Every register that is taken in as a workbook, by its kind."""

from collections.abc import Mapping

from backend.domain.imports.columns import Register, RegisterKind
from backend.domain.imports.employers import EMPLOYERS
from backend.domain.imports.members import MEMBERS
from backend.domain.imports.officers import OFFICERS
from backend.domain.imports.transfers import TRANSFERS
from backend.domain.imports.unions import UNIONS

REGISTERS: Mapping[RegisterKind, Register] = {
    register.kind: register for register in (MEMBERS, UNIONS, OFFICERS, TRANSFERS, EMPLOYERS)
}
