"""The words for the codes of notices and meetings, as English msgids (see `wording`)."""

from collections.abc import Mapping
from typing import Final

from orderdesk.locale import N_

COURSE_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "meeting_state": {
        "proposed": N_("proposed"),
        "scheduled": N_("scheduled"),
        "held": N_("held"),
        "no_show": N_("somebody was not there"),
        "cancelled": N_("cancelled"),
        "rescheduled": N_("moved to another time"),
    },
    "hold_code": {
        "illness": N_("illness"),
        "treatment": N_("treatment"),
        "hospital": N_("in hospital"),
        "holiday": N_("holiday"),
        "parental_leave": N_("parental leave"),
        "awaiting_placement": N_("waits for a placement"),
        "awaiting_assessment": N_("waits for an assessment"),
        "provider_capacity": N_("the provider lacks capacity"),
        "other": N_("other"),
    },
    "end_group": {
        "outcome": N_("what has been reached"),
        "citizen": N_("the citizen's situation"),
        "provider": N_("the provider"),
        "municipality": N_("the municipality"),
    },
    "end_code": {
        "job": N_("job"),
        "education": N_("education"),
        "goals_met": N_("the goals are met"),
        "health": N_("health"),
        "treatment_first": N_("treatment comes first"),
        "moved_away": N_("has moved away"),
        "no_contact": N_("no contact could be had"),
        "citizen_wishes": N_("the citizen wishes it"),
        "no_capacity": N_("no capacity"),
        "cooperation": N_("cooperation does not work"),
        "safety": N_("safety"),
        "goals_out_of_reach": N_("the goals are out of reach"),
        "agreement_ended": N_("the agreement has ended"),
        "other_course": N_("another course fits better"),
        "other": N_("other"),
    },
    "notice_warning": {
        "risk_of_drop_out": N_("risk of dropping out"),
        "health_worse": N_("health is worse"),
        "goal_will_be_missed": N_("a goal will be missed"),
        "placement_at_risk": N_("the placement is at risk"),
        "other": N_("other"),
    },
    "not_ready_needs": {
        "treatment": N_("treatment"),
        "assessment": N_("assessment"),
        "housing": N_("housing"),
        "other": N_("other"),
    },
    "meeting_form": {"in_person": N_("in person"), "phone": N_("by phone"), "video": N_("by video")},
    "party": {"citizen": N_("the citizen"), "caseworker": N_("the caseworker"), "consultant": N_("the consultant")},
    "decision_owner": {
        "citizen": N_("the citizen"),
        "caseworker": N_("the caseworker"),
        "consultant": N_("the consultant"),
        "doctor": N_("the doctor"),
        "employer": N_("the employer"),
        "other": N_("other"),
    },
    "remarks_status": {"given": N_("given"), "none": N_("none")},
    "amendment": {
        "waiting": N_("amended, not acknowledged yet"),
        "acknowledged": N_("amendment acknowledged"),
        "objected": N_("objection to the amendment"),
    },
}
