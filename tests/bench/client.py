"""A lean HTTP/1.1 client, because the generator shares the two cores with what it measures.

A client is one connection that sends prepared requests one after the other and notes how long each took, as a browser
tab would; several of them run in one loop. It knows only answers with a Content-Length, which is what the API sends.
"""

import asyncio
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson


@dataclass(slots=True)
class Figures:
    """Latencies of one load, in milliseconds."""

    latencies: "array[float]" = field(default_factory=lambda: array("d"))
    seconds: float = 0.0
    failures: dict[int, int] = field(default_factory=dict)
    bytes: int = 0

    def percentile(self, share: float) -> float:
        """The latency that `share` of the requests stayed within."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")

    @property
    def rate(self) -> float:
        """Requests per second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def add(self, other: "Figures") -> None:
        """Another run of the same load."""
        self.latencies.extend(other.latencies)
        self.seconds += other.seconds
        self.bytes += other.bytes
        for status, count in other.failures.items():
            self.failures[status] = self.failures.get(status, 0) + count


def request(path: str, *, token: str = "", method: str = "GET", body: bytes = b"", **headers: str) -> bytes:
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Connection(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._need = -1
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]  # uvloop has a class of its own

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._need < 0:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._buffer[:end]).lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            self._need = end + 4 + length
        if len(self._buffer) >= self._need and self._answer is not None:
            status = int(self._buffer[9:12])
            whole = bytes(self._buffer[: self._need])
            del self._buffer[: self._need]
            self._need = -1
            answer, self._answer = self._answer, None
            if not answer.done():
                answer.set_result((status, whole))

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("closed by the server"))

    def ask(self, raw: bytes) -> "asyncio.Future[tuple[int, bytes]]":
        """Send a request; the answer is its status and everything that came."""
        assert self.transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(raw)
        return self._answer


async def connect(port: int) -> Connection:
    """A connection to a server on this machine."""
    _transport, protocol = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", port)
    return protocol


def content(whole: bytes) -> bytes:
    """The body of an answer."""
    return whole.split(b"\r\n\r\n", 1)[1]


def header(whole: bytes, name: str) -> str:
    """A header of an answer, or ''."""
    for line in whole.split(b"\r\n\r\n", 1)[0].decode().split("\r\n")[1:]:
        key, _colon, value = line.partition(":")
        if key.lower() == name.lower():
            return value.strip()
    return ""


async def ask_json(port: int, raw: bytes) -> tuple[int, dict[str, object], bytes]:
    """One request on a connection of its own: status, body, the whole answer."""
    connection = await connect(port)
    try:
        status, whole = await connection.ask(raw)
    finally:
        if connection.transport is not None:
            connection.transport.close()
    body = content(whole)
    return status, orjson.loads(body) if body else {}, whole


async def load(port: int, requests: Sequence[Sequence[bytes]], *, seconds: float, warm: float = 0.5) -> Figures:
    """Each client sends its own requests in turn, over and over, for so long; the warm-up is not counted."""
    figures = Figures()
    begin = time.perf_counter() + warm
    end = begin + seconds

    async def client(own: Sequence[bytes]) -> None:
        connection = await connect(port)
        number = 0
        try:
            while True:
                sent = time.perf_counter()
                if sent >= end:
                    return
                status, whole = await connection.ask(own[number % len(own)])
                number += 1
                if sent >= begin:
                    figures.latencies.append((time.perf_counter() - sent) * 1000)
                    figures.bytes += len(whole)
                    if status >= 400:
                        figures.failures[status] = figures.failures.get(status, 0) + 1
        finally:
            if connection.transport is not None:
                connection.transport.close()

    await asyncio.gather(*(client(own) for own in requests))
    figures.seconds = seconds
    return figures
