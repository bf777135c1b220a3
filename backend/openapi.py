"""Writes `openapi.yaml`, or says whether the committed one still tells the truth."""

from pathlib import Path

from backend.api.contract import as_yaml
from backend.main import make_app
from backend.settings import ROOT

FILE = ROOT / "openapi.yaml"


def write(path: Path = FILE) -> None:
    """Write the contract."""
    path.write_text(as_yaml(make_app()), encoding="utf-8")


def is_current(path: Path = FILE) -> bool:
    """Whether the committed contract is that of the code."""
    return path.exists() and path.read_text(encoding="utf-8") == as_yaml(make_app())
