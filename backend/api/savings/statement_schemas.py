"""What the yearly statement of a society looks like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict

from backend.api.wire import Out


class StatementQuery(BaseModel):
    """Of which year."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int, Query(ge=2000, le=2100)]


class SocietyBalance(Out):
    """Where a society stands: cash + loans + losses = savings + support."""

    cash_fen: int
    savings_fen: int
    loan_fen: int
    support_fen: int
    loss_fen: int


class StatementMonth(Out):
    """What moved in a month, net of what was undone."""

    month: int
    save_fen: int
    draw_fen: int
    support_fen: int
    lend_fen: int
    repay_fen: int
    write_off_fen: int


class StatementSaver(Out):
    """A saver in a year."""

    name: str
    joined_on: date
    left_on: date | None
    before_fen: int
    in_fen: int
    out_fen: int
    saved_fen: int
    owed_fen: int


class SocietyStatement(Out):
    """A year of a society."""

    society_id: UUID
    society_name: str
    keeper_name: str
    checker_name: str
    year: int
    opening: SocietyBalance
    closing: SocietyBalance
    months: list[StatementMonth]
    savers: list[StatementSaver]
