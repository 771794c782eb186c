"""What has to be recorded so that a session speaks: the pieces of phrases."""

from string import Formatter

import pytest

from player.routine.catalogue import CatalogueEntry
from player.script.language.language import listing, pieces_of, sentences, vocabulary, with_end
from player.script.model import clip_of, text_of
from tests.script.wordings import ENGLISH

pytestmark = pytest.mark.core

TEMPLATES = ENGLISH.wording.templates
ABOUT: dict[str, str | int | tuple[str, ...]] = {"name": "chin tuck", "title": "Title", "label": "lift"}


def test_a_piece_of_a_template_is_words_or_one_field() -> None:
    for key, template in TEMPLATES.items():
        for piece in template.split("|"):
            parts = list(Formatter().parse(piece))
            fields = [field for _, field, _, _ in parts if field is not None]
            words = "".join(literal for literal, _, _, _ in parts).strip(" .,:;?")
            assert bool(fields) != bool(words), (key, piece)
            assert len(fields) <= 1, (key, piece)


def test_every_template_can_be_said_and_begins_with_a_capital() -> None:
    for key, template in TEMPLATES.items():
        fields = {field: spec for _, field, spec, _ in Formatter().parse(template) if field is not None}
        values = {field: ABOUT.get(field, 3) for field in fields}
        said = ENGLISH.say(key, **values)
        assert said, key
        assert said[0][:1] == said[0][:1].upper(), key
        assert "{" not in text_of(said), key


def test_a_template_without_its_value_is_told() -> None:
    with pytest.raises(KeyError):
        ENGLISH.say("next")
    with pytest.raises(KeyError):
        ENGLISH.say("no such thing")


def test_the_vocabulary_has_every_clip_once_and_is_no_larger_than_it_was_designed() -> None:
    clips = [clip_of(piece) for piece in vocabulary("en")]
    assert len(clips) == len(set(clips))
    assert all(clips)
    assert 450 <= len(clips) <= 600


def test_the_words_of_a_bell_are_recorded() -> None:
    clips = {clip_of(piece) for piece in vocabulary()}
    phrases = [
        ENGLISH.say("last-set"),
        ENGLISH.say("set-of", set=2, sets=4),
        ENGLISH.say("rest", amount=ENGLISH.length(20_000)),
        ENGLISH.say("prone"),
        ENGLISH.say("answer-how-much-pain"),
        ENGLISH.say("first", name=()),
        ENGLISH.say("count", n=99),
        ENGLISH.say("label", label="squeeze"),
    ]
    assert [clip_of(piece) for phrase in phrases for piece in phrase if clip_of(piece) not in clips] == []


def test_names_after_next_and_alone_are_one_clip() -> None:
    name = ENGLISH.name("Chin tuck")
    (alone,) = ENGLISH.say("name", name=name)
    assert ENGLISH.say("next", name=name) == ("Next:", "chin tuck.")
    assert alone == "Chin tuck."
    assert clip_of(alone) == clip_of("chin tuck,") == "chin tuck"


def test_a_question_is_a_clip_of_its_own() -> None:
    assert clip_of("Ready?") != clip_of("Ready.")


def test_of_an_exercise_its_name_and_its_cues_on_both_sides_and_on_none_are_recorded() -> None:
    entry = CatalogueEntry("Open book", cues=("Knees stay together", "{side} arm opens", "💪"))
    cues = {"Knees stay together", "Right arm opens", "Left arm opens", "Arm opens"}
    assert set(pieces_of(entry)) == {"open book.", *cues}


def test_phrases_are_joined_as_sentences_and_lists() -> None:
    assert text_of(listing(("one",), (), ("two.",), ("three",))) == "one, two, three"
    assert (
        text_of(sentences(("come up.", "sit tall."), ("really?", "yes.")))
        == "Come up. Sit tall. Really? Yes."
    )
    assert with_end(("Are you well?",), ".") == ("Are you well?",)
    assert with_end((), ".") == ()
    assert listing() == ()
