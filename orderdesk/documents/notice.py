"""The notice: something that happens to an order between its answer and its end, told when it happens.

Some notices move the order (a hold, the end), some say who is on it now (consultant, caseworker), some only tell (an
absence, a warning, good news). None proposes a sanction: an absence is a fact with its reason.
"""

from typing import Annotated, Literal

from pydantic import Field

from orderdesk.documents.attendance import Absence, SessionKind
from orderdesk.documents.citizen import Stance
from orderdesk.documents.envelope import Document
from orderdesk.documents.fields import Clock, Day, Digest, ItemId, Part, Text, Urn
from orderdesk.documents.people import Contact

HoldCode = Literal[
    "illness", "treatment", "hospital", "holiday", "parental_leave", "awaiting_placement", "awaiting_assessment",
    "provider_capacity", "other",
]  # fmt: skip
EndGroup = Literal["outcome", "citizen", "provider", "municipality"]
EndCode = Literal[
    "job", "education", "goals_met", "health", "treatment_first", "moved_away", "no_contact", "citizen_wishes",
    "no_capacity", "cooperation", "safety", "goals_out_of_reach", "agreement_ended", "other_course", "other",
]  # fmt: skip
NoticeWarning = Literal["risk_of_drop_out", "health_worse", "goal_will_be_missed", "placement_at_risk", "other"]


class Withdraw(Part):
    """The caseworker takes an order back that has not been answered."""

    kind: Literal["withdraw"]
    reason: Annotated[Text, Field(description="Why it is taken back (tilbagekaldelse).")]


class Started(Part):
    """The course has begun, or the citizen was offered a first session and did not come."""

    kind: Literal["started"]
    first_offered: Annotated[Day, Field(description="The first session that was offered, whether or not it was kept.")]
    first_attended: Annotated[Day | None, Field(description="The first session that the citizen came to.")] = None
    text: Annotated[Text | None, Field(description="How it went.")] = None


class Hold(Part):
    """The course is put on hold (pause)."""

    kind: Literal["hold"]
    code: Annotated[HoldCode, Field(description="The reason.")]
    reason: Annotated[Text, Field(description="The reason in words.")]
    since: Annotated[Day, Field(description="From this day on.")]
    expected_resume: Annotated[Day, Field(description="When it is expected to go on; the clock asks then.")]


class Resume(Part):
    """The course goes on."""

    kind: Literal["resume"]
    day: Annotated[Day, Field(description="From this day on.")]
    text: Annotated[Text | None, Field(description="What is different now.")] = None


class HandOverNote(Part):
    """What whoever takes over needs to know (overlevering)."""

    reached: Annotated[Text, Field(description="What has been reached, goal by goal.")]
    open: Annotated[Text, Field(description="What stands open, and what has been promised to whom.")]
    works: Annotated[Text | None, Field(description="What works with this citizen, and what does not.")] = None


class End(Part):
    """The caseworker asks to end the course before its time."""

    kind: Literal["end"]
    group: Annotated[EndGroup, Field(description="Where the reason lies.")]
    code: Annotated[EndCode, Field(description="The reason.")]
    reason: Annotated[Text, Field(description="The reason in words.")]
    last_day: Annotated[Day, Field(description="The last day of the course.")]


class HandBack(Part):
    """The provider hands the order back (tilbagelevering)."""

    kind: Literal["hand_back"]
    group: Annotated[EndGroup, Field(description="Where the reason lies.")]
    code: Annotated[EndCode, Field(description="The reason.")]
    reason: Annotated[Text, Field(description="The reason in words.")]
    last_day: Annotated[Day, Field(description="The last day of the course.")]
    hand_over: Annotated[HandOverNote, Field(description="What whoever takes over needs to know.")]


class AgreeEnd(Part):
    """The other side agrees that the course ends."""

    kind: Literal["agree_end"]
    end: Annotated[Digest, Field(description="The notice that asked for it.")]
    text: Annotated[Text | None, Field(description="A word to the other side.")] = None


class RetractEnd(Part):
    """Whoever asked to end the course takes it back."""

    kind: Literal["retract_end"]
    end: Annotated[Digest, Field(description="The notice that asked for it.")]
    reason: Annotated[Text, Field(description="Why the course goes on.")]


class WaiveFinal(Part):
    """The caseworker closes the order without a final report, and says why."""

    kind: Literal["waive_final"]
    reason: Annotated[Text, Field(description="Why no final report is needed, or why it will not come.")]


class WaiveReport(Part):
    """The caseworker does not want the report of a period."""

    kind: Literal["waive_report"]
    start: Annotated[Day, Field(description="The period's first day.")]
    end: Annotated[Day, Field(description="The period's last day.")]
    reason: Annotated[Text, Field(description="Why.")]


class Reopen(Part):
    """The caseworker opens a course again that has ended."""

    kind: Literal["reopen"]
    reason: Annotated[Text, Field(description="Why.")]
    until: Annotated[Day, Field(description="The course's new last day.")]


class Replaced(Part):
    """A new order takes this one's place."""

    kind: Literal["replaced"]
    by: Annotated[Urn, Field(description="The new order's thread.")]
    reason: Annotated[Text | None, Field(description="Why.")] = None


class EnteredInError(Part):
    """The order should never have been sent. It is kept, and not counted."""

    kind: Literal["entered_in_error"]
    reason: Annotated[Text, Field(description="What was wrong: another citizen, another provider, twice.")]


class ConsultantChange(Part):
    """Another consultant takes over. There is one at a time; the earlier ones stay on record."""

    kind: Literal["consultant"]
    consultant: Annotated[Contact, Field(description="Who takes over, with direct telephone and mail.")]
    since: Annotated[Day, Field(description="From this day on.")]
    reason: Annotated[Text, Field(description="Why.")]
    citizen_told: Annotated[bool, Field(description="Whether the citizen has been told.")]


class CaseworkerChange(Part):
    """Another caseworker has the case, for good or for a while: whom the provider rings now."""

    kind: Literal["caseworker"]
    caseworker: Annotated[Contact, Field(description="Who has the case, with direct telephone and mail.")]
    since: Annotated[Day, Field(description="From this day on.")]
    until: Annotated[Day | None, Field(description="The last day, when it is for a while.")] = None
    reason: Annotated[Text | None, Field(description="What the provider should know about it.")] = None


class AbsenceNotice(Part):
    """The citizen did not come today (fravær samme dag). A fact with its reason; nothing follows from it by itself."""

    kind: Literal["absence"]
    day: Annotated[Day, Field(description="The day.")]
    time: Annotated[Clock | None, Field(description="When the session was to begin.")] = None
    session: Annotated[SessionKind, Field(description="What kind of session it was.")]
    absence: Annotated[Absence, Field(description="The reason, and the attempts to reach the citizen.")]
    plan: Annotated[Text | None, Field(description="What the consultant does now, and would like help with.")] = None


class Warned(Part):
    """An early warning between reports: something the caseworker should know now."""

    kind: Literal["warning"]
    about: Annotated[NoticeWarning, Field(description="What it is about.")]
    text: Annotated[Text, Field(description="What is seen.")]
    wish: Annotated[Text | None, Field(description="What would help, and from whom.")] = None


class NotReady(Part):
    """Not ready yet: something has to come before the course can do its work."""

    kind: Literal["not_ready"]
    needs: Annotated[
        Literal["treatment", "assessment", "housing", "other"], Field(description="What has to come first.")
    ]
    text: Annotated[Text, Field(description="What is seen, and what the citizen says.")]
    proposal: Annotated[Text | None, Field(description="What the consultant proposes meanwhile.")] = None


class GoodNews(Part):
    """Something went well, and somebody should know it now."""

    kind: Literal["good_news"]
    text: Annotated[Text, Field(description="What went well.")]
    goal: Annotated[ItemId | None, Field(description="The goal it belongs to.")] = None


class ItemStance(Part):
    """What the citizen thinks of one goal or activity."""

    item: Annotated[ItemId, Field(description="The goal's or activity's id in the order, such as M1.")]
    stance: Annotated[Stance, Field(description="Agreed, partly, not agreed, not asked, not now.")]
    words: Annotated[Text | None, Field(description="In the citizen's own words.")] = None


class Stances(Part):
    """Expectation alignment (forventningsafstemning): where the citizen stands on the order's goals and activities."""

    kind: Literal["stances"]
    day: Annotated[Day, Field(description="When the citizen was asked.")]
    how: Annotated[
        Literal["meeting", "phone", "written", "three_party_meeting"], Field(description="How it was obtained.")
    ]
    stances: Annotated[list[ItemStance], Field(min_length=1, max_length=60, description="One for each that was asked.")]


Notice = Annotated[
    Withdraw | Started | Hold | Resume | End | HandBack | AgreeEnd | RetractEnd | WaiveFinal | WaiveReport | Reopen
    | Replaced | EnteredInError | ConsultantChange | CaseworkerChange | AbsenceNotice | Warned | NotReady | GoodNews
    | Stances,
    Field(discriminator="kind"),
]  # fmt: skip


class NoticeDocument(Document):
    """A notice on an order, signed by whoever tells it."""

    type: Literal["orderdesk.notice.v1"]
    body: Annotated[Notice, Field(description="The notice (meddelelse).")]
