"""A municipality's desk with a case file on it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from casework_desks import CPR, Keep
from desk_pair import DeskPair

from orderdesk.cases.case_file import CaseFile
from orderdesk.cases.reading import case_of
from orderdesk.desk.casework import case_files
from orderdesk.desk.desk import Desk


@pytest.fixture
def desk(pair: DeskPair) -> Desk:
    """The caseworker's desk, on Friday 20 November 2026."""
    pair.clock.moment = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    return pair.caseworker


@pytest.fixture
def keep(desk: Desk) -> Keep:
    """Keep a case of Bodil Ærø on the way to a flex job, with these members."""

    def keep(**members: Any) -> CaseFile:
        value = {
            "type": "orderdesk.case.v1", "case": "bodil-aeroe", "citizen": {"name": "Bodil Ærø", "cpr": CPR},
            "tracks": [{"track": "flex_job", "role": "main", "since": "2026-01-05"}], **members,
        }  # fmt: skip
        file = case_of(value)
        case_files.put(desk, file)
        return file

    return keep
