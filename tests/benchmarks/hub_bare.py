"""The least that a server could do in the hub's place: FastAPI on uvicorn, one RFC 9421 verification by the library,
one insert that is on the disk when it is answered. `python hub_bare.py <database>` serves it on a free port and prints
its address.

PUT /insert/... only inserts, PUT /verified/... verifies first. It knows the sender's key from the request itself and
holds nobody to anything: no nonce, no mailbox, no quota, no log.
"""

import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psycopg
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import FastAPI, Request
from http_message_signatures import HTTPMessageVerifier, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ED25519
from starlette.concurrency import run_in_threadpool

from orderdesk.hub.serving import listening
from orderdesk.signing.didkey import public_bytes_of

Insert = Callable[[str, bytes], None]


def sqlite_insert(address: str) -> Insert:
    """One connection, one writer, as SQLite has it; on the disk when it returns, as the hub's."""
    connection = sqlite3.connect(address, check_same_thread=False, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE bare (name TEXT PRIMARY KEY, sealed BLOB)")
    lock = threading.Lock()

    def insert(name: str, sealed: bytes) -> None:
        with lock:
            connection.execute("INSERT INTO bare VALUES (?, ?)", (name, sealed))

    return insert


def postgres_insert(address: str) -> Insert:
    """A connection a thread."""
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE bare (name TEXT PRIMARY KEY, sealed BYTEA)")
    mine = threading.local()

    def insert(name: str, sealed: bytes) -> None:
        if not hasattr(mine, "connection"):
            mine.connection = psycopg.connect(address, autocommit=True)
        mine.connection.execute("INSERT INTO bare VALUES (%s, %s)", (name, sealed))

    return insert


class Message:
    """A request as the library reads it."""

    def __init__(self, request: Request, url: str) -> None:
        self.method = request.method
        self.url = url + request.url.path
        self.headers = request.headers


class Keys(HTTPSignatureKeyResolver):
    """The key that the request names."""

    def resolve_public_key(self, key_id: str) -> Ed25519PublicKey:
        """A did:key is its key."""
        return Ed25519PublicKey.from_public_bytes(public_bytes_of(key_id))


def make_app(insert: Insert, url: str) -> FastAPI:
    """Both endpoints."""
    app = FastAPI()

    def verified(request: Request, name: str, sealed: bytes) -> None:
        message: Any = Message(request, url)
        HTTPMessageVerifier(signature_algorithm=ED25519, key_resolver=Keys()).verify(message)
        insert(name, sealed)

    @app.put("/insert/{name}", status_code=201)
    async def bare(request: Request, name: str) -> dict[str, str]:
        await run_in_threadpool(insert, name, await request.body())
        return {"name": name}

    @app.put("/verified/{name}", status_code=201)
    async def with_verification(request: Request, name: str) -> dict[str, str]:
        await run_in_threadpool(verified, request, name, await request.body())
        return {"name": name}

    return app


def main(address: str) -> None:
    """Serve until told to end."""
    insert = postgres_insert(address) if address.startswith("postgres") else sqlite_insert(address)
    with listening("127.0.0.1", 0) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        print(url, flush=True)
        uvicorn.Server(uvicorn.Config(make_app(insert, url), log_config=None, access_log=False)).run([listener])


if __name__ == "__main__":
    main(sys.argv[1])
