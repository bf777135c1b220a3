"""Every dictionary of the API has a name on the settings page, in both languages (ui.md 1.5 row 34)."""

import json
from pathlib import Path

import pytest

from backend.api.dictionary import reading

WORDS = Path(__file__).parents[2] / "frontend/staff/src/features/setting/words"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_dictionary_is_named(language: str) -> None:
    """A slug shown in a name's place would be English in the Chinese app."""
    names = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))["dictionary"]
    assert {each["name"] for each in reading.whole()["items"]} - set(names) == set()
