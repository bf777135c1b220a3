"""The built web app at the root of the same process: `./dev run` needs no second server. nginx does this in production."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

FOR_EVER = "public, max-age=31536000, immutable"
"""Built files carry a hash of their content in their names."""
ALWAYS_ASK = "no-cache"


def mount(app: FastAPI, directory: Path) -> None:
    """Serve the web app from `directory`. A path that is no file is a page of the app, and gets its index."""
    if not (directory / "index.html").exists():
        return
    files = StaticFiles(directory=directory)

    @app.get("/{path:path}", include_in_schema=False)
    async def web_app(path: str, request: Request) -> Response:
        if path.startswith(("api/", "health/")):
            raise HTTPException(404)
        try:
            answer = await files.get_response(path or "index.html", request.scope)
        except HTTPException:
            if "." in path.rsplit("/", 1)[-1]:
                raise
            answer = FileResponse(directory / "index.html")
        answer.headers["Cache-Control"] = FOR_EVER if path.startswith("assets/") else ALWAYS_ASK
        return answer
