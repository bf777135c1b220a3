"""A workflow is a table: `(state, step, permission) -> state`.

Every noun with states declares one and asks it two things: what a step leads to (`advance`), and what is open now
(`steps`, which the wire carries so that no client re-derives a rule). What the table does not name is refused. The
table prints itself into the manual (`diagram`). Permissions are plain strings here: what they mean, and who holds
them, is the business of access.py.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

from backend.domain.codes import Code
from backend.domain.refusals import Conflict, Forbidden, Refusal

StatusT = TypeVar("StatusT", bound=Code)
StepT = TypeVar("StepT", bound=Code)


class StepNotPossible(Conflict):
    """The table has no such step from here. Facts: `status`, `step` (codes), `open_steps` (the codes that are)."""

    code = "step_not_possible"
    zh = "当前状态是“{status.zh}”，不能“{step.zh}”。现在可以：{open_zh}。请刷新后按现在的状态办理。"
    en = 'The state is "{status.en}", so "{step.en}" is not possible. Possible now: {open_en}. Reload and go on there.'


class StepNotAllowed(Forbidden):
    """The step is open, but not to this caller. Fact: `permission`, any one of those that would do."""

    code = "step_not_allowed"
    zh = "您的岗位没有办理“{step.zh}”的权限。请由有此权限的同事办理，或请安全管理员授权。"
    en = 'Your post may not do "{step.en}" here. Ask a colleague who may, or the security officer for the permission.'


@dataclass(frozen=True, slots=True)
class OpenStep(Generic[StepT]):
    """A step that the present state has; `reason` says why this caller may not take it, or is None."""

    step: StepT
    reason: Refusal | None = None

    @property
    def allowed(self) -> bool:
        return self.reason is None

    @property
    def zh(self) -> str:
        return self.step.zh

    @property
    def en(self) -> str:
        return self.step.en


class Workflow(Generic[StatusT, StepT]):
    """The table, checked once: a step from a state leads to one state, whoever takes it."""

    def __init__(self, table: Mapping[tuple[StatusT, StepT, str], StatusT]) -> None:
        self._targets: dict[tuple[StatusT, StepT], StatusT] = {}
        self._permissions: dict[tuple[StatusT, StepT], tuple[str, ...]] = {}
        for (status, step, permission), target in table.items():
            if self._targets.setdefault((status, step), target) != target:
                raise ValueError(f"{step} from {status} leads to two states")
            self._permissions[status, step] = (*self._permissions.get((status, step), ()), permission)

    def advance(self, status: StatusT, step: StepT, held: Set[str]) -> StatusT:
        """The state that `step` leads to for somebody who holds the permissions `held`.

        Raises `StepNotPossible` for a step that the table does not name, `StepNotAllowed` without the permission.
        """
        if (status, step) not in self._targets:
            raise self._not_possible(status, step)
        reason = self._reason(status, step, held)
        if reason is not None:
            raise reason
        return self._targets[status, step]

    def steps(self, status: StatusT, held: Set[str]) -> tuple[OpenStep[StepT], ...]:
        """Every step that the table names from `status`, in its order, allowed or not."""
        return tuple(OpenStep(step, self._reason(status, step, held)) for step in self._open(status))

    def diagram(self, language: str = "zh") -> str:
        """The table as the text of a mermaid state diagram, labelled in `language` ("zh" or "en")."""
        states = dict.fromkeys([status for status, _ in self._targets] + list(self._targets.values()))
        entered = {target for (status, _), target in self._targets.items() if target != status}
        left = {status for status, _ in self._targets}
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{_label(state, language)}" as {state.value}' for state in states]
        lines += [f"    [*] --> {state.value}" for state in states if state not in entered]
        lines += [
            f"    {status.value} --> {target.value}: {_label(step, language)}"
            for (status, step), target in self._targets.items()
        ]
        lines += [f"    {state.value} --> [*]" for state in states if state not in left]
        return "\n".join(lines) + "\n"

    def _open(self, status: StatusT) -> list[StepT]:
        return [step for source, step in self._targets if source == status]

    def _reason(self, status: StatusT, step: StepT, held: Set[str]) -> StepNotAllowed | None:
        permissions = self._permissions[status, step]
        if any(permission in held for permission in permissions):
            return None
        return StepNotAllowed(step=step, permission=permissions[0])

    def _not_possible(self, status: StatusT, step: StepT) -> StepNotPossible:
        steps = self._open(status)
        return StepNotPossible(
            status=status,
            step=step,
            open_steps=steps,
            open_zh="、".join(each.zh for each in steps) or "无",
            open_en=", ".join(each.en for each in steps) or "nothing",
        )


def _label(code: Code, language: str) -> str:
    return code.en if language == "en" else code.zh
