"""Which health problems conversation notes name: as people write them, Danish and English, denied and of others too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdesk.gaps.health_terms import mentions, named_in, topic_name, topics
from orderdesk.gaps.health_words import LISTS, terms, terms_of

DANISH_NAMED = [
    ("Får ikke luft, når hun går op ad trappen.", "breathlessness"),
    ("Kan ikke få luft.", "breathlessness"),
    ("Hun bliver hurtigt forpustet af at gå til bussen.", "breathlessness"),
    ("Kan ikke rumme flere aftaler om ugen.", "overload"),
    ("Sover dårligt.", "sleep"),
    ("Kan ikke sove på grund af smerter.", "sleep pain"),
    ("Har ondt i ryggen.", "back"),
    ("Ondt i ryg, nakke og begge knæ.", "back neck_shoulder joints"),
    ("Ryggen driller igen.", "back"),
    ("Ikke kun angst, men også depression.", "anxiety depression"),
    ("Moren siger, at borgeren har angst.", "anxiety"),
    ("Moren siger, at hun har angst.", "anxiety"),
    ("Kan ikke gå uden smerter i knæet.", "joints"),
    ("Aldrig fri for smerter.", "pain"),
    ("Kan ikke tage bussen på grund af sin angst.", "anxiety"),
    ("Angsten er ikke væk.", "anxiety"),
    ("Smerterne forsvinder ikke.", "pain"),
    ("Bor hos sin mor og har angst.", "anxiety"),
    ("Går tur med hunden og får ondt i hoften.", "joints"),
    ("Kan ikke lege med børnene på grund af smerter.", "pain"),
    ("Passer sin syge mor og sover dårligt.", "sleep"),
    ("Hans mor har KOL, og han bliver selv forpustet.", "breathlessness"),
    ("Får ingen behandling for sin angst.", "anxiety"),
    ("Har aldrig fået hjælp til sin depression.", "depression"),
    ("Har ikke været til læge med sin hovedpine.", "headache"),
    ("Børnene bor hos faren, og angsten fylder meget.", "anxiety"),
    ("Da moren døde, fik hun angst.", "anxiety"),
    ("Som barn havde hun svært ved at sove.", "sleep"),
    ("Har hukommelsesbesvær efter hjernerystelsen.", "memory concussion"),
    ("Er træt hele dagen og glemmer aftaler.", "fatigue memory"),
    ("Drikker for meget i weekenden.", "alcohol"),
    ("Har fået bivirkninger af medicinen.", "side_effects"),
    ("Blodsukkeret svinger, og hun er svimmel.", "diabetes dizziness"),
    ("Er holdt op med medicinen, fordi den giver kvalme.", "stomach"),
    ("Tinnitus i begge ører.", "hearing"),
    ("Hjertebanken, når hun skal ud.", "heart"),
    ("Det er ikke nyt, at hun har migræne.", "headache"),
    ("Manden arbejder om natten, og hun ligger vågen.", "sleep"),
    ("Smerter i hele kroppen.", "pain"),
    ("Knæet er blevet skiftet, men gør stadig ondt.", "pain"),
    ("Hun tør ikke tage bussen.", "anxiety"),
    ("Jeg er bange, og min søn har adhd, men jeg har selv ptsd.", "ptsd"),
    ("Hun kan ikke løfte pga. skulderen.", "neck_shoulder"),
    ("Ønsker ikke praktik, da ryggen ikke kan holde til det.", "back"),
    ("Er på vej til lægen med ondt i brystet.", "heart"),
    ("Lægen siger, det ikke er hjertet, men hun får hjertebanken.", "heart"),
    ("Ved ikke, om hun har KOL, men hun er forpustet.", "lungs breathlessness"),
    ("Moren er død af kræft sidste år, og siden har han haft svært ved at sove.", "sleep"),
    ("Bor med sin kæreste og to børn, hvoraf den ene har ADHD. Hun er træt.", "fatigue"),
    ("Har ikke angst og sover dårligt.", "sleep"),
    ("Jeg har ikke haft det godt med min angst.", "anxiety"),
    ("Erkender ikke sit misbrug.", "drugs"),
    ("Uden sin medicin får hun angst.", "anxiety"),
    ("Han er bekymret for sin datters anoreksi og sover dårligt.", "sleep"),
    ("Depressionen er væk, men angsten er der endnu.", "anxiety"),
    ("Barnet vågner om natten, så hun er træt.", "fatigue"),
    ("Min mand har slidgigt, og jeg har selv fået ondt i lænden.", "back"),
    ("Vil ikke tale om sit misbrug.", "drugs"),
    ("Mødte ikke op på grund af panikangst.", "anxiety"),
]
DANISH_NOT_NAMED = [
    "Har ikke angst.",
    "Angsten er væk.",
    "Ingen smerter.",
    "Benægter misbrug.",
    "Benægter, at der er et misbrug.",
    "Er fri for smerter.",
    "Hans mor har KOL.",
    "Datteren er indlagt med depression.",
    "Ingen angst, depression eller misbrug.",
    "Hverken angst eller depression.",
    "Ryggen gør ikke ondt mere.",
    "Har haft angst, men den er væk nu.",
    "Angst: nej",
    "Misbrug? Aldrig.",
    "Er træt af jobcentret.",
    "Har ondt af sin nabo.",
    "Sad på en stol med høj ryg.",
    "Har fået hold på økonomien og står med rank ryg.",
    "Vil gerne have en kollega som skulder ved skulder.",
    "Har noget på hjerte.",
    "Det var hårdt at skulle trykke på knappen.",
    "Blev tvunget i knæ af gælden.",
    "Har en søn med ADHD.",
    "Er bekymret for sin mor, der har KOL.",
    "Sønnens autisme fylder meget.",
    "Kæresten, der arbejder om natten, har fået stress.",
    "Moren lider af angst og depression.",
    "Har ikke i den seneste tid haft angst.",
    "Har ikke ondt i ryggen længere.",
    "Der er kræft i familien.",
    "Mor KOL, far diabetes.",
    "Mener ikke, at hun har angst.",
    "Lægen har udelukket kræft.",
    "Føler sig ikke deprimeret.",
    "Er hverken trist, stresset eller træt.",
    "Barnet har fået astma.",
    "Rygsækken er tung, og ryggen mod muren.",
    "Naboen drikker for meget.",
    "Manden er blevet syg af stress.",
    "Uden smerter i dag.",
    "Hovedpinen er gået over.",
    "Arbejdet er stressende.",
    "Sover godt og spiser godt.",
    "Hendes ældste datter har spiseforstyrrelse og angst.",
    "Ingen angst og ingen smerter.",
    "Ingen angst, ingen smerter, intet misbrug.",
    "Ikke angst, men heller ikke smerter.",
    "Arbejder som hjælper for en mand med sklerose.",
    "Har nu i tre uger ikke drukket alkohol.",
    "Borger har ingen gener fra nakken.",
    "Har brug for en god stol til ryggen.",
    "Panik over at miste kontanthjælpen.",
    "Har fået hjerte for at arbejde med ældre.",
    "Ikke flere angstanfald siden sommer.",
]
ENGLISH_NAMED = [
    ("She cannot get air when she climbs the stairs.", "breathlessness"),
    ("He sleeps badly because of pain in the back.", "sleep back"),
    ("Cannot sleep because of the pain.", "sleep pain"),
    ("Not only anxiety but also depression.", "anxiety depression"),
    ("Her mother says that she has anxiety.", "anxiety"),
    ("Her mother has COPD, and he is himself short of breath.", "breathlessness"),
    ("He lives with his mother and has anxiety.", "anxiety"),
    ("She is never free of pain.", "pain"),
    ("The pain is not gone.", "pain"),
    ("She has had no treatment for her anxiety.", "anxiety"),
    ("Pain in neck, shoulders and both knees.", "neck_shoulder joints"),
    ("She gets out of breath when she walks the dog.", "breathlessness"),
    ("She looks after her mother and has back pain.", "back"),
    ("He cannot take the bus because of his anxiety.", "anxiety"),
    ("She has not seen a doctor about her headaches.", "headache"),
    ("He is tired all day and forgets appointments.", "fatigue memory"),
    ("He is dizzy, and his ears ring: tinnitus.", "dizziness hearing"),
    ("The knee hurts.", "joints"),
    ("She has trouble with her hip.", "joints"),
    ("He drinks too much at weekends.", "alcohol"),
    ("My back is playing up again.", "back"),
    ("She can't concentrate and is easily overwhelmed.", "memory overload"),
    ("He cannot walk without pain.", "pain"),
    ("The medicine has side effects.", "side_effects"),
    ("She has a bad back.", "back"),
    ("Her partner works at night, and she lies awake.", "sleep"),
    ("No anxiety and sleeps badly.", "sleep"),
    ("She cannot breathe when she has to go shopping.", "breathlessness"),
    ("His back hurts when he stands for long.", "back"),
    ("She has been diagnosed with ADHD and autism.", "adhd autism"),
    ("He hears voices at night.", "psychosis"),
    ("She has had migraines since the concussion.", "headache concussion"),
    ("Her blood sugar is high and she has put on weight.", "diabetes weight"),
    ("He was late because of a panic attack on the bus.", "anxiety"),
    ("She does not sleep, and the nightmares are back.", "sleep"),
    ("The doctor thinks that he has COPD.", "lungs"),
    ("She is exhausted after an hour.", "fatigue"),
    ("Depression is gone, but the anxiety is still there.", "anxiety"),
    ("He has had chest pains and palpitations.", "heart"),
    ("She has numb fingers and a sore neck.", "arms_hands neck_shoulder"),
    ("He is being treated for cancer.", "cancer"),
    ("The eczema on her hands has flared up.", "skin"),
]
ENGLISH_NOT_NAMED = [
    "No anxiety.",
    "The anxiety is gone.",
    "She does not have anxiety.",
    "He denies drug abuse.",
    "He denies that he has a problem with alcohol.",
    "Free of pain.",
    "Her mother has COPD.",
    "His daughter is in hospital with depression.",
    "No anxiety, depression or drugs.",
    "Neither anxiety nor depression.",
    "The back no longer hurts.",
    "She had anxiety, but it is gone now.",
    "Anxiety: no",
    "Drugs? Never.",
    "He is tired of the jobcentre.",
    "She wants to get back to work.",
    "The chair has a high back.",
    "He has it at heart.",
    "On the other hand she likes the place.",
    "She has a son with ADHD.",
    "He worries about his mother, who has cancer.",
    "Her son's autism takes all her time.",
    "Her husband drinks too much.",
    "Cancer in the family.",
    "The doctor has ruled out cancer.",
    "The headaches have gone.",
    "She doesn't feel depressed.",
    "The work is stressful.",
    "He sleeps well and eats well.",
    "Her eldest daughter has an eating disorder and anxiety.",
    "The neighbour is depressed.",
    "She is without pain today.",
    "It was a painful divorce.",
    "Turned a blind eye.",
    "He is free from anxiety.",
    "She does not believe that she has depression.",
    "No anxiety and no pain.",
    "He does not suffer from dizziness.",
    "Her father had a heart attack.",
    "She has never had epilepsy.",
    "His girlfriend is depressed and anxious.",
]


def named(text: str) -> set[str]:
    return {one.topic for one in mentions(text) if one.reading == "named"}


def readings(text: str) -> set[tuple[str, str]]:
    return {(one.topic, one.reading) for one in mentions(text)}


@pytest.mark.parametrize(("text", "wanted"), DANISH_NAMED)
def test_what_a_danish_note_names_is_named(text: str, wanted: str) -> None:
    assert named(text) == set(wanted.split())


@pytest.mark.parametrize("text", DANISH_NOT_NAMED)
def test_what_a_danish_note_denies_or_says_of_others_is_not_named(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(("text", "wanted"), ENGLISH_NAMED)
def test_what_an_english_note_names_is_named(text: str, wanted: str) -> None:
    assert named(text) == set(wanted.split())


@pytest.mark.parametrize("text", ENGLISH_NOT_NAMED)
def test_what_an_english_note_denies_or_says_of_others_is_not_named(text: str) -> None:
    assert named(text) == set()


def test_there_are_forty_sentences_each_way_in_both_languages() -> None:
    assert min(map(len, (DANISH_NAMED, DANISH_NOT_NAMED, ENGLISH_NAMED, ENGLISH_NOT_NAMED))) >= 40


def test_denied_and_of_others_are_told_apart() -> None:
    assert readings("Har ikke angst.") == {("anxiety", "denied")}
    assert readings("Hans mor har KOL.") == {("lungs", "of_others")}


def test_the_sentence_is_quoted_as_it_stands_with_its_abbreviations() -> None:
    text = "Vil gerne arbejde. Kan ikke løfte pga. skulderen."
    assert [one.quote for one in mentions(text)] == ["Kan ikke løfte pga. skulderen"]


def test_both_languages_have_the_same_topics_each_with_a_name() -> None:
    assert set(terms("da").names) == set(terms("en").names) == set(topics())
    assert topic_name("anxiety").da == "angst"
    assert topic_name("anxiety").en == "anxiety"
    assert topic_name("noget andet").da == "noget andet"


@pytest.mark.parametrize("topic", topics())
def test_a_topic_is_known_by_its_code_and_by_its_names(topic: str) -> None:
    assert topic in named_in(topic)
    for name in (topic_name(topic).da, topic_name(topic).en):
        assert topic in named_in(name), name


@pytest.mark.parametrize(("label", "topic"), [
    ("ryg", "back"), ("Ryg og nakke", "neck_shoulder"), ("knæ", "joints"), ("angst", "anxiety"), ("KOL", "lungs"),
    ("lower back", "back"), ("PTSD", "ptsd"),
])  # fmt: skip
def test_a_label_of_a_paper_is_read_as_its_matter(label: str, topic: str) -> None:
    assert topic in named_in(label)


def test_a_paper_says_something_of_a_problem_that_it_rules_out_but_not_of_the_mothers() -> None:
    assert named_in("Ingen tegn på angst.") == {"anxiety"}
    assert named_in("Hendes mor havde brystkræft.") == frozenset()


def test_a_part_of_the_body_counts_beside_a_complaint_alone_and_takes_the_place_of_pain() -> None:
    assert named("Hun sidder med siden til, og ryggen vender mod vinduet.") == set()
    assert named("Hun har smerter i ryggen.") == {"back"}
    assert named("Hun har mange smerter.") == {"pain"}


def test_a_list_that_is_not_there_is_a_fault_of_the_file() -> None:
    whole = {"topic": {}, "idioms": ["træt af"], **{name: ["ikke"] for name in LISTS}}
    assert terms_of(whole).names == {}
    with pytest.raises(KeyError):
        terms_of({name: words for name, words in whole.items() if name != "negation"})


SINGLE = sorted(
    {
        "angst", "depression", "søvnløshed", "smerter", "migræne", "svimmelhed", "åndenød", "astma", "diabetes",
        "tinnitus", "eksem", "kræft",
    }
)  # fmt: skip


@given(st.lists(st.sampled_from(SINGLE), min_size=1, max_size=4, unique=True))
def test_what_is_listed_is_named_all_of_it_and_denied_all_of_it(words: list[str]) -> None:
    listed = " og ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
    wanted = {topic for word in words for topic in named_in(word)}
    assert named(f"Borgeren har {listed}.") == wanted
    assert readings(f"Borgeren har ikke {listed}.") == {(topic, "denied") for topic in wanted}
    assert readings(f"Hendes søster har {listed}.") == {(topic, "of_others") for topic in wanted}


@given(st.sampled_from([text for text, _wanted in DANISH_NAMED]), st.sampled_from(DANISH_NOT_NAMED))
def test_one_sentence_does_not_change_how_another_is_read(first: str, second: str) -> None:
    apart = readings(f"Det er hun, og det er han. {first}") | readings(f"Det er hun, og det er han. {second}")
    assert readings(f"Det er hun, og det er han. {first} {second}") == apart


@given(st.sampled_from([text for text, _wanted in [*DANISH_NAMED, *ENGLISH_NAMED]]))
def test_large_letters_and_blanks_change_nothing(text: str) -> None:
    assert readings(text.upper()) == readings(text) == readings("  " + text.replace(" ", "   ") + " \n")


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for one in mentions(text):
        assert one.topic in topics()
        assert len(one.quote) <= 200
