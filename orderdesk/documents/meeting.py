"""The three-party meeting (trepartsmøde): citizen, caseworker and consultant. Proposed, scheduled, held, and what was
decided. Either side may write any of it; the first document names the meeting for those that follow."""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Clock, Day, Digest, Line, Minutes, Part, Text

MeetingForm = Literal["in_person", "phone", "video"]
Party = Literal["citizen", "caseworker", "consultant"]
Owner = Literal["citizen", "caseworker", "consultant", "doctor", "employer", "other"]


class Slot(Part):
    """A time that would do."""

    day: Annotated[Day, Field(description="The day.")]
    time: Annotated[Clock, Field(description="Local time of day in Denmark, HH:MM.")]


class Appointment(Part):
    """When and where the meeting is."""

    day: Annotated[Day, Field(description="The day.")]
    time: Annotated[Clock, Field(description="Local time of day in Denmark, HH:MM.")]
    minutes: Annotated[Minutes, Field(description="How long, in minutes.")]
    form: Annotated[MeetingForm, Field(description="In person, by phone or by video.")]
    place: Annotated[Line, Field(description="Where, or how to join.")]


class Propose(Part):
    """Somebody proposes to meet, at one of some times."""

    kind: Literal["propose"]
    purpose: Annotated[Text, Field(description="What the meeting is for.")]
    options: Annotated[list[Slot], Field(min_length=1, max_length=10, description="Times that would do.")]
    form: Annotated[MeetingForm, Field(description="In person, by phone or by video.")]


class Schedule(Part):
    """The meeting has its time."""

    kind: Literal["schedule"]
    meeting: Annotated[Digest | None, Field(description="The proposal that it settles, if there was one.")] = None
    purpose: Annotated[Text, Field(description="What the meeting is for.")]
    appointment: Annotated[Appointment, Field(description="When and where.")]
    agenda: Annotated[list[Line], Field(max_length=20, description="What will be talked about (dagsorden).")] = []
    word_before: Annotated[
        Text | None, Field(description="A word between the professionals before; not on the citizen's copy.")
    ] = None


class Presence(Part):
    """Whether one of the three was there."""

    present: Annotated[bool, Field(description="Whether they were there.")]
    name: Annotated[Line | None, Field(description="Who it was, where it was somebody else.")] = None


class Decision(Part):
    """Something decided at the meeting, with who does it and by when."""

    text: Annotated[Text, Field(description="What is decided.")]
    owner: Annotated[Owner, Field(description="Who does it.")]
    owner_name: Annotated[Line | None, Field(description="Who, by name.")] = None
    by: Annotated[Day, Field(description="By when.")]


class RemarksGiven(Part):
    """What the citizen said at the meeting."""

    status: Literal["given"]
    words: Annotated[Text, Field(description="In the citizen's own words.")]


class RemarksMissing(Part):
    """The citizen had no remarks, or was not there."""

    status: Literal["none"]
    reason: Annotated[Text, Field(description="Why there are none.")]


Remarks = Annotated[RemarksGiven | RemarksMissing, Field(discriminator="status")]


class Held(Part):
    """The meeting was held: who was there, what was decided, what the citizen said."""

    kind: Literal["held"]
    meeting: Annotated[Digest | None, Field(description="The document that opened the meeting, if there is one.")] = (
        None
    )
    day: Annotated[Day, Field(description="When it was held.")]
    form: Annotated[MeetingForm, Field(description="In person, by phone or by video.")]
    citizen: Annotated[Presence, Field(description="The citizen (borger).")]
    caseworker: Annotated[Presence, Field(description="The caseworker (sagsbehandler).")]
    consultant: Annotated[Presence, Field(description="The consultant (konsulent).")]
    others: Annotated[list[Line], Field(max_length=10, description="Others who were there, and as what.")] = []
    decisions: Annotated[list[Decision], Field(max_length=20, description="What was decided (aftaler).")] = []
    citizen_remarks: Annotated[Remarks, Field(description="The citizen's remarks (borgerens bemærkninger).")]
    word_after: Annotated[
        Text | None, Field(description="A word between the professionals after; not on the citizen's copy.")
    ] = None
    next_by: Annotated[Day | None, Field(description="When to meet next, at the latest.")] = None


class NoShow(Part):
    """The meeting came to nothing because somebody was not there. A fact; nothing follows from it by itself."""

    kind: Literal["no_show"]
    meeting: Annotated[Digest, Field(description="The document that opened the meeting.")]
    absent: Annotated[list[Party], Field(min_length=1, max_length=3, description="Who was not there.")]
    text: Annotated[Text, Field(description="What is known of why, and what was tried.")]


class Cancel(Part):
    """The meeting is called off."""

    kind: Literal["cancel"]
    meeting: Annotated[Digest, Field(description="The document that opened the meeting.")]
    by: Annotated[Party, Field(description="Who called it off.")]
    reason: Annotated[Text, Field(description="Why.")]


class Reschedule(Part):
    """The meeting is moved. The first time stays on record; this document names the meeting from now on."""

    kind: Literal["reschedule"]
    meeting: Annotated[Digest, Field(description="The document that opened the meeting.")]
    by: Annotated[Party, Field(description="Who asked for it.")]
    reason: Annotated[Text, Field(description="Why.")]
    appointment: Annotated[Appointment, Field(description="The new time and place.")]


Meeting = Annotated[Propose | Schedule | Held | NoShow | Cancel | Reschedule, Field(discriminator="kind")]


class MeetingDocument(Document):
    """A document about a three-party meeting, signed by whoever writes it."""

    type: Literal["orderdesk.meeting.v1"]
    body: Annotated[Meeting, Field(description="The meeting (trepartsmøde).")]
