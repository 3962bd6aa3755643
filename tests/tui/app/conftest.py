"""The application speaks English here, whatever the desks' own language."""

import pytest


@pytest.fixture(autouse=True)
def _speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERDESK_LANG", "en")
