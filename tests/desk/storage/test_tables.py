import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from orderdesk.desk.storage.journal import Journal
from orderdesk.desk.storage.tables import Store
from orderdesk.errors import DeskUnavailable, NotPossible
from orderdesk.signing.vault import RecordCipher

ROW = {"titel": "Bestilling til Værkstedet på Ærø", "status": "sendt", "tal": [1, 2], "åben": True}


@pytest.fixture
def store(tmp_path: Path, cipher: RecordCipher) -> Iterator[Store]:
    opened = Store.open(tmp_path, cipher)
    yield opened
    opened.close()


def records(folder: Path, cipher: RecordCipher) -> list[bytes]:
    return list(Journal(folder, cipher).read_new())


def test_a_row_is_under_its_key_after_reopening(tmp_path: Path, store: Store, cipher: RecordCipher) -> None:
    store.put("index", "sha256-1", ROW)
    for opened in (store, Store.open(tmp_path, cipher)):
        assert opened.get("index", "sha256-1") == ROW
        assert opened.get("index", "sha256-2") is None
        assert opened.get("ingen", "sha256-1") is None
        assert opened.count("index") == 1


def test_rows_are_copies(store: Store) -> None:
    store.put("index", "a", ROW)
    row = store.get("index", "a")
    assert row is not None
    row["tal"].append(3)
    next(store.rows("index"))[1]["tal"].append(4)
    store.table("index").all()[0]["tal"].append(5)
    assert store.get("index", "a") == ROW


def test_one_change_is_one_record_with_the_changed_rows_only(
    tmp_path: Path, store: Store, cipher: RecordCipher
) -> None:
    table = store.table("index")
    table.insert_multiple({"nummer": number, "_key": str(number)} for number in range(100))
    assert len(records(tmp_path, cipher)) == 1
    table.update({"set": True}, where("nummer") == 50)
    table.update(lambda row: row.pop("set"), doc_ids=[51])
    store.delete("index", "7")
    new = records(tmp_path, cipher)[1:]
    assert new == [
        b'[["index",51,{"nummer":50,"_key":"50","set":true}]]',
        b'[["index",51,{"nummer":50,"_key":"50"}]]',
        b'[["index",8,null]]',
    ]


def test_what_changes_nothing_writes_nothing(tmp_path: Path, store: Store, cipher: RecordCipher) -> None:
    store.put("index", "a", ROW)
    store.put("index", "a", ROW)
    store.table("index").update({"status": "sendt"})
    assert not store.delete("index", "b")
    with store.transaction():
        store.put("index", "b", ROW)
        store.delete("index", "b")
    assert len(records(tmp_path, cipher)) == 1


def test_it_is_a_real_tinydb(store: Store) -> None:
    assert isinstance(store.db, TinyDB)
    table = store.table("kontakter")
    first = table.insert({"navn": "Søren", "by": "Ærøskøbing"})
    assert table.insert(Document({"navn": "Åse"}, doc_id=7)) == 7
    assert table.insert({"navn": "Bodil"}) == 8
    assert table.get(doc_id=first) == {"navn": "Søren", "by": "Ærøskøbing"}
    assert [row.doc_id for row in table.search(where("navn").test(lambda name: name != "Søren"))] == [7, 8]
    assert [row.doc_id for row in table.get(doc_ids=[8, 7, 99])] == [7, 8]
    assert table.contains(where("by") == "Ærøskøbing")
    assert not table.contains(doc_id=99)
    assert table.count(where("by").exists()) == 1
    table.update_multiple([({"by": "Marstal"}, where("navn") == "Åse")])
    assert table.upsert({"navn": "Åse", "by": "Rise"}, where("navn") == "Åse") == [7]
    assert table.remove(doc_ids=[first, 99]) == [first]
    assert [dict(row) for row in table] == [{"navn": "Åse", "by": "Rise"}, {"navn": "Bodil"}]
    with pytest.raises(ValueError, match="exists"):
        table.insert_multiple([{"navn": "Ib"}, Document({}, doc_id=8)])
    assert len(table) == 2
    store.db.insert({"i": "standardtabellen"})
    assert store.db.tables() == {"kontakter", "_default"}
    store.db.drop_tables()
    assert store.db.tables() == set()


def test_a_key_is_unique_whatever_way_the_row_comes(store: Store) -> None:
    store.put("index", "a", {"n": 1})
    with pytest.raises(ValueError, match="same key"):
        store.table("index").insert({"_key": "a"})
    with pytest.raises(ValueError, match="same key"), store.transaction():
        store.table("index").insert_multiple([{"_key": "b"}, {"_key": "b"}])
    store.put("index", "b", {"n": 2})
    with pytest.raises(ValueError, match="same key"):
        store.table("index").update({"_key": "b"}, where("n") == 1)
    store.table("index").update({"_key": "c"}, where("n") == 1)
    assert [key for key, _ in store.rows("index")] == ["c", "b"]
    assert store.get("index", "a") is None


def test_rows_without_a_key_belong_to_tinydb_alone(store: Store) -> None:
    store.table("index").insert({"n": 1})
    store.put("index", "a", {"n": 2})
    assert (list(store.rows("index")), store.count("index"), len(store.table("index"))) == ([("a", {"n": 2})], 1, 2)


def test_what_json_cannot_say_is_refused_before_anything_is_written(store: Store) -> None:
    for value in (date(2026, 11, 30), {1, 2}, object(), 2**70, "\ud800"):
        with pytest.raises(TypeError):
            store.put("index", "a", {"x": value})
    assert store.count("index") == 0


def test_another_program_sees_changes_and_a_cheap_look_says_when(
    tmp_path: Path, store: Store, cipher: RecordCipher
) -> None:
    other = Store.open(tmp_path, cipher)
    assert not other.refresh()
    store.put("index", "a", ROW)
    assert other.refresh()
    assert not other.refresh()
    assert not store.refresh()
    assert other.get("index", "a") == ROW
    store.put("index", "b", ROW)
    with other.transaction():
        assert other.count("index") == 2
        other.put("index", "c", ROW)
    assert other.refresh(wait=False)  # the news that the transaction met are still told
    store.table("index").insert({"n": 1})
    assert store.count("index") == 3


def test_a_program_that_keeps_the_desk_is_named_as_the_reason(
    tmp_path: Path, store: Store, cipher: RecordCipher
) -> None:
    other = Store.open(tmp_path, cipher, lock_timeout=0.05)
    with store.transaction():
        store.put("index", "a", ROW)
        with pytest.raises(DeskUnavailable, match="Another program"):
            other.put("index", "b", ROW)
        assert not other.refresh(wait=False)
    assert other.refresh()
    other.put("index", "b", ROW)
    assert store.refresh()


def test_threads_write_and_read_beside_each_other(store: Store) -> None:
    failures: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(40):
                with store.transaction():
                    store.put("index", f"{name}{number}", ROW)
                    store.put("pairs", f"{name}{number}", {})
                store.table("index").search(where("status") == "sendt")
                assert all(row == ROW for _, row in store.rows("index"))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (store.count("index"), store.count("pairs")) == (160, 160)


def test_reading_does_not_wait_for_a_transaction(store: Store) -> None:
    store.put("index", "a", {"n": 1})
    seen: list[object] = []
    with store.transaction():
        store.put("index", "a", {"n": 2})
        reader = threading.Thread(target=lambda: seen.extend([store.get("index", "a"), store.refresh(wait=False)]))
        reader.start()
        reader.join()
    assert seen == [{"n": 1}, False]
    assert store.get("index", "a") == {"n": 2}


def test_garbage_is_compacted_by_itself(tmp_path: Path, store: Store, cipher: RecordCipher) -> None:
    other = Store.open(tmp_path, cipher)
    for number in range(200):
        store.put("drafts", "a", {"text": f"{number}" + "Han møder fast tre dage om ugen. " * 600})
        store.put("index", str(number), ROW)
    assert (tmp_path / "journal").stat().st_size < 3 << 20
    assert other.refresh()
    assert dict(other.rows("drafts")) == dict(store.rows("drafts"))
    assert Store.open(tmp_path, cipher).count("index") == 200


def test_a_torn_tail_is_told_and_the_next_write_is_fine(tmp_path: Path, store: Store, cipher: RecordCipher) -> None:
    store.put("index", "a", ROW)
    with (tmp_path / "journal").open("ab") as file:
        file.write(b"\0\0\1")
    store.put("index", "b", ROW)  # met by an open desk, not only at opening
    assert store.torn
    again = Store.open(tmp_path, cipher)
    assert not again.torn
    assert again.count("index") == 2


def test_a_damaged_desk_does_not_open_and_an_open_one_keeps_what_it_has(
    tmp_path: Path, store: Store, cipher: RecordCipher
) -> None:
    for name in "abc":
        store.put("index", name, ROW)
    data = bytearray((tmp_path / "journal").read_bytes())
    data[-300] ^= 1
    (tmp_path / "journal").write_bytes(data)
    with pytest.raises(DeskUnavailable, match="damaged after"):
        Store.open(tmp_path, cipher)
    store.put("index", "d", ROW)
    store.compact()  # everything is in memory, so the open desk can write a sound journal
    assert dict(Store.open(tmp_path, cipher).rows("index")) == dict.fromkeys("abcd", ROW)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(NotPossible, match="closed"):
        store.put("index", "a", ROW)


def test_what_is_to_follow_a_transaction_follows_it_once_it_is_written_and_only_then(
    tmp_path: Path, store: Store
) -> None:
    done: list[str] = []
    empty = (tmp_path / "journal").stat().st_size

    def written(what: str) -> None:
        assert (tmp_path / "journal").stat().st_size > empty
        done.append(what)

    def undone() -> None:
        with store.transaction():
            store.put("index", "b", ROW)
            store.after_commit(lambda: written("inner"))
            raise KeyError

    with store.transaction():
        store.put("index", "a", ROW)
        store.after_commit(lambda: written("outer"))
        with pytest.raises(KeyError):
            undone()
        assert done == []
    assert done == ["outer"]
    with pytest.raises(KeyError):
        undone()
    with store.transaction():
        store.put("index", "a", ROW)  # nothing new to write
        store.after_commit(lambda: done.append("unchanged"))
    assert done == ["outer", "unchanged"]
    with pytest.raises(RuntimeError):
        store.after_commit(lambda: done.append("never"))
