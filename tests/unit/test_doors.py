"""The doors in code are the doors in the migration that makes them."""

import importlib.util
from pathlib import Path
from types import ModuleType

from backend.db import doors


def _migration() -> ModuleType:
    (path,) = Path(doors.__file__).parent.glob("migrations/versions/*_register.py")
    spec = importlib.util.spec_from_file_location("register_migration", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_migration_holds_the_same_text() -> None:
    """architecture.md 4: a door that was changed in code only would be a door that nobody has."""
    frozen = _migration()
    assert [text.strip() for text in frozen.DOORS] == [text.strip() for text in doors.DOORS]
    assert list(frozen.SHUT) == list(doors.SHUT)


def test_every_door_is_shut_to_the_public() -> None:
    """architecture.md 4: executed by the app role, by nobody else; none runs with its owner's rights."""
    for name in doors.NAMES:
        assert f"revoke execute on function {name} from public" in doors.DOORS
        assert f"grant execute on function {name} to unionhome_app" in doors.DOORS
    assert not [text for text in doors.DOORS if "security definer" in text.lower()]
