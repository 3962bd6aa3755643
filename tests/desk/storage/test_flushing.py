"""A kill does not show a missing fsync, only a power cut would: so the order of the calls is watched."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orderdesk import durable
from orderdesk.desk.storage import atomic
from orderdesk.desk.storage.archive import Archive
from orderdesk.desk.storage.tables import Store
from orderdesk.signing.vault import RecordCipher


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done, in order: the real functions run, and say so."""
    found: list[str] = []

    def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            found.append(name)
            return real(*arguments)

        return call

    monkeypatch.setattr(durable, "to_disk", watched("file", durable.to_disk))
    monkeypatch.setattr(durable, "settle", watched("folder", durable.settle))
    monkeypatch.setattr(atomic.os, "replace", watched("rename", os.replace))
    return found


def test_a_file_is_flushed_before_it_takes_its_name_and_the_name_after(tmp_path: Path, calls: list[str]) -> None:
    atomic.replace(tmp_path / "settings", b"da")
    assert calls == ["file", "rename", "folder"]


def test_a_file_that_another_wrote_is_durable_before_we_rely_on_it(tmp_path: Path, calls: list[str]) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert not atomic.write_once(tmp_path / "a", b"x")
    assert calls == ["folder"]


def test_a_document_and_the_folders_it_made_are_flushed(tmp_path: Path, cipher: RecordCipher, calls: list[str]) -> None:
    archive = Archive(tmp_path / "documents", cipher)
    archive.put("sha256-" + hashlib.sha256(b"x").hexdigest(), b"x")
    assert calls == ["folder", "folder", "file", "rename", "folder"]


def test_a_change_is_one_flush_and_a_transaction_too(tmp_path: Path, cipher: RecordCipher, calls: list[str]) -> None:
    store = Store.open(tmp_path, cipher)
    calls.clear()
    store.put("index", "a", {"n": 1})
    assert calls == ["file"]
    with store.transaction():
        for number in range(100):
            store.put("index", str(number), {})
        assert calls == ["file"]
    assert calls == ["file", "file"]
    store.compact()
    assert calls == ["file", "file", "file", "rename", "folder"]


def test_a_document_that_waits_for_its_line_costs_no_flush_more(
    tmp_path: Path, cipher: RecordCipher, calls: list[str]
) -> None:
    archive = Archive(tmp_path / "documents", cipher)
    digest = "sha256-" + hashlib.sha256(b"x").hexdigest()
    archive.prepare(digest, b"x")
    assert calls == ["folder", "folder", "file", "rename", "folder"]  # as `put`, and before the journal's line
    calls.clear()
    archive.finish(digest)
    assert calls == ["rename"]
