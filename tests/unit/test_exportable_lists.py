"""Every list of the contract can be taken out as a file, or it is said here why not (issue 3 section 2; ui.md row 5)."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from backend.domain.export.nouns import ExportNoun

CONTRACT = Path(__file__).parents[2] / "openapi.yaml"
PATHS = {
    "audit": "audit",
    "protection_plans": "mutual-aid/plans",
    "protection_enrolments": "mutual-aid/enrolments",
    "protection_covers": "mutual-aid/covers",
    "protection_claims": "mutual-aid/claims",
    "savings_societies": "mutual-aid/societies",
    "savers": "mutual-aid/savers",
    "savings_loans": "mutual-aid/loans",
    "savings_entries": "mutual-aid/savings-entries",
}
"""Where a list is read, if not under its own name."""

WHY_NOT = {
    "goods-lots/{id}/movements": "what one lot got and gave; the list of the ledger has every one of them as an entry",
    "grant-handovers": "a queue of a few that wait for an answer; what was handed over stands in the grants",
    "organizations/as-of": "a look into the past, one level at a time; the tree of today is exported",
    "lines": "a tree of some dozen systems, which is looked at as a tree",
    "committees": "the seats of one union on its page; who sits there is the list of officers",
    "committees-due": "what a union lacks, on the page that mends it; terms and vacancies are exported",
    "honours": "of one union on its page; the column of honours is in the list of unions",
    "paper-keepers": "who keeps one cabinet, on the page of its union; what is in the cabinets is exported",
    "member-merges": "a register of single acts with a day to undo each; the audit trail has them",
    "member-duplicates": "pairs to be decided side by side; as rows they say nothing",
    "member-batches": "one's acts with their progress; the outcome of each has its own file",
    "member-batches/{id}/rows": "the outcome of one batch, downloaded from its page",
    "imports": "one's files with their progress; the audit trail has who imported what",
    "imports/{id}/rows": "the lines of an office's own file, which comes back annotated as a workbook",
    "aid-policies": "documents with lines and ceilings; a row would not say what is in one",
    "aid-policy-trials/{id}/rows": "a trial of rules that nobody decided: names in a file would look like a decision",
    "payable-cases": "a choice while a batch is made; the same cases are in the list of cases under to be paid",
    "aid-samples": "samples by their seeds; each is exported with its cases",
    "return-trips/{id}/demands": "a choice while seats are given; the same demands are in their list, by province and way",
    "visit-concerns": "what was heard at a door: sealed, read one at a time and on record",
    "aid-summaries": "papers of their own, each handed out as Word and PDF",
    "duties": "some ten a year; what is handed on of one is its sheet of unions, which is exported",
    "reports": "each is a form of its own and has its workbook; the board counts them",
    "clients": "some dozen systems; what they hold is on their pages, and secrets leave nothing",
    "client-pulls": "a log of calls for whoever mends an interface; it is searched by its number",
    "webhooks": "some dozen addresses",
    "webhook-deliveries": "a log of calls, replayed one at a time",
    "bank-accounts": "some dozen accounts, of whose numbers no file has more than the end",
    "reconciliations": "months of an account; each has its statement of differences as a workbook",
    "reconciliation-lines": "what is open of a month is in its workbook; the rest is the bank's own file",
    "reconciliation-entries": "what is open of a month is in its workbook; the rest is the ledger, which is exported",
    "reconciliation-pairs": "looked into and parted one at a time",
    "mutual-aid/units": "figures of one plan against its bar, as of the moment; they are looked at and acted on",
    "jobs": "one's own work under way, gone after some days",
    "exports": "one's own files: a list of files is no list to take out",
    "export-approvals": "requests to be decided; the audit trail has who asked, who allowed and what was taken",
    "me/audit": "what an office itself did; the record is exported by those who audit",
    "stats/recounts": "what the system found of itself, each with its first differences",
    "audit-seals": "links of a chain, handed out by the verifying command with their hashes",
}
"""Lists that stay on screen, each with the reason."""


@cache
def lists() -> dict[str, str]:
    """Every operation that answers pages of rows: its path, and the schema of a page."""
    paths = yaml.load(CONTRACT.read_text(encoding="utf-8"), yaml.CSafeLoader)["paths"]
    found = {}
    for path, operations in paths.items():
        content = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
        if schema.startswith("Page_"):
            found[path.removeprefix("/api/v1/")] = schema
    return found


EXPORTED = {PATHS.get(noun, noun.value.replace("_", "-")) for noun in ExportNoun}


@pytest.mark.parametrize("path", sorted(lists()))
def test_a_list_is_exported_or_it_is_said_why_not(path: str) -> None:
    """A list that is neither has been forgotten; one that is both has a reason that holds no more."""
    assert (path in EXPORTED) != (path in WHY_NOT), path


def test_nothing_is_named_that_is_not_there() -> None:
    """What the contract has no more is taken off both tables."""
    assert EXPORTED | set(WHY_NOT) == set(lists())
    assert all(reason.strip() for reason in WHY_NOT.values())
