"""Every answer of the suite is checked against the contract: the file that clients are generated from tells the truth."""

import re
from contextvars import ContextVar
from functools import cache
from typing import Any

import httpx
import jsonschema
from fastapi import FastAPI
from jsonschema.protocols import Validator

from backend.main import make_app

FOREIGN_TIME = re.compile(r'"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)"')
CHECKED_METHODS = ("get", "post", "put", "patch", "delete")
MOVES_MONEY = frozenset(
    {
        *("step_aid_case", "step_aid_cases", "settle_final_list"),
        *("give_payment", "step_payment", "step_voucher"),
        *("step_visit_plan", "step_visit_money", "arrange_visits"),
        *("step_protection_claim", "pay_protection_claim", "recall_protection_claim"),
        *("collect_month", "enter_savings", "step_savings_entry", "step_saver", "step_savings_loan"),
    }
)
"""The operations that write in the ledger. The test of an operation that does and is not named here fails."""

asking: ContextVar[str | None] = ContextVar("asking", default=None)
"""The operation that is asked for, while it is."""


@cache
def application() -> FastAPI:
    """The application, made once for all tests of a process; `main.begin` gives it the database of the next one."""
    return make_app()


@cache
def described() -> dict[str, Any]:
    """What the application says of itself."""
    return application().openapi()


class Contract:
    """An OpenAPI document, ready to judge answers."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.places: dict[str, tuple[str, str]] = {}
        """The method and the path of each operation."""
        self.answered: set[str] = set()
        self.moved: set[str] = set()
        """Operations that wrote in the ledger."""
        self._deep: dict[tuple[str, int], list[tuple[re.Pattern[str], dict[str, Any]]]] = {}
        self._validators: dict[tuple[str, str], Validator | None] = {}
        # A path without parameters wins over one with: /organizations/as-of over /organizations/{id}.
        for path in sorted(document["paths"], key=lambda path: path.count("{")):
            pattern = re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path) + "$")
            for method, operation in document["paths"][path].items():
                if method in CHECKED_METHODS:
                    self.places[operation["operationId"]] = method, path
                    self._deep.setdefault((method, path.count("/")), []).append((pattern, operation))

    def operation_of(self, request: httpx.Request) -> dict[str, Any] | None:
        method, path = request.method.lower(), request.url.path
        return next((o for pattern, o in self._deep.get((method, path.count("/")), ()) if pattern.match(path)), None)

    async def begin(self, request: httpx.Request) -> None:
        """Note what is asked for, until it is answered."""
        operation = self.operation_of(request)
        asking.set(operation and operation["operationId"])

    def note_money(self) -> None:
        """The ledger is written in: by what is asked for, or by a test or a job of its own."""
        if (name := asking.get()) is not None:
            self.moved.add(name)

    async def check(self, response: httpx.Response) -> None:
        """Fails when the status is not in the contract, the body not of its schema, or money moved by what is not listed."""
        asking.set(None)
        strangers = self.moved - MOVES_MONEY
        assert not strangers, f"{sorted(strangers)} moved money: list them in MOVES_MONEY, and let them require a key"
        operation = self.operation_of(response.request)
        if operation is None:
            assert response.status_code in (404, 405), f"{response.request.url.path} is not in the contract"
            return
        name = operation["operationId"]
        self.answered.add(name)
        status = str(response.status_code)
        declared = operation["responses"].get(status)
        assert declared is not None, f"{name} answered {status}, which its contract does not list"
        await response.aread()
        media = response.headers.get("content-type", "").split(";")[0]
        if media not in ("application/json", "application/problem+json"):
            return
        assert not FOREIGN_TIME.search(response.text), f"{name} sent a moment that is not in local time (+08:00)"
        validator = self._validator(name, status, declared, media)
        if validator is not None:
            validator.validate(response.json())

    def _validator(self, name: str, status: str, declared: dict[str, Any], media: str) -> Validator | None:
        if (name, status) not in self._validators:
            schema = declared.get("content", {}).get(media, {}).get("schema")
            assert schema is not None, f"{name} answered {status} as {media}, which its contract does not list"
            whole = {**schema, "components": self.document["components"]}
            self._validators[name, status] = jsonschema.Draft202012Validator(whole)
        return self._validators[name, status]
