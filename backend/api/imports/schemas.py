"""What imports look like on the wire."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from backend.api.pages import FilterQuery, ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.imports.columns import RegisterKind
from backend.domain.imports.employers import AgencyList
from backend.domain.imports.states import ImportRowState, ImportState
from backend.domain.text import clean_lines

MOST_COLUMNS = 200


def _as_it_is(text: str) -> str:
    """Refuses what cannot be stored, and mends nothing: it is compared with what stands in a file."""
    clean_lines(text)
    return text


CellText = Annotated[str, StringConstraints(max_length=500), AfterValidator(_as_it_is)]
FieldName = Annotated[str, StringConstraints(max_length=40, pattern="^[a-z_]+$")]


class ImportRequest(BaseModel):
    """Which file is for which register of which union."""

    model_config = ConfigDict(extra="forbid")

    kind: RegisterKind = Field(description="登记册 The register")
    file_id: UUID = Field(description="上传的表格 The uploaded workbook")
    organization_id: UUID = Field(description="表格所属的工会 The union that the workbook is for")
    listed: AgencyList | None = Field(
        default=None, description="外部门的名录：来源和日期 Whose list it is and of which day, where an agency's"
    )


class NamedColumn(BaseModel):
    """What one column of the file is; null leaves it out."""

    model_config = ConfigDict(extra="forbid")

    position: int = Field(ge=0, lt=MOST_COLUMNS, description="从 0 数起的列 The column, counted from 0")
    field: FieldName | None


class ColumnsRequest(BaseModel):
    """Where the head of the workbook ends, and what its columns are."""

    model_config = ConfigDict(extra="forbid")

    sheet: Annotated[str, StringConstraints(max_length=100), AfterValidator(_as_it_is)] = Field(
        description="工作表 The sheet"
    )
    ends: int = Field(ge=1, le=10, description="表头的最后一行 The last row of the head")
    columns: list[NamedColumn] = Field(max_length=MOST_COLUMNS)


class FileRequest(BaseModel):
    """A mended file, in the place of the one that was sent."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID


class RowMend(BaseModel):
    """Other text for some cells of a row, by field; empty text empties the cell."""

    model_config = ConfigDict(extra="forbid")

    cells: dict[FieldName, CellText] = Field(min_length=1, max_length=60)


class Correction(BaseModel):
    """One text in the place of another, wherever a column holds exactly it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    field: FieldName
    from_: CellText = Field(alias="from")
    to: CellText


class ImportQuery(ListQuery):
    """The list of imports."""

    kind: Annotated[list[RegisterKind], Query(description="登记册 Registers")] = []


class ImportRowQuery(ListQuery):
    """Which rows."""

    state: Annotated[list[ImportRowState], Query(description="检查结果 Verdicts")] = []
    code: Annotated[
        str | None, Query(max_length=60, pattern="^[a-z][a-z_]*$", description="问题代码 Rows with this problem")
    ] = None
    starting_at: Annotated[
        str | None, Query(pattern="^[0-9]{1,6}-[0-9]{1,7}$", description="从这一行起 From this row on")
    ] = None


class ImportMarksQuery(FilterQuery):
    """Of which rows, and how many apart."""

    state: Annotated[list[ImportRowState], Query(description="检查结果 Verdicts")] = []
    every: Annotated[int, Query(ge=2, le=500, description="每隔多少行 So many rows apart")] = 100


class ImportMarks(Out):
    """Where pages of rows begin, so that a list can be entered anywhere."""

    items: list[str] = Field(description="每页第一行的 id The id of the first row of each page")
    every: int


class ImportCounts(Out):
    """Rows by verdict."""

    new: int
    changed: int
    unchanged: int
    duplicate: int
    elsewhere: int
    wrong: int
    imported: int
    updated: int
    undone: int


class ImportItem(Out):
    """An import in a list."""

    id: UUID
    kind: RegisterKind
    organization_id: UUID
    organization_name: str
    state: ImportState
    counts: ImportCounts
    job_id: UUID | None
    created_at: Instant
    committed_at: Instant | None
    undone_at: Instant | None
    version: int


class ImportField(Out):
    """A column of the register that a column of a file may be."""

    field: str
    label: str
    required: bool
    secret: bool = Field(description="内容加密保存，列表中不显示全部 Kept sealed and shown masked")
    choices: list[str] = Field(description="可填的值；空表示不限 Values it takes; none for free text")


class ImportColumn(Out):
    """A column of the file, a few of its values, and what it was taken for."""

    position: int
    column: str = Field(description="列号 The letter over the column")
    title: str = Field(description="文件中的列名 Its title in the file")
    field: str | None
    samples: list[str] = Field(description="其中几个值，号码已遮盖 A few values; numbers are masked")


class ImportOut(ImportItem):
    """An import: what was read, what was found, what may be done."""

    file_id: UUID
    file_name: str
    own: bool = Field(description="由自己上传 Whether the caller sent the file")
    round: int = Field(description="第几次上传的文件 Which of the files sent")
    sheet: str = Field(description="读取的工作表 The sheet that was read")
    ends: int = Field(description="表头的最后一行 The last row of its head")
    columns: list[ImportColumn]
    fields: list[ImportField]
    ignored: list[str] = Field(description="没有使用的列 Titles that nothing was taken from")
    missing: list[str] = Field(description="还没有找到的必填列 Required columns that were not found")
    undo_until: Instant | None = Field(description="可撤销到何时 Until when it can be undone")
    listed: AgencyList | None = Field(description="外部门的名录：来源和日期 Whose list it is, where an agency's")
    absent: str | None = Field(description="上次名录有、这次没有的单位的查询 The query of those not listed any more")
    steps: list[OpenStep]


class ShownCell(Out):
    """A cell as it stands in the file; what identifies a person is masked."""

    field: str
    label: str
    value: str
    secret: bool


class RowProblemOut(Out):
    """What is wrong with a cell, or must be known about the row."""

    field: str
    column: str
    title: str
    code: str
    detail: str


class RowChange(Out):
    """What a row changes of a record; a sealed field is told by name only."""

    field: str
    label: str
    before: str | None
    after: str | None
    hidden: bool


class ImportRowOut(Out):
    """A row and its verdict."""

    id: str = Field(description="文件次序-行号 Which file, which row")
    line: int = Field(description="文件中的行号 The row in the file")
    round: int
    state: ImportRowState
    organization_id: UUID
    organization_name: str | None = Field(description="将登记在哪里 Where the record is to stand")
    record_id: UUID | None
    fields: list[ShownCell]
    problems: list[RowProblemOut]
    changes: list[RowChange]
    version: int


class ImportFault(Out):
    """A mistake that rows have in common."""

    field: str
    column: str
    title: str
    code: str
    detail: str
    value: str | None = Field(description="单元格的内容；加密的列为 null The cell's text; null where it is sealed")
    rows: int
    correctable: bool = Field(description="可以一次更正 Whether one rule may mend them all")


class ImportFaults(Out):
    """The mistakes of an import, most frequent first."""

    items: list[ImportFault]
