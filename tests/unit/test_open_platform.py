"""The open platform's page names what there is to pull: the datasets of the catalogue, in their order and their words."""

import json
import re
from pathlib import Path

import pytest

from backend.domain.statistic.datasets import DATASETS

FEATURE = Path(__file__).parents[2] / "frontend/staff/src/features/integration"


def test_the_datasets_are_those_of_the_catalogue() -> None:
    """One that the page does not know could not be given to a client."""
    (listed,) = re.findall(r"export const DATASETS = \[(.*?)\]", (FEATURE / "data.ts").read_text("utf-8"), re.S)
    assert re.findall(r'"(\w+)"', listed) == list(DATASETS)


@pytest.mark.parametrize(("file", "language"), [("zh-CN", "zh"), ("en", "en")])
def test_they_are_called_as_in_the_catalogue(file: str, language: str) -> None:
    """In both languages."""
    words = json.loads((FEATURE / f"words/{file}.json").read_text("utf-8"))
    assert words["dataset"] == {code: getattr(dataset, language) for code, dataset in DATASETS.items()}
