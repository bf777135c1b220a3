"""Every register that is taken in as a workbook, by its kind."""

from collections.abc import Mapping

from backend.domain.imports.columns import Register, RegisterKind
from backend.domain.imports.members import MEMBERS

REGISTERS: Mapping[RegisterKind, Register] = {register.kind: register for register in (MEMBERS,)}
