"""Programs of the system that single tests need. `./dev test` installs them where it can; nothing is skipped without."""

import os
import shutil

import pytest

DAEMONS = ("/usr/sbin", "/usr/local/sbin")
"""Not on everybody's PATH."""


def found(name: str, package: str) -> str:
    """The path of a program. Where there is none the test fails, and says what to install."""
    path = shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", os.defpath), *DAEMONS)))
    if path is None:
        pytest.fail(f"this test needs {name}: run ./dev test as root, or apt-get install {package}", pytrace=False)
    return path


def require_pages() -> None:
    """The native libraries that lay out PDF pages are on this machine: no package index of Python brings them."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        packages = "libpango-1.0-0 libpangoft2-1.0-0"
        pytest.fail(f"this test needs Pango: run ./dev test as root, or apt-get install {packages}", pytrace=False)
