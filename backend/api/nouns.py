"""The nouns that the API is made of, in the order of the manual."""

from collections.abc import Sequence

from fastapi import APIRouter

from backend.api.organization.routes import router as organizations

ROUTERS: Sequence[APIRouter] = (organizations,)
