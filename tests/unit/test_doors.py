"""The doors in code are the doors in the migrations that make them."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from backend.db import doors


def _migrations() -> Iterator[ModuleType]:
    """In the order of their days, which is the order in which they are applied."""
    for path in sorted(Path(doors.__file__).parent.glob("migrations/versions/*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield module


def _by_function(statements: tuple[str, ...]) -> dict[str, list[str]]:
    """The statements about each function: what makes it, to whom it is shut and open."""
    found: dict[str, list[str]] = {}
    for statement in statements:
        said = re.search(r"function (\w+)", statement)
        assert said is not None, statement
        if statement.strip().startswith("create function"):
            found[said[1]] = []
        found.setdefault(said[1], []).append(statement.strip())
    return found


def test_the_migrations_hold_the_same_text() -> None:
    """architecture.md 4: a door that was changed in code only would be a door that nobody has."""
    frozen: dict[str, list[str]] = {}
    for migration in _migrations():
        frozen |= _by_function(getattr(migration, "DOORS", ()))
    wanted = _by_function(tuple(doors.DOORS))
    assert {name: frozen.get(name) for name in wanted} == wanted


def test_every_door_is_shut_to_the_public() -> None:
    """architecture.md 4: executed by the app role, by nobody else; none runs with its owner's rights."""
    for name in doors.NAMES:
        assert f"revoke execute on function {name} from public" in doors.DOORS
        assert f"grant execute on function {name} to unionhome_app" in doors.DOORS
    assert not [text for text in doors.DOORS if "security definer" in text.lower()]
