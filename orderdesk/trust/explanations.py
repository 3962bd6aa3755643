"""What each check asks, and what to do when it fails: for people who meet a check's name in a log."""

from typing import Final

from orderdesk.locale import N_
from orderdesk.trust.result import AnswerCheck, CheckName

EXPLANATIONS: Final[dict[str, tuple[str, str]]] = {
    CheckName.SIZE: (
        N_("The document is at most 256 KiB."),
        N_("Attach long material as files instead of writing it into the document."),
    ),
    CheckName.UTF8: (N_("The document is UTF-8 text."), N_("Write the file as UTF-8, without conversion on the way.")),
    CheckName.JSON: (
        N_("The document is one JSON object that every reader understands alike: no member twice, no NaN."),
        N_("Write it with a JSON library, not by hand."),
    ),
    CheckName.PROFILE: (
        N_(
            "The document keeps to the profile: whole numbers of at most 53 bits, ASCII names, text in Unicode NFC"
            " without control or direction marks, at most 32 levels."
        ),
        N_("Write hours as minutes and money as øre; normalise text to NFC."),
    ),
    CheckName.PROOF: (
        N_("The document carries exactly one well-formed proof, eddsa-jcs-2022."),
        N_("Sign it; a document is signed once."),
    ),
    CheckName.CONTEXT: (
        N_("Document and proof name the format's own @context and nothing else."),
        N_("Do not add to the @context: what is appended is left unsigned by some readers."),
    ),
    CheckName.KEY: (
        N_("The proof names a sound Ed25519 key as did:key."),
        N_("Make a new key; weak keys are refused because anybody can sign under them."),
    ),
    CheckName.SIGNATURE: (
        N_("The signature fits the document."),
        N_("The document was changed after signing. Ask the sender for it anew."),
    ),
    CheckName.SCHEMA: (
        N_("The document fits the published schema of its type, with no member too many."),
        N_("See the places that are named, and `orderdesk schema`."),
    ),
    CheckName.ISSUED: (
        N_(
            "The document is not issued in the future, and its proof is not older than itself; ten minutes are allowed."
        ),
        N_("Check the clocks."),
    ),
    CheckName.DIRECTORY: (
        N_("A trusted directory of the sender's organisation is known, and had not expired when it was signed."),
        N_("Give the directory with --trust, or get the newest one from somebody you trust."),
    ),
    CheckName.MEMBER: (
        N_("The sender is in that directory, and the key is one of theirs."),
        N_("Get the newest directory; if the key is not there either, ring the sender."),
    ),
    CheckName.ROLE: (
        N_("The sender holds the role the document is signed in, and that role may issue such a document."),
        N_("Have somebody sign who may, or have the directory corrected."),
    ),
    CheckName.PERIOD: (
        N_("The key counted when the document was issued."),
        N_("Sign anew with the present key."),
    ),
    CheckName.REVOCATION: (
        N_("The key had not been revoked; a lost key proves nothing about a document that arrives now."),
        N_("Ask the sender to sign anew with their present key."),
    ),
    CheckName.COLLEAGUES: (
        N_("A note to colleagues, and a handover, is for nobody outside the organisation in which it was written."),
        N_("Leave it be, and ring the sender: a note is for all colleagues, a handover for the one whom it names."),
    ),
    CheckName.ADDRESSED: (
        N_("The document is addressed to this person or organisation. Asked when it arrives at a desk."),
        N_("Leave it be: it is for somebody else."),
    ),
    CheckName.REPLAY: (
        N_("The document has not arrived before. Asked when it arrives at a desk."),
        N_("Nothing: the first one counts."),
    ),
    CheckName.PREVIOUS: (
        N_("The documents that this one builds on are here. Asked when it arrives at a desk."),
        N_("Synchronise; if they do not come, ask the sender to send them again."),
    ),
    AnswerCheck.THREAD: (
        N_("The report belongs to the thread of the order. Asked with --order."),
        N_("Check that the right order was given."),
    ),
    AnswerCheck.VERSION: (
        N_("The report names the digest and the version of the order. Asked with --order."),
        N_("Write the report from the newest version of the order."),
    ),
    AnswerCheck.GOALS: (
        N_("Each goal of the order is answered exactly once. Asked with --order."),
        N_("Answer the goals named, if only with why they were not worked on."),
    ),
    AnswerCheck.QUESTIONS: (
        N_("Each question of the order is answered exactly once. Asked with --order."),
        N_("Answer the questions named, if only with why they cannot be answered yet."),
    ),
    AnswerCheck.DOCUMENTATION: (
        N_("Each piece of ordered documentation is accounted for exactly once. Asked with --order."),
        N_("Say how far each piece has come."),
    ),
    AnswerCheck.PERIOD: (
        N_("The period lies within the course, is not turned round and has ended. Asked with --order."),
        N_("Correct the period."),
    ),
    AnswerCheck.TOTALS: (
        N_("The totals follow from the sessions. Asked with --order."),
        N_("Reckon the totals from the sessions; what the provider cancelled is never counted as planned."),
    ),
    AnswerCheck.OUTCOME: (
        N_("A final report has an outcome, and no other report has one. Asked with --order."),
        N_("Add the outcome, or call the report final."),
    ),
}
"""By the check's name: what it asks, and what to do."""
