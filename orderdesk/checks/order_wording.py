"""How an order's texts are worded: advice from the word lists, readability and likeness. One function a check."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from orderdesk.checks.catalogue import found
from orderdesk.checks.draft import entries, items, member, prose
from orderdesk.checks.findings import Finding
from orderdesk.checks.likeness import nearest
from orderdesk.checks.order_reading import OrderCheck, OrderReading, comparable_order
from orderdesk.checks.passages import Passage, Token, lix
from orderdesk.checks.wordlists import Span, WordLists
from orderdesk.locale import N_

if TYPE_CHECKING:
    from orderdesk.checks.local_files import BrokenFile

_LONE_AT_MOST: Final = 12  # words; a longer purpose has said something else as well
_EXTENSION_AT_MOST: Final = 30  # words; a longer purpose has room for what is to be different now
_READABLE_FROM: Final = 20  # words; LIX swings on shorter texts
_AND: Final = frozenset({"og", "samt", "and"})


def purpose_says_what(order: OrderReading) -> Iterator[Finding]:
    """ORD20."""
    if any(prose(text) for text in entries(order.body, "purpose", "to_clarify")):
        return
    for passage in order.purpose:
        words = [token for token in passage.words if token.word not in order.names]
        short = passage.path == "$.purpose.text" and len(words) <= _LONE_AT_MOST
        if short and order.words.covered(("lone", "fillers"), words, order.languages):
            template = N_("The purpose is {words} alone: write what is to be found out, and what the answer decides.")
            local = order.words.local_list(words, order.languages, "lone")
            yield found("ORD20", passage.path, template, local=local, words=passage.quote([(0, len(passage.text))]))


def purpose_is_of_today(order: OrderReading) -> Iterator[Finding]:
    """ORD21."""
    for passage in order.purpose:
        spans = order.words.spans("extensions", passage.tokens, order.languages)
        if passage.path == "$.purpose.text" and spans and len(passage.words) <= _EXTENSION_AT_MOST:
            template = N_(
                "{words}: write what the earlier course gave, what is missing, and what to do differently now."
            )
            local = order.words.local_list(passage.tokens, order.languages, "extensions")
            yield found("ORD21", passage.path, template, local=local, words=passage.quote(spans))


def words_have_a_measure(order: OrderReading) -> Iterator[Finding]:
    """ORD22. A goal passes when its sign has a measure; a purpose, which tells a story, up to one vague word."""
    measured_goals = {
        sign.path.removesuffix(".seen_by")
        for sign in order.signs
        if any(_measured(sentence, order.words, order.languages) for sentence in sign.sentences)
    }
    goals = [goal for goal in order.goals if goal.path.removesuffix(".text") not in measured_goals]
    for passage, allowed in [*((text, 1) for text in order.purpose), *((text, 0) for text in (*goals, *order.signs))]:
        spans = _unmeasured(passage, order.words, order.languages)
        if len({passage.text[start:end].lower() for start, end in spans}) > allowed:
            template = N_("{words}: write how much, how often, or compared with what.")
            local = order.words.local_list(passage.tokens, order.languages, "vague")
            yield found("ORD22", passage.path, template, local=local, words=passage.quote(spans))


def _unmeasured(passage: Passage, words: WordLists, languages: Sequence[str]) -> list[Span]:
    """The vague words in sentences of `passage` that hold no number."""
    return [
        span
        for sentence in passage.sentences
        if not _measured(sentence, words, languages)
        for span in words.spans("vague", sentence, languages)
    ]


def _measured(sentence: Sequence[Token], words: WordLists, languages: Sequence[str]) -> bool:
    if any(any(sign.isdigit() for sign in token.word) for token in sentence):
        return True
    return bool(words.spans("numbers", sentence, languages))


def sentences_hold(order: OrderReading) -> Iterator[Finding]:
    """ORD23."""
    documentation = [passage for passage in order.asked if passage.path.startswith("$.documentation")]
    for passage in (*order.purpose, *order.goals, *order.signs, *documentation):
        if spans := order.words.spans("escapes", passage.tokens, order.languages):
            template = N_("{words} leaves a way out: say what is wanted and on which condition.")
            local = order.words.local_list(passage.tokens, order.languages, "escapes")
            yield found("ORD23", passage.path, template, local=local, words=passage.quote(spans))


def goals_are_single(order: OrderReading) -> Iterator[Finding]:
    """ORD24."""
    for passage in order.goals:
        spans = order.words.spans("joiners", passage.tokens, order.languages)
        spans += _second_goals(passage, order)
        if spans:
            template = N_("{words} joins two goals: make two of them, each with its priority, sign and date.")
            local = order.words.local_list(passage.tokens, order.languages, "joiners", "goal_verbs")
            yield found("ORD24", passage.path, template, local=local, words=passage.quote(spans))


def _second_goals(passage: Passage, order: OrderReading) -> list[Span]:
    """Where "and" goes on with a verb that begins a goal."""
    tokens = passage.tokens
    return [
        (token.start, tokens[at + length].end)
        for at, token in enumerate(tokens[:-1])
        if token.word in _AND and (length := order.words.begins("goal_verbs", tokens, order.languages, at + 1))
    ]


def goals_are_results(order: OrderReading) -> Iterator[Finding]:
    """ORD25."""
    for passage in order.goals:
        tokens = [token for token in passage.words if token.word not in order.names]
        if order.words.spans("outcomes", tokens, order.languages):
            continue
        at = 0
        while not (length := order.words.begins("activities", tokens, order.languages, at)):
            skipped = order.words.begins("fillers", tokens, order.languages, at)
            if not skipped:
                break
            at += skipped
        if length:
            template = N_("{words} is something to do: write what should come of it, and move this to the activities.")
            local = order.words.local_list(tokens[at : at + length], order.languages, "activities")
            quoted = passage.quote([(tokens[at].start, tokens[at + length - 1].end)])
            yield found("ORD25", passage.path, template, local=local, words=quoted)


def order_is_its_own(order: OrderReading) -> Iterator[Finding]:
    """ORD28. All that is told of the other order is its day, and whether it is this citizen's own."""
    like = nearest(comparable_order(order.body), order.context.earlier, order.context.like_percent, order.names)
    if like:
        template = N_(
            "The text is nearly equal to another citizen's order of {day} ({percent} %): write what is particular to"
            " this one."
        )
        if like.earlier.own:
            template = N_(
                "The text is nearly equal to this citizen's order of {day} ({percent} %): write what that gave, and"
                " what to do differently now."
            )
        yield found("ORD28", "$.purpose", template, day=like.earlier.day, percent=like.percent)


def texts_can_be_read(order: OrderReading) -> Iterator[Finding]:
    """ORD30."""
    yield from hard_to_read("ORD30", order.passages, order.context.hardest_lix)


def hard_to_read(code: str, passages: Sequence[Passage], hardest: int) -> Iterator[Finding]:
    """The texts of `passages` whose LIX is `hardest` or more."""
    for passage in passages:
        if len(passage.words) >= _READABLE_FROM and (figure := lix(passage)) >= hardest:
            template = N_("Hard to read (LIX {lix}, should be below {limit}): shorter sentences, everyday words.")
            yield found(code, passage.path, template, lix=figure, limit=hardest)


def words_do_not_judge(order: OrderReading) -> Iterator[Finding]:
    """ORD31."""
    yield from judgements("ORD31", order.passages, order.words, order.languages)


def judgements(code: str, passages: Sequence[Passage], words: WordLists, languages: Sequence[str]) -> Iterator[Finding]:
    """The texts of `passages` that hold words that judge."""
    for passage in passages:
        if spans := words.spans("judgemental", passage.tokens, languages):
            template = N_("{words} judges: write what happened or what was said instead.")
            local = words.local_list(passage.tokens, languages, "judgemental")
            yield found(code, passage.path, template, local=local, words=passage.quote(spans))


def no_more_diagnosis_than_needed(order: OrderReading) -> Iterator[Finding]:
    """ORD32. A diagnosis that the task itself names is needed; else one may stand as a fact on what health means."""
    needed = {
        passage.text[start:end].lower()
        for passage in (*order.purpose, *order.goals, *order.signs, *order.asked)
        for start, end in order.words.spans("diagnoses", passage.tokens, order.languages)
    }
    health = _health_facts(order)
    seen: set[str] = set()
    for passage in order.about_citizen:
        spans = order.words.spans("diagnoses", passage.tokens, order.languages)
        spans = [(start, end) for start, end in spans if passage.text[start:end].lower() not in needed]
        seen |= {passage.text[start:end].lower() for start, end in spans}
        if spans and (len(seen) > 1 or passage.path not in health):
            template = N_("{words}: no goal or question needs it. Write what it means for a working day instead.")
            local = order.words.local_list(passage.tokens, order.languages, "diagnoses")
            yield found("ORD32", passage.path, template, local=local, words=passage.quote(spans))


def _health_facts(order: OrderReading) -> set[str]:
    facts = items(order.body, "citizen", "facts")
    return {f"$.citizen.facts[{place}].text" for place, fact in facts if member(fact, "kind") == "health_significance"}


def order_is_no_case_file(order: OrderReading) -> Iterator[Finding]:
    """ORD39."""
    count, most = sum(len(passage.words) for passage in order.passages), order.context.longest_words
    if count > most:
        template = N_(
            "The order has {count} words (more than {most}): keep what the consultant must know and come first."
        )
        yield found("ORD39", "$", template, count=count, most=most)


def local_words_are_used(order: OrderReading) -> Iterator[Finding]:
    """ORD41."""
    yield from words_not_used("ORD41", order.context.broken)


def words_not_used(code: str, broken: "BrokenFile | None") -> Iterator[Finding]:
    """Why the municipality's own word lists are not used; nothing where they are, or where there are none."""
    if broken is not None:
        yield Finding(code, "advise", "$", broken.template, broken.values)


WORDING: Final[tuple[OrderCheck, ...]] = (
    purpose_says_what,
    purpose_is_of_today,
    words_have_a_measure,
    sentences_hold,
    goals_are_single,
    goals_are_results,
    order_is_its_own,
    texts_can_be_read,
    words_do_not_judge,
    no_more_diagnosis_than_needed,
    order_is_no_case_file,
    local_words_are_used,
)
