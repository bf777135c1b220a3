"""How a rule says no: a stable code, facts, and one sentence in Chinese and in English.

Each refusal is a class of its own, declared beside the rule that raises it, so its code can be found by search and
its two sentences stand where the rule stands. A sentence says what happened, what it means and what to do, and never
repeats personal input. HTTP knows these classes only through the kinds below (`backend/api/errors.py`).
"""

from typing import Any, ClassVar


class Refusal(Exception):
    """A rule said no. `facts` fill the templates `zh` and `en` and travel with the answer."""

    code: ClassVar[str] = "refused"
    zh: ClassVar[str] = "不能这样做。"
    en: ClassVar[str] = "This cannot be done."

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts = facts

    def sentence(self, language: str = "zh") -> str:
        """The refusal in `language` ("zh" or "en"), its facts filled in."""
        template = self.en if language == "en" else self.zh
        return template.format(**self.facts)

    def __str__(self) -> str:
        return self.sentence("en")


class Invalid(Refusal, ValueError):
    """One field breaks a rule. A `ValueError`, so that it may be raised while an input is parsed."""

    code = "invalid"


class _Pointing:
    """Entered fifteen times for each row of an import: a class of its own costs a third of a generator."""

    __slots__ = ("_pointer",)

    def __init__(self, pointer: str) -> None:
        self._pointer = pointer

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, raised: object, _trace: object) -> None:
        if isinstance(raised, Invalid):
            raised.facts.setdefault("pointer", self._pointer)


def at(pointer: str) -> _Pointing:
    """Within it, an `Invalid` that does not say which field it is about is about `pointer` (a JSON Pointer)."""
    return _Pointing(pointer)


class Conflict(Refusal):
    """The present state does not allow it."""

    code = "conflict"


class NotFound(Refusal):
    """There is no such thing, or none that the caller may see: the two are one answer."""

    code = "not_found"
    zh = "没有找到。它不存在，或不在您的管理范围内。请核对后再试，或请上级工会查找。"
    en = "Not found. It does not exist or lies outside your scope. Check it, or ask the union above you."


class Forbidden(Refusal):
    """The caller holds this permission nowhere."""

    code = "forbidden"
    zh = "您的岗位没有这项权限。请联系本单位的安全管理员授权。"
    en = "Your post does not hold this permission. Ask your security administrator to grant it."


class NotAcceptable(Refusal):
    """None of the forms that the caller takes is one of ours. Facts: `offered`."""

    code = "not_acceptable"
    zh = "Accept 中没有本接口提供的格式。可用的格式：{offered}。"
    en = "Accept names no form that is offered here. These are: {offered}."


class Unauthenticated(Refusal):
    """Who is asking is not known, or no longer."""

    code = "unauthenticated"
    zh = "请先登录。登录已失效或还没有登录。"
    en = "Sign in first. The session has ended or never began."


class TooMany(Refusal):
    """Too often; try again after `retry_after` seconds."""

    code = "too_many_requests"
    zh = "操作太频繁。请在 {retry_after} 秒后再试。"
    en = "Too many requests. Try again in {retry_after} seconds."


class Stale(Refusal):
    """Somebody changed it meanwhile."""

    code = "stale"
    zh = "这条记录在您打开之后已被他人修改。您的修改没有保存；请对比后再提交。"
    en = "Somebody changed this record after you opened it. Nothing was saved; compare and submit again."


class Unconditional(Refusal):
    """A change came without saying which version it changes."""

    code = "precondition_required"
    zh = "修改时需要带上记录的版本（If-Match）。请刷新后再试。"
    en = "A change must name the version it changes (If-Match). Reload and try again."


class Unavailable(Refusal):
    """Not now; try again after `retry_after` seconds."""

    code = "unavailable"
    zh = "系统正忙，请求没有执行。请在 {retry_after} 秒后再试。"
    en = "The system is busy and did not act on the request. Try again in {retry_after} seconds."
