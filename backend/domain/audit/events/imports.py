"""What came in as a workbook."""

from typing import Final

from backend.domain.audit.event import Event, told

EVENTS: Final = (
    Event(
        "import_received",
        ("收到表格", "Workbook received"),
        ("{who}上传了{what}", "{who} handed in {what}"),
        told("file_id", "media_type"),
    ),
    Event(
        "import_checked",
        ("核对表格", "Workbook checked"),
        ("系统核对了{what}", "The system checked {what}"),
        told("counts", "file_id"),
    ),
    Event(
        "import_columns_named",
        ("对应列", "Columns named"),
        ("{who}指明了{what}的各列", "{who} named the columns of {what}"),
        told("columns"),
    ),
    Event(
        "import_row_mended",
        ("更正行", "Row mended"),
        ("{who}更正了{what}的一行", "{who} mended a row of {what}"),
        told("line", "fields"),
    ),
    Event(
        "import_corrected",
        ("批量更正", "Rows corrected"),
        ("{who}批量更正了{what}", "{who} corrected many rows of {what}"),
        told("rows", "fields"),
    ),
    Event(
        "import_commit_asked",
        ("确认导入", "Import asked for"),
        ("{who}确认导入{what}", "{who} asked for the import of {what}"),
        told("rows"),
    ),
    Event(
        "import_rows_committed",
        ("导入行", "Rows imported"),
        ("系统导入了{what}的一批", "The system imported a batch of {what}"),
        told("first", "last", "imported", "updated"),
    ),
    Event(
        "import_committed",
        ("导入完成", "Import finished"),
        ("系统导入完了{what}", "The system finished the import of {what}"),
        told("counts", "file_id", "source", "listed_on"),
    ),
    Event(
        "import_annotated_downloaded",
        ("下载标注表", "Marked workbook downloaded"),
        ("{who}下载了标有错误的{what}", "{who} downloaded {what} with its errors marked"),
        told("rows"),
    ),
    Event(
        "import_undo_asked",
        ("要求撤销导入", "Undoing asked for"),
        ("{who}要求撤销{what}", "{who} asked for {what} to be undone"),
        told("rows"),
    ),
    Event(
        "import_rows_undone",
        ("撤销行", "Rows undone"),
        ("系统撤销了{what}的一批", "The system undid a batch of {what}"),
        told("undone", "kept"),
    ),
    Event(
        "import_undone",
        ("撤销完成", "Import undone"),
        ("系统撤销完了{what}", "The system finished undoing {what}"),
        told("counts", "file_id"),
    ),
)
