"""A made-up city: the demo that a newcomer finds, and the data of the bench. Everything comes from one seed."""

from backend.demo.making import make

__all__ = ["make"]
