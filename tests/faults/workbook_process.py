"""The reader of workbooks with its own limits, over many files: their paths come on the standard input.

For each it prints how that ended: the number of `rows`, a `refusal` with its sentences, or `exhausted`; and the most memory
that this process has held so far. What is not told so ends this process.
"""

import json
import re
import sys
from pathlib import Path

from backend.api.imports import workbook
from backend.db.file_types import recognise
from backend.domain.refusals import Refusal


def told(path: Path, wanted: workbook.Wanted) -> dict[str, object]:
    """As the upload, and then the reader, would say it."""
    rows = 0
    try:
        for found in workbook.read(path, recognise(path), wanted):
            rows += "line" in found
    except Refusal as refusal:
        return {"code": refusal.code, "said": [refusal.sentence("zh"), refusal.sentence("en")]}
    except MemoryError:
        return {"code": "exhausted"}
    return {"rows": rows}


def held() -> int:
    """The most bytes of memory that this program has held. What `getrusage` tells begins with those of its parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) << 10  # type: ignore[index]


def main() -> None:
    wanted = workbook.Wanted.from_json(sys.stdin.readline().encode())
    workbook.limit()
    for line in sys.stdin:
        ended = told(Path(line.rstrip("\n")), wanted)
        print(json.dumps(ended | {"memory": held()}), flush=True)


if __name__ == "__main__":
    main()
