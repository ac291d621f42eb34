"""Sentences: a table of golden rules of our own, `|` where a sentence ends, and laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import texts

from argmap.core.sentences import at, lines, sentences, touching, whole, words

RULES = [
    # Plain ends.
    ("en", "Prices rose.| Wages fell.| Nobody was asked."),
    ("en", "Who knew?| Not the council!| Really?!| So it seems."),
    ("en", "It stopped.[12]| Then it went on.¹| And on."),
    ("en", "One line\n|Another line without a stop\n\n|A paragraph."),
    ("en", "A heading\r\n|Its text.\r\n|More."),
    # Abbreviations, initials, acronyms.
    ("en", "Mr. Lee met Dr. Ode at St. Mary's.| They spoke."),
    ("en", "He left at 5 p.m. on Tuesday.| It rained."),
    ("en", "He left at 5 p.m.| Guards followed."),
    ("en", "It opens at 9 a.m. Monday.| Come early."),
    ("en", "The U.S. Senate voted.| It was close."),
    ("en", "They moved to the U.S.| The reason is plain."),
    ("en", "Bread, milk, etc. were short.| Tea, too, etc.| Coffee was not."),
    ("en", "J. R. Hale and M.K. Stone wrote it.| W. signed."),
    ("en", "Acme Inc. Chairman Roe resigned.| Acme Inc.| The firm is gone."),
    ("en", "See No. 5 and Fig. 3, pp. 4 f.| He said no.| Then he left."),
    ("en", "Fruit, e.g. Pears, and i.e. Apples count.| Others do not."),
    ("en", "Neither do I.| He knew."),
    ("en", "On Jan. 5 it began.| It ended in Dec.| The year was over."),
    ("en", "The report, incl. Annex B, and esp. Annex C, is out.| It is long."),
    ("en", "Washington, D.C.| The trip took all day.| See Art. IV of it."),
    ("en", "Gen. Petrov, Lt. Col. Hale and Sen. Roe met on Sept. 3.| They left at 6 p.m.| It rained."),
    ("en", "Phones fell.| eBay rose.| pH values did not."),
    ("en", "It began.(4)| Then it ended.[12]| So be it."),
    # Numbers.
    ("en", "It rose by 3.5 % to 1.204,50 euros.| Then it fell to 0.9."),
    ("en", "It was 1991.| Borders changed."),
    ("en", "1. First of all, peace.| 2. Then bread."),
    ("en", "1. Peace\n|2. Bread\n|a. Rye\n|iv. Oats"),
    ("en", "Version 2.11.3 came out at example.org.| It works."),
    # Ellipses.
    ("en", "He waited ... and waited.| Nothing ...| Then a knock."),
    ("en", "Well… perhaps.| Or not…| We shall see."),
    ("en", "It went . . . on.| And stopped . . .| There."),
    # Quotations and brackets.
    ("en", "“We won.”| She smiled."),
    ("en", "“Did we win?” she asked.| “We did!” he said."),
    ("en", "He said: “We won.”| “So what?”| Nobody spoke."),
    ("en", "\"It holds,\" he said. | \"It must.\"| They agreed.".replace(". |", ".|")),
    ("en", "It fell (by half. Or so they say) in May.| It rose in June."),
    ("en", "(It fell. It rose again.)| Then it was still."),
    ("en", "It ended.)| It began."),
    ("en", "Yes.’| No."),
    # German.
    ("de", "Am 3. Oktober tagte der Rat.| Dann kam der 4. Mai."),
    ("de", "Das gilt z.B. für Dr. Meier bzw. Prof. Huber.| Es bleibt so."),
    ("de", "Brot, Milch usw. fehlten.| Tee usw.| Kaffee gab es."),
    ("de", "Es waren 25.| Dann kamen mehr."),
    ("de", "Im 19. Jahrhundert galt Art. 5 nicht.| „Schade.“| Er ging."),
    ("de", "„Kommst du?“, fragte er.| »Nein!«| Schluss."),
    ("de", "Das Ges. v. 3. 4. 2010 gilt lt. § 5 Abs. 2 S. 1.| Der Abg. Müller sprach."),
    ("de", "Ca. 20 Mio. Euro, d. h. 5 Mrd. weniger, u. a. Zinsen.| Vgl. Nr. 5, S. 12 ff.| Ende."),
    ("de", "König Ludwig XIV. regierte lange.| Im 2. Weltkrieg starb er.| Die Fa. Meier blieb."),
    # French.
    ("fr", "M. Blanc est parti.| Mme. Noir reste."),
    ("fr", "« Il est parti. »| Elle reste."),
    ("fr", "« Est-il parti\u00a0? » demanda-t-elle.| Oui\u202f!| Il l'est."),
    ("fr", "Cf. art. 5, p. 3.| L’État paie."),
    ("fr", "Selon l’art. L. 123-4, al. 2, c’est vrai.| L’art. 5 aussi.| J.-P. Roux l’a dit."),
    ("fr", "M. Roux, du n° 5 de l’av. Foch, est venu.| L’U.E. n’a rien dit."),
    # Spanish.
    ("es", "¿Quién lo sabe?| ¡Nadie!| El Sr. Gil calla."),
    ("es", "EE. UU. votó.| Según la pág. 4, no."),
    ("es", "Pan, leche, etc.| Luego nada."),
    ("es", "Vive en la Av. Bolívar, núm. 3, dpto. 4.| Uds. lo saben.| —No.| —Y se fue."),
    # Russian.
    ("ru", "Г-н Иванов и проф. Петров приехали.| Они молчали."),
    ("ru", "В 1991 г. Азербайджан стал независимым.| В 1992 г.| Это было давно."),
    ("ru", "Хлеб, соль и т. д. кончились.| Так и т.д.| Потом стихло."),
    ("ru", "А. С. Пушкин писал: «Пора.»| Он ушёл."),
    ("ru", "Адрес: ул. Садовая, д. 5, кв. 3.| Там живёт И. И. Котов.| Он стар."),
    ("ru", "В 2010 г. было ок. 5 млн. руб., т.е. мало.| «Кто там?» — спросил он.| Никто."),
    # Scripts without capitals, without spaces.
    ("", "他来了。|她走了！|为什么？|“没有。”|好。"),
    ("", "彼は言った「行く。」|そして去った。"),
    ("", "「本当か？」と彼は言った。|「うん。」|3.5パーセント。"),
    ("", "यह सच है।| वह गया।| ठीक।"),
    ("", "هل هذا صحيح؟| نعم."),
    # What must not confuse.
    ("en", "It works 👍.| It does 👩\u200d👧!| Cafe\u0301.| Fin."),
    ("en", "So\u00adft hy\u00adphens.| And\u00a0so\u00a0on."),
    ("en", "It is so.Nobody parts that.| This is parted."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked"), RULES)
def test_golden_rules(language: str, marked: str) -> None:
    expected = [piece.strip() for piece in marked.split("|")]
    text = marked.replace("|", "")
    assert [text[span.start : span.end] for span in sentences(text, language)] == expected


@given(
    st.one_of(texts(), st.text(st.sampled_from("aB.!?… \n()“”\"'1。Dr|\u00a0"), max_size=80)),
    st.sampled_from(["", "en", "de", "ru"]),
)
def test_sentences_hold_every_character_but_white_space_once_and_keep_to_their_lines(text: str, language: str) -> None:
    spans = sentences(text, language)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert not text[end : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert "\n" not in text[span.start : span.end]
        end = span.end
    assert not text[end:].strip()
    for line in lines(text):
        inside = touching(spans, *line)
        assert (spans[inside[0]].start, spans[inside[-1]].end) == line


@given(texts(), st.integers(0, 60), st.integers(1, 30))
def test_the_spans_touched_are_those_that_share_a_character(text: str, start: int, length: int) -> None:
    spans = sentences(text)
    end = start + length
    sharing = [i for i, span in enumerate(spans) if span.start < end and start < span.end]
    assert list(touching(spans, start, end)) == sharing
    found = whole(spans, start, end)
    assert found == ((spans[sharing[0]].start, spans[sharing[-1]].end) if sharing else None)
    before = [i for i, span in enumerate(spans) if span.start <= start]
    assert at(spans, start) == (before[-1] if before else -1)


def test_text_that_never_ends_a_sentence_takes_no_time() -> None:
    for piece in ("Mr. ", "(", "“", ". ", "i.", "a.b ", "(a. B "):
        text = piece * (400_000 // len(piece)) + "x"
        assert sentences(text, "en")[-1].end == len(text)


def test_words_are_counted_as_readers_count_them() -> None:
    assert words("It’s a well-known fact, isn't it? 3 of 5.") == 9
    assert words("他来了。") == 3
    assert words("") == 0
