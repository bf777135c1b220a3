"""What exports look like on the wire."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.export.approvals import ExportApprovalState, ExportApprovalStep
from backend.domain.export.nouns import ExportFormat, ExportLayout, ExportNoun
from backend.domain.export.rules import ExportState
from backend.domain.member.reveals import RevealReason

ColumnKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class ExportDraft(BaseModel):
    """A list, to be had as a file: as it stands on screen."""

    model_config = ConfigDict(extra="forbid")

    noun: ExportNoun
    query: dict[str, Any] = Field(
        default={},
        description="列表接口的筛选和排序参数，名称相同 The filters and the order, by the names of the list's own parameters",
    )
    columns: Annotated[list[ColumnKey], Field(max_length=60)] | None = Field(
        default=None, description="要导出的列及次序；null 为全部 Columns in their order; all of them when null"
    )
    format: ExportFormat = ExportFormat.XLSX
    layout: ExportLayout = Field(
        default=ExportLayout.LIST,
        description="register 为固定格式的打印名册，列是固定的 The printed register has columns of its own",
    )
    unmasked: Annotated[list[ColumnKey], Field(max_length=10)] = Field(
        default=[], description="要完整导出的列，如 id_number；须再次验证身份 Columns to be whole; confirm first"
    )
    reason: RevealReason | None = Field(default=None, description="完整导出的事由 What whole numbers are for")
    note: Annotated[str, Field(max_length=200)] = ""


class ExportApprovalDraft(BaseModel):
    """A list with whole numbers, to be approved."""

    model_config = ConfigDict(extra="forbid")

    noun: ExportNoun
    query: dict[str, Any] = {}
    columns: Annotated[list[ColumnKey], Field(max_length=60)] | None = None
    layout: ExportLayout = ExportLayout.LIST
    unmasked: Annotated[list[ColumnKey], Field(min_length=1, max_length=10)]
    reason: RevealReason
    note: Annotated[str, Field(max_length=200)] = ""


class ExportApprovalQuery(ListQuery):
    """Which part of the requests."""

    state: Annotated[list[ExportApprovalState], Query(max_length=10, description="状态")] = []


class ExportApprovalStepRequest(BaseModel):
    """What is done with a request."""

    model_config = ConfigDict(extra="forbid")

    step: ExportApprovalStep
    answer: Annotated[str, Field(max_length=200)] = ""


class ExportApprovalItem(Out):
    """A request in a list."""

    id: UUID
    noun: ExportNoun
    user_id: UUID
    user_name: str
    organization_id: UUID
    organization_name: str | None
    query: dict[str, Any]
    columns: list[str]
    unmasked: list[str]
    rows: int = Field(description="申请时的行数；导出时不得超过 Rows when it was asked; no more may be taken out")
    reason: RevealReason
    note: str
    state: ExportApprovalState
    decided_by_name: str
    decided_at: Instant | None
    answer: str
    expires_at: Instant = Field(description="在此之前有效 Holds until then")
    created_at: Instant
    version: int


class ExportApprovalOut(ExportApprovalItem):
    """One request: its filters and columns in words, and what may be done."""

    filters: list[str]
    heads: list[str] = Field(description="列名 The columns")
    whole: list[str] = Field(description="完整导出的列 Those that are whole")
    steps: list[OpenStep]


class EvidencePackOut(Out):
    """A pack that was made of a case, as the record tells of it."""

    pack_id: UUID = Field(description="证据包编号，写在包内清单里 It stands in the manifest of the pack")
    made_at: Instant
    made_by: str
    files: int
    digest: str = Field(
        description="整包摘要（SHA-256），与包内清单相同才是这一份 The manifest of a true pack has the same"
    )


class EvidencePackList(Out):
    """The packs that were made of a case, the newest first."""

    items: list[EvidencePackOut]


class ExportPassword(Out):
    """The password of a file, shown this once."""

    password: str


class ExportQuery(ListQuery):
    """Which part of one's exports."""


class ExportOut(Out):
    """An export of the caller's."""

    id: UUID
    job_id: UUID | None
    organization_id: UUID = Field(description="在哪个组织的权限下导出 The grant under which it is made")
    noun: ExportNoun
    format: ExportFormat
    layout: ExportLayout
    columns: list[str]
    state: ExportState
    name: str | None = Field(description="文件名；生成后才有 Name of the file, once it is made")
    rows: int | None = Field(description="行数；证据包为文件数 Rows; of a pack its files")
    size: int | None = Field(description="字节 Bytes")
    unmasked: list[str] = Field(description="完整导出的列 Columns that are whole")
    approval_id: UUID | None = Field(description="所依据的批准；超过 100 行须有 The approval that it is made on")
    password_waits: bool = Field(description="文件加密，密码还没有看过 Encrypted, its password not shown yet")
    downloads: int
    created_at: Instant
    made_at: Instant | None
    expires_at: Instant = Field(description="文件在此时删除 The file is deleted then")
