"""The datasets of the house, in the order of the catalogue."""

from collections.abc import Mapping

from backend.domain.statistic.aid_datasets import HOUSEHOLD_CHANGES, HOUSEHOLDS
from backend.domain.statistic.catalogue import Dataset
from backend.domain.statistic.member_datasets import MEMBER_CHANGES, MEMBER_FILES, MEMBERS
from backend.domain.statistic.money_datasets import AID_MONEY
from backend.domain.statistic.protection_datasets import PROTECTION_COVERAGE
from backend.domain.statistic.time_datasets import AID_TIME
from backend.domain.statistic.union_datasets import (
    COMMITTEES,
    COVERAGE,
    FOUNDINGS,
    OFFICERS,
    TERMS,
    UNIONS,
    VACANCIES,
)
from backend.domain.statistic.visit_datasets import VISITS

DATASETS: Mapping[str, Dataset] = {
    dataset.code: dataset
    for dataset in (
        MEMBERS,
        MEMBER_FILES,
        MEMBER_CHANGES,
        UNIONS,
        FOUNDINGS,
        COVERAGE,
        OFFICERS,
        COMMITTEES,
        TERMS,
        VACANCIES,
        HOUSEHOLDS,
        HOUSEHOLD_CHANGES,
        AID_MONEY,
        AID_TIME,
        VISITS,
        PROTECTION_COVERAGE,
    )
}
