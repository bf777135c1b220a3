"""A line to PostgreSQL that is cut at a commit, by somebody in between who reads the protocol along."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

SSL_REQUEST = (8).to_bytes(4) + (80877103).to_bytes(4)
WRITTEN = (b"INSERT 0 ", b"UPDATE ", b"DELETE ")


class Cut(StrEnum):
    """Where a line is cut: before PostgreSQL is told to commit, or before it can say that it has."""

    ASKED = "asked"
    ANSWERED = "answered"


class Gone(Exception):
    """The line is cut now."""


@dataclass(slots=True)
class Line:
    """Whoever connects to `port` speaks to PostgreSQL at `to`. The next commit of something written is cut while `cut`
    says where; `cuts` counts."""

    to: tuple[str, int]
    port: int = 0
    cut: Cut | None = None
    cuts: int = 0
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection until either end closes it, or it is cut."""
        there, back = await asyncio.open_connection(*self.to)
        wrote = [False]
        ways = [
            asyncio.create_task(self._ask(reader, back, wrote)),
            asyncio.create_task(self._tell(there, writer, wrote)),
        ]
        self._open.update(ways)
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        for way in ways:
            with suppress(asyncio.CancelledError, Gone, asyncio.IncompleteReadError, ConnectionError):
                await way
        self._open.difference_update(ways)
        for end in (writer, back):
            end.close()
            with suppress(ConnectionError):
                await end.wait_closed()

    async def _ask(self, reader: asyncio.StreamReader, back: asyncio.StreamWriter, wrote: list[bool]) -> None:
        # What opens a connection has no letter in front: first whether to encrypt, then who one is.
        opening = await reader.readexactly(8)
        if opening == SSL_REQUEST:
            back.write(opening)
            opening = await reader.readexactly(8)
        back.write(opening + await reader.readexactly(int.from_bytes(opening[:4]) - 8))
        while True:
            kind, message = await _message(reader)
            if kind == b"Q" and message[4:].startswith(b"COMMIT"):
                self._maybe(Cut.ASKED, wrote)
            back.write(kind + message)
            await back.drain()

    async def _tell(self, there: asyncio.StreamReader, writer: asyncio.StreamWriter, wrote: list[bool]) -> None:
        first = await there.readexactly(1)
        writer.write(first)
        if first == b"N":
            first = b""
        while True:
            kind, message = await _message(there, first)
            if kind == b"C":
                tag = message[4:]
                wrote[0] = wrote[0] or tag.startswith(WRITTEN)
                if tag.startswith(b"COMMIT"):
                    self._maybe(Cut.ANSWERED, wrote)
                    wrote[0] = False
            writer.write(message if first else kind + message)
            first = b""
            await writer.drain()

    def _maybe(self, here: Cut, wrote: list[bool]) -> None:
        if self.cut is here and wrote[0]:
            self.cut, self.cuts = None, self.cuts + 1
            raise Gone


async def _message(reader: asyncio.StreamReader, kind: bytes = b"") -> tuple[bytes, bytes]:
    """A message: its letter, and its length with the rest."""
    kind = kind or await reader.readexactly(1)
    length = await reader.readexactly(4)
    return kind, length + await reader.readexactly(int.from_bytes(length) - 4)


@asynccontextmanager
async def line_to(host: str, port: int) -> AsyncIterator[Line]:
    """A line that is open until the end."""
    line = Line((host, port))
    server = await asyncio.start_server(line.accept, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        for way in list(line._open):
            way.cancel()
