"""Pictures that are taken in are whole, whatever else this process has done (trust.md 2.6, X-05)."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from backend.api.file.images import remake, remake_small
from backend.db.file_types import FileBroken, FileType

KINDS = {"PNG": FileType.PNG, "JPEG": FileType.JPEG}


@pytest.mark.parametrize("form", KINDS)
def test_one_that_is_cut_off_is_refused_also_after_pages_were_laid_out(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library that lays out PDF pages switches this for the whole process on when it is loaded."""
    memory = BytesIO()
    Image.effect_noise((320, 200), 80).convert("RGB").save(memory, form)
    path = tmp_path / "picture"
    for take in (remake, remake_small):
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
        path.write_bytes(memory.getvalue()[: len(memory.getvalue()) // 2])
        with pytest.raises(FileBroken):
            take(path, KINDS[form])
        path.write_bytes(memory.getvalue())
        take(path, KINDS[form])
        with Image.open(path) as taken:
            assert taken.size == (320, 200)
