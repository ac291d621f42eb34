"""Cue words: what they suggest, what only looks like one, and who is reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from argmap.app.lexicons import language_of, lexicon_for, lexicon_of, lexicons
from argmap.core.cues import KINDS, ROLES, cues, guess, suggest
from argmap.core.document import Document
from argmap.core.records import MapInfo, Source

KINDS_OF = {"p": "premise", "s": "conclusion", "c": "contrast", "r": "report"}


def found(language: str, text: str) -> list[tuple[str, str, str]]:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    return [(cue.kind, text[cue.start : cue.end], cue.by) for cue in cues(text, lexicon)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It fell because it rained.", [("p", "because", "")]),
        ("en", "BECAUSE OF rain; Since it rained.", [("p", "BECAUSE OF", ""), ("p", "Since", "")]),
        ("en", "Since 2019, since March, ever since, since then: as well as this.", []),
        ("en", "Becausex xbecause be-because", []),
        ("en", "So, it fell. He said so.", [("s", "So,", ""), ("r", "said", "")]),
        ("en", "It therefore fell. This means\nthat it rose.", [("s", "therefore", ""), ("s", "This means\nthat", "")]),
        ("en", "However, it fell, but rather late.", [("c", "However", "")]),
        ("en", "According to Moscow, it fell.", [("r", "According to", "Moscow")]),
        ("en", "It fell, according to the Ministry of Defence.", [("r", "according to", "Ministry of Defence")]),
        ("en", "It fell, according to analysts, and rose.", [("r", "according to", "analysts")]),
        ("en", "According to them, it fell.", [("r", "According to", "")]),
        ("en", "President J. R. Hale argues that it fell.", [("r", "argues", "President J. R. Hale")]),
        ("en", "In May he said it fell.", [("r", "said", "")]),
        ("en", "It rose. The town council has said that it fell.", [("r", "has said", "town council")]),
        ("en", "In May, the mayor argued that it fell.", [("r", "argued", "mayor")]),
        ("en", "The one who came first said that it fell.", [("r", "said", "")]),
        ("en", "There are rumours of it; allegedly it fell.", [("r", "rumours", ""), ("r", "allegedly", "")]),
        ("en", "As a result of rain; as a result, it fell.", [("p", "As a result of", ""), ("s", "as a result", "")]),
        ("en", "“We won,” argued Ms. Hale. He said nothing. Due to arrive.", [("r", "argued", "Ms. Hale")]),
        ("en", "According to J. R. Roe, it fell.", [("r", "According to", "J. R. Roe")]),
        ("de", "Es sei denn, er ruft laut. Mehr denn je; denn es fiel.", [("p", "denn", "")]),
        ("de", "Der Rat hat gesagt, dass es fiel; Moskau zufolge nicht.",
         [("r", "hat gesagt", "Rat"), ("r", "zufolge", "Moskau")]),
        ("de", "„Es fiel“, sagte Maria Keller. Wie die Zeitung berichtet, fiel es.",
         [("r", "sagte", "Maria Keller"), ("r", "berichtet", "Zeitung")]),
        ("de", "Da er kam, fiel es. Da steht es, da oben.", [("p", "Da", "")]),
        ("fr", "Un car, car il pleut. Il est ainsi fait ; ainsi, il dort.", [("p", "car", ""), ("s", "ainsi", "")]),
        ("fr", "Le maire a affirmé que non, indique Reuters.",
         [("r", "a affirmé", "maire"), ("r", "indique", "Reuters")]),
        ("es", "Pues bien, un sino triste, sino alegre, ya que llueve.", [("c", "sino", ""), ("p", "ya que", "")]),
        ("es", "El alcalde dijo que no. Así como él, así que sale.", [("r", "dijo", "alcalde"), ("s", "así que", "")]),
        ("ru", "А также он. А он хотя бы спит, хотя шумно.", [("c", "А", ""), ("c", "хотя", "")]),
        ("ru", "По данным ООН, поэтому тихо. С 2019 года тихо.", [("r", "По данным", "ООН"), ("s", "поэтому", "")]),
        ("de", "Es fiel, weil es regnete; seit 2019 jedoch nicht.", [("p", "weil", ""), ("c", "jedoch", "")]),
        ("de", "Laut Moskau fiel es. Anna Weber sagte es.", [("r", "Laut", "Moskau"), ("r", "sagte", "Anna Weber")]),
        ("de", "Es ist zu laut hier und da.", []),
        ("fr", "D’après l’ONU, il dort parce qu’il pleut.", [("r", "D’après", "ONU"), ("p", "parce qu’il", "")]),
        ("fr", "Or, il pleut. Une montre en or.", [("c", "Or,", "")]),
        ("es", "Según Moscú, llueve desde 2019; sin embargo, no.", [("r", "Según", "Moscú"), ("c", "sin embargo", "")]),
        ("ru", "По словам Путина, тихо, потому что ночь.", [("r", "По словам", "Путина"), ("p", "потому что", "")]),
        ("ru", "Так называемый мир. Однако Москва заявила.", [("c", "Однако", ""), ("r", "заявила", "Москва")]),
    ],
)  # fmt: skip
def test_cues_by_example(language: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(language, text) == [(KINDS_OF[kind], words, by) for kind, words, by in expected]


@given(
    st.one_of(
        texts(),
        st.lists(st.sampled_from(["because", "Since", "2019", "but", "said", "Moscow", ",", ". ", "\n"])).map(" ".join),
    )
)
def test_cues_stand_in_order_at_borders_of_words_without_overlap(text: str) -> None:
    for lexicon in lexicons():
        end = 0
        for cue in cues(text, lexicon):
            assert end <= cue.start < cue.end <= len(text)
            assert cue.role == ROLES[cue.kind]
            assert cue.start == 0 or not text[cue.start - 1].isalnum()
            assert cue.end == len(text) or not text[cue.end].isalnum()
            end = cue.end


def test_a_part_is_searched_as_it_stands_in_the_whole() -> None:
    lexicon = lexicon_of("en")
    assert lexicon is not None
    text = "It fell because it rained. But it rose, since it had to."
    whole = cues(text, lexicon)
    assert [cue for cue in whole if cue.start >= 26] == list(cues(text, lexicon, 26))
    assert [cue.kind for cue in cues(text, lexicon, 0, 26)] == ["premise"]


def test_a_passage_is_suggested_its_first_role_and_whoever_is_reported() -> None:
    lexicon = lexicon_of("en-GB")
    assert lexicon is not None
    text = "But according to Baku, it fell because of rain. Nothing here."
    assert suggest(text, 0, 47, lexicon) == ("counterpoint", True, "Baku")
    assert suggest(text, 48, len(text), lexicon) == ("", False, "")


def test_every_language_has_cues_of_every_kind_and_names_itself() -> None:
    assert [lexicon.language for lexicon in lexicons()] == ["de", "en", "es", "fr", "ru"]
    for lexicon in lexicons():
        assert all(len(lexicon.phrases[kind]) >= 20 for kind in KINDS)
        assert lexicon.exclusions
        for phrase in (*lexicon.exclusions, *(p for kind in KINDS for p in lexicon.phrases[kind])):
            assert phrase == phrase.strip(), phrase
            assert phrase == phrase.lower() or "{by}" in phrase, phrase
    assert lexicon_of("zz") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council of the town has said that it is not for the traders to decide.", "en"),
        ("Der Rat der Stadt hat gesagt, dass es nicht an den Händlern ist, das zu entscheiden.", "de"),
        ("Le conseil de la ville a dit que ce n'est pas aux commerçants de décider dans cette affaire.", "fr"),
        ("El consejo de la ciudad ha dicho que no es a los comerciantes a quienes les toca decidir.", "es"),
        ("Совет города сказал, что это не дело торговцев, и он не будет решать так, как они.", "ru"),
        ("他来了。", ""),
        ("1 2 3", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_by_its_common_words(text: str, language: str) -> None:
    assert guess(text, lexicons()) == language


def test_the_source_says_the_language_before_the_map_does() -> None:
    source = Source(text="Der Rat der Stadt hat gesagt, dass es nicht an den Händlern ist.", id="s1")
    document = Document([MapInfo(language="en"), source, Source(text="他来了。", id="s2")])
    assert [language_of(document, id) for id in ("s1", "s2", "")] == ["de", "en", "en"]
    chosen = lexicon_for(document, "s1")
    assert chosen is not None
    assert chosen.language == "de"
