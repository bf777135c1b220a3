"""What was built: no heavier than promised, and nothing that the oldest browser cannot run (ui.md finding 4, bars 4, 11)."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, Product

STAFF = ROOT / "frontend" / "staff"


@pytest.mark.parametrize("tool", ["size.mjs", "floor.mjs"])
def test_the_built_files(product: Product, tool: str) -> None:
    """First load at most 450 KB and a route at most 150 KB as they travel; Chrome 109. The product has just built them."""
    assert _run(STAFF / "tools" / tool) == (0, ""), product.url


def _run(tool: Path) -> tuple[int, str]:
    node = shutil.which("node") or next(str(path) for path in (ROOT / ".tools").rglob("node") if path.is_file())
    told = subprocess.run([node, tool], capture_output=True, text=True, cwd=STAFF, check=False)
    return told.returncode, "" if told.returncode == 0 else told.stdout[-2000:] + told.stderr[-2000:]
