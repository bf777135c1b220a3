"""The dated table of area codes (stack.md trap 1; issue 2, section 4)."""

import subprocess
import sys
from datetime import date

import pytest

from backend.domain.area_codes import _TABLE, PROVINCES, _prefecture, area_existed, province_of, years_of


@pytest.mark.parametrize(
    "code",
    [
        *("110118", "330111", "370116", "310151", "500155", "320214", "659010", "659011", "659012", "460400", "330113"),
        *("330114", "810000", "820000", "830000", "441900", "442000", "620200", "710000", "653228", "540481"),
    ],
)
def test_real_districts_are_there(code: str) -> None:
    """Those that a widely used library refuses or stumbles over, cities without districts, the newest counties."""
    assert area_existed(code, date(1990, 1, 1))


@pytest.mark.parametrize("code", ["000000", "110000", "999999", "110199", "840000", "1101", "", "11010", "1101011"])
def test_what_never_was_is_not(code: str) -> None:
    """Provinces as a whole are not on anybody's number, but for 71, 81, 82, 83."""
    assert not area_existed(code, date(1990, 1, 1))
    assert years_of(code) is None


def test_an_abolished_code_counts_for_those_born_before() -> None:
    """510202 of Chongqing's time in Sichuan ended in 1997."""
    use = years_of("510202")
    assert use is not None
    assert use.last == 1997
    assert area_existed("510202", date(1960, 5, 1))
    assert area_existed("510202", date(2002, 12, 31))
    assert not area_existed("510202", date(2003, 1, 1))


def test_a_code_younger_than_the_person_is_accepted() -> None:
    """Numbers are given out late, too."""
    assert area_existed("330114", date(1950, 1, 1))


def test_the_whole_table_can_be_read() -> None:
    """Every entry parses, no number occurs twice in a prefecture, years are in order, every province has a name."""
    total = 0
    for prefix, entry in _TABLE.items():
        uses = _prefecture(prefix)
        written = sum(
            int(run[-2:]) - int(run[:2]) + 1 for group in entry.split() for run in group.split(":")[0].split(",")
        )
        assert len(uses) == written, prefix
        assert prefix[:2] in PROVINCES
        for number, use in uses.items():
            assert len(number) == 2
            assert use.first is None or use.last is None or 1949 <= use.first <= use.last <= 2026
        total += len(uses)
    assert total > 6800


def test_provinces_have_labels() -> None:
    """Both languages."""
    assert province_of("431382") == ("湖南省", "Hunan")
    assert province_of("99") is None


def test_the_table_is_read_on_first_use() -> None:
    """Importing parses nothing: a process that needs no code pays a few milliseconds at most."""
    program = (
        "import importlib, time, backend.domain; importlib.import_module('backend.domain.area_codes');"
        "import sys; m = sys.modules.pop('backend.domain.area_codes');"
        "t = time.process_time(); m = importlib.import_module('backend.domain.area_codes');"
        "print(time.process_time() - t, m._prefecture.cache_info().currsize)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert float(said[0]) < 0.02
    assert said[1] == "0"
