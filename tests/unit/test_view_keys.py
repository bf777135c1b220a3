"""What a saved view keeps of a list: the page and the server mean the same filters (ui.md row 2)."""

import re
from pathlib import Path

import pytest

from backend.api.view.lists import LISTS

FEATURES = Path(__file__).parents[2] / "frontend/staff/src/features"
SAVED = re.compile(r'<SavedViews\b[^>]*?\bnoun="([a-z-]+)"', re.DOTALL)
KEYS = re.compile(r"\b(?:VIEW_KEYS|KEYS) = \[(.*?)\] as const", re.DOTALL)
FROM = re.compile(r'import \{[^}]*\bVIEW_KEYS\b[^}]*\} from "([^"]+)"')
NO_VIEW = {"q", "view"}
"""Of the members' address: text that was looked for is a person, and the name of a view is no filter."""


def _keys_in(file: Path) -> set[str]:
    text = file.read_text(encoding="utf-8")
    if found := KEYS.search(text):
        return set(re.findall(r'"([^"]+)"', found[1]))
    elsewhere = FROM.search(text)
    assert elsewhere is not None, file
    return _keys_in((file.parent / f"{elsewhere[1]}.ts").resolve())


def _kept_by_pages() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"members": _keys_in(FEATURES / "member/list/filters.ts") - NO_VIEW}
    for file in sorted(FEATURES.rglob("*.tsx")):
        for noun in SAVED.findall(file.read_text(encoding="utf-8")):
            found[noun] = found.get(noun, set()) | _keys_in(file)
    return found


def test_every_list_with_views_is_known() -> None:
    assert set(_kept_by_pages()) == set(LISTS)


@pytest.mark.parametrize("noun", list(LISTS))
def test_a_view_keeps_every_filter_of_its_list(noun: str) -> None:
    """A filter that the page has and the view does not keep is dropped in silence when the view is opened again."""
    known = {field.alias or name for name, field in LISTS[noun].model_fields.items()}
    assert _kept_by_pages()[noun] == known
