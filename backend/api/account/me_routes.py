"""One's own account over HTTP."""

from typing import Annotated, Any

import segno
from fastapi import Depends, Path, Request, Response

from backend.api.access import at_desk, forget_callers, known_caller, second_factor_compulsory, signed_in
from backend.api.account import credentials, me, todo
from backend.api.account.door import Door
from backend.api.account.entrance import at_the_door
from backend.api.account.schemas import (
    CodeProof,
    Colleagues,
    MeChange,
    MeOut,
    PasswordProof,
    PreferenceOut,
    Preferences,
    PreferenceValue,
    RecoveryCodes,
    TotpSetupOut,
)
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.versions import IfMatchOrAny, tagged
from backend.api.work import Work
from backend.db.tables.account import Preference
from backend.domain.caller import Caller

router = NounRouter(prefix="/me", tags=["me"], route_class=BodyRoute)

Asking = Annotated[Caller, Depends(known_caller)]
Name = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9:._-]{0,119}$", description="例如 columns:members、draft:member")]


@router.get("", response_model=MeOut, responses=problems())
async def get_me(request: Request, work: Work = signed_in(before_password_change=True)) -> dict[str, Any]:
    """Who I am, what I may do, and where."""
    return await me.whole(work, compulsory=second_factor_compulsory(request))


@router.patch("", response_model=MeOut, responses=problems())
async def edit_me(body: MeChange, request: Request, work: Work = signed_in()) -> dict[str, Any]:
    """Change what people may change about themselves."""
    await me.change(work, language=body.language)
    return await me.whole(work, compulsory=second_factor_compulsory(request))


@router.post("/totp", status_code=201, response_model=TotpSetupOut, responses=problems())
async def begin_totp(body: PasswordProof, caller: Asking, door: Door = at_the_door()) -> dict[str, Any]:
    """Begin to set up an authenticator, or a new one: scan the code, then confirm what it shows."""
    secret, uri = await credentials.begin_totp(door, caller, password=body.password)
    qr = segno.make(uri, error="m").svg_data_uri(scale=5, border=3)
    return {"secret": secret, "uri": uri, "qr": qr}


@router.post("/totp/confirmations", response_model=RecoveryCodes, responses=problems(409))
async def confirm_totp(body: CodeProof, request: Request, caller: Asking, door: Door = at_the_door()) -> dict[str, Any]:
    """Confirm the authenticator by what it shows. Answers with the recovery codes, this once."""
    codes = await credentials.finish_totp(door, caller, code=body.code)
    forget_callers(request)
    return {"recovery_codes": codes}


@router.get("/todo", response_model=todo.Workbench, responses=problems())
async def get_my_todo(work: Work = at_desk()) -> dict[str, Any]:
    """What waits for me where I work, with the figures of it. `Unionhome-Scope` chooses among several places."""
    return await todo.gather(work)


@router.get("/colleagues", response_model=Colleagues, responses=problems())
async def list_colleagues(work: Work = signed_in()) -> dict[str, Any]:
    """The people of my office, to hand a view over to."""
    return {"items": await me.list_colleagues(work)}


@router.get("/preferences", response_model=Preferences, responses=problems())
async def list_preferences(work: Work = signed_in()) -> dict[str, Any]:
    """All settings and drafts kept for me."""
    return {"items": await me.list_preferences(work)}


@router.get("/preferences/{name}", response_model=PreferenceOut, responses=problems(404))
async def get_preference(name: Name, response: Response, work: Work = signed_in()) -> Preference:
    """What is kept under a name."""
    return tagged(response, await me.get_preference(work, name))  # type: ignore[no-any-return]


@router.put("/preferences/{name}", response_model=PreferenceOut, responses=problems(409, 412))
async def put_preference(
    name: Name, body: PreferenceValue, seen: IfMatchOrAny, response: Response, work: Work = signed_in()
) -> Preference:
    """Keep a JSON object under a name: columns, tabs, the draft of a form.

    With `If-Match` nothing is overwritten that the caller has not seen (412); `"0"` says that they saw nothing there.
    Without it the last writer wins, which is right for a habit and wrong for what two windows fill.
    """
    return tagged(response, await me.put_preference(work, name, body.value, seen=seen))  # type: ignore[no-any-return]


@router.delete("/preferences/{name}", status_code=204, response_class=Response, responses=problems(412))
async def delete_preference(name: Name, seen: IfMatchOrAny, work: Work = signed_in()) -> None:
    """Forget what is kept under a name; with `If-Match` only that version of it."""
    await me.delete_preference(work, name, seen=seen)
