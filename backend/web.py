"""The built web app at the root of the same process: `./dev run` needs no second server. nginx does this in production."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse
from starlette.routing import Match, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"
"""Built files carry a hash of their content in their names."""
ALWAYS_ASK = "no-cache"


class Page(Route):
    """A path of the web app. The API's own paths are none, whatever the method: they answer 404 and 405 for themselves."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["path"].startswith(("/api/", "/health/")):
            return Match.NONE, {}
        return super().matches(scope)


def mount(app: FastAPI, directory: Path) -> None:
    """Serve the web app from `directory`. A path that is no file is a page of the app, and gets its index."""
    if not (directory / "index.html").exists():
        return
    files = StaticFiles(directory=directory)

    async def web_app(request: Request) -> Response:
        path = request.path_params["path"]
        try:
            answer = await files.get_response(path or "index.html", request.scope)
        except HTTPException:
            if "." in path.rsplit("/", 1)[-1]:
                raise
            answer = FileResponse(directory / "index.html")
        answer.headers["Cache-Control"] = FOR_EVER if path.startswith("assets/") else ALWAYS_ASK
        return answer

    app.router.routes.append(Page("/{path:path}", web_app, methods=["GET"], include_in_schema=False))
