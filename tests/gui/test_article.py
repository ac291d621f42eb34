"""The article beside the map: what is taken from it, what lights up, and that offsets hold at Qt's border."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from argmap.app.unfinished import unfinished
from argmap.core.anchors import State, states
from argmap.core.document import Document
from argmap.core.graph import excerpts_on
from argmap.core.records import Claim, Kind, Relation, Source
from argmap.core.roles import Role, derive
from argmap.edit import claims, removal
from argmap.edit.sources import describe_source, excerpt_of
from argmap.gui.article import drag, file_reader, links
from argmap.gui.article.add_source import AddSource
from argmap.gui.article.dates import about, date_words
from argmap.gui.article.lights import lights
from argmap.gui.article.offsets import to_points, to_units
from argmap.gui.article.pane import ArticlePane
from argmap.gui.article.paper import Paper
from argmap.gui.article.reading import Reading
from argmap.gui.article.register import Register, resting_on
from argmap.gui.article.review import ReviewDialog
from argmap.gui.article.search import found_in
from argmap.gui.article.taking import Passage
from argmap.gui.article.update import UpdateText
from argmap.gui.canvas.hitting import NOTHING, Hit
from argmap.gui.window import MapWindow

Press = Callable[..., None]

LONG = 60_000
"""How long a child process may take to start on a loaded machine, in milliseconds."""

pytestmark = pytest.mark.usefixtures("qapp")
"""Text is laid out with fonts, which need an application."""

TEXT = (
    "The centre should be closed to cars 🚗. Nothing else helps.\n\n"
    "Measured NO2\u00a0halved on the closed street. However, traders lost a tenth of their custom.\n\n"
    "According to Maria Keller, the buses are empty. Nobody asked the children.\n"
)


def sourced() -> Document:
    """A thesis that rests on the first sentence of an article, and a second source."""
    source = Source(title="The air we breathe", author="A. Writer", published="2024-01-05", text=TEXT, id="s")
    end = TEXT.index(" Nothing")
    first = excerpt_of(source, 0, end, "t")
    assert first is not None
    return Document(
        (
            source,
            Source(title="Another", published="2025", text="One more article. It is short.", id="z"),
            Claim("The centre should be closed to cars.", main=True, id="t"),
            replace(first, id="x"),
        )
    )


@pytest.fixture
def reading(window: MapWindow) -> Reading:
    """The article's side of a window, with an article of three paragraphs."""
    reading = getattr(window, "reading", None) or Reading(window)
    reading.fill()
    window.session.load(sourced())
    assert reading.pane is not None
    reading.pane.text.setFocus()
    QApplication.processEvents()
    return reading


@pytest.fixture
def pane(reading: Reading) -> ArticlePane:
    """Its pane."""
    assert reading.pane is not None
    return reading.pane


def sentence(pane: ArticlePane, words: str) -> None:
    """Selects the sentence that begins with these words."""
    pane.text.select_sentence(pane.text.text.index(words))


# Offsets.

MIXED = st.text(st.sampled_from("aß é🚗\u0301\u00a0\u00ad字👩\u200d🔬\t"), max_size=40)


@given(MIXED, st.data())
def test_offsets_survive_the_way_through_utf_16(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    units = to_units(text, offset)
    assert units == len(text[:offset].encode("utf-16-le")) // 2
    assert to_points(text, units) == offset


def test_a_place_between_two_halves_belongs_to_the_character() -> None:
    assert to_points("a🚗b", 2) == 1


@given(st.lists(MIXED, max_size=6), st.integers(60, 400))
def test_every_offset_has_a_place_on_paper_and_the_pieces_hold_the_whole_text(parts: list[str], width: int) -> None:
    text = "\n".join(parts)
    paper = Paper(text)
    paper.set_width(float(width), QFont())
    assert "\n".join(text[p.start : p.end] for p in paper.pieces) == text
    for offset in range(len(text) + 1):
        caret = paper.caret(offset)
        assert 0 <= caret.y() <= paper.height


def test_what_is_estimated_and_what_is_measured_lead_to_the_same_places_in_the_end() -> None:
    text = "\n\n".join(f"Paragraph {n}. " + "word " * (n % 60) for n in range(300))
    font = QFont()
    font.setPixelSize(14)
    slow, quick = Paper(text), Paper(text)
    for paper in (slow, quick):
        paper.set_width(300.0, font)
    for piece in range(len(slow.pieces)):
        slow.laid_out(piece)
    at = 0
    while at < len(quick.pieces):
        at = quick.settle_some(at, 500)
    assert quick.tops() == slow.tops()


def test_a_very_long_line_is_laid_out_in_pieces_that_keep_every_character() -> None:
    text = "word " * 5000
    pieces = Paper(text).pieces
    assert len(pieces) > 4
    assert "".join(text[p.start : p.end] for p in pieces) == text


def test_an_offset_found_by_its_place_is_the_one_that_stands_there() -> None:
    paper = Paper(TEXT)
    font = QFont("Inter")
    font.setPixelSize(14)
    paper.set_width(QFontMetricsF(font).averageCharWidth() * 30, font)
    for offset in range(0, len(TEXT), 3):
        caret = paper.caret(offset)
        assert abs(paper.offset_at(caret.x() + 0.2, caret.center().y()) - offset) <= 1


@pytest.mark.parametrize(("text", "way"), [("Nobody asked them.", 1), ("\u0644\u0645 \u064a\u0633\u0623\u0644.", -1)])
def test_a_full_stop_stands_where_its_line_ends_and_is_taken_with_its_sentence(text: str, way: int) -> None:
    paper = Paper(f"{text} {text}")
    font = QFont()
    font.setPixelSize(14)
    paper.set_width(600.0, font)
    end = len(text)
    places = [
        way * paper.caret(offset).x() for offset in (0, end - 1, end, end + 1, len(paper.text) - 1, len(paper.text))
    ]
    assert places == sorted(places) and len(set(places)) == len(places)
    (box,) = paper.boxes(0, end, 0, 0)
    assert [round(edge) for edge in (box.left(), box.right())] == sorted(round(paper.caret(at).x()) for at in (0, end))
    (box,) = paper.boxes(end + 1, len(paper.text), 0, 0)
    assert box.width() == pytest.approx(abs(places[-1] - places[3]), abs=1)


# Taking passages.


@pytest.mark.parametrize(
    ("key", "role", "kind"),
    [
        ("P", Role.PREMISE, Kind.SUPPORT),
        ("2", Role.PREMISE, Kind.SUPPORT),
        ("C", Role.COUNTERPOINT, Kind.ATTACK),
        ("3", Role.COUNTERPOINT, Kind.ATTACK),
    ],
)
def test_a_letter_makes_claim_excerpt_and_relation_in_one_change(
    reading: Reading, pane: ArticlePane, press: Press, key: str, role: Role, kind: Kind
) -> None:
    session = reading.session
    before = session.document
    sentence(pane, "Measured")
    press(key)
    (claim,) = session.selection
    assert derive(session.document).rows[claim].role is role
    (relation,) = session.document.relations.values()
    assert (relation.kind, relation.target) == (kind, "t")
    (excerpt,) = excerpts_on(session.document)[claim]
    assert excerpt.exact == "Measured NO2\u00a0halved on the closed street."
    assert states(session.document)[excerpt.id] is State.EXACT
    reading._window.view.end_edit()
    session.undo()
    assert session.document == before


def test_shift_adds_the_claim_as_it_is_and_the_keyboard_stays_in_the_article(
    reading: Reading, pane: ArticlePane, press: Press
) -> None:
    sentence(pane, "Nobody")
    press("Shift+P")
    (claim,) = reading.session.selection
    assert not reading._window.view.is_editing()
    assert pane.text.hasFocus()
    assert ("in-authors-words", claim) in [(p.code, p.record) for p in unfinished(reading.session.document)]


def test_enter_leads_back_to_the_article_behind_the_passage_and_the_next_sentence_is_next(
    reading: Reading, pane: ArticlePane, press: Press
) -> None:
    sentence(pane, "Measured")
    end = pane.text.selection[1]
    press("P")
    view = reading._window.view
    assert view.is_editing()
    press("O", "w", "n", "Return")
    assert pane.text.hasFocus()
    assert pane.text.selection == (end, end)
    (claim,) = reading.session.selection
    assert reading.session.document.claims[claim].text.lower() == "own"
    press("Down")
    assert pane.text.selected_text.startswith("However")


def test_leaving_the_wording_by_tab_goes_on_at_the_map(reading: Reading, pane: ArticlePane, press: Press) -> None:
    sentence(pane, "Measured")
    press("P", "Tab")
    assert not pane.text.hasFocus()
    assert len(reading.session.document.claims) == 3
    reading._window.view.end_edit()


def test_the_target_stays_where_it_is_until_it_is_moved(reading: Reading, pane: ArticlePane, press: Press) -> None:
    assert reading.target == "t"
    sentence(pane, "Measured")
    press("Shift+P")
    (claim,) = reading.session.selection
    assert reading.target == "t"
    assert pane.target.words.text().startswith("1  The centre")
    press("G")
    assert reading.target == claim
    QApplication.processEvents()
    assert pane.target.words.text().startswith("1.1  Measured")
    sentence(pane, "However")
    press("Shift+C")
    attack = next(r for r in reading.session.document.relations.values() if r.kind is Kind.ATTACK)
    assert attack.target == claim


def test_a_target_that_goes_gives_way_to_what_it_bore_on(reading: Reading, pane: ArticlePane, press: Press) -> None:
    sentence(pane, "Measured")
    press("Shift+P")
    press("G")
    reading.session.undo()
    assert reading.target == "t"


def test_the_first_claim_of_a_map_is_the_target_wherever_it_comes_from(
    reading: Reading, pane: ArticlePane, qtbot: QtBot
) -> None:
    session = reading.session
    session.commit(removal.delete(session.document, ["t"]))
    qtbot.waitUntil(lambda: reading.target == "" and pane.target.words.text() == "")
    session.commit(claims.add_thesis(session.document, "Typed on the map"))
    qtbot.waitUntil(lambda: pane.target.words.text() == "1  Typed on the map")


def test_without_a_passage_nothing_is_added_and_it_is_said_why(
    reading: Reading, pane: ArticlePane, press: Press
) -> None:
    said: list[str] = []
    reading._window.bridge.said.connect(said.append)
    before = reading.session.document
    pane.text.select(3, 3)
    press("P")
    assert reading.session.document is before
    assert "Select a passage" in said[-1]
    sentence(pane, "Measured")
    press("U")
    assert reading.session.document is before
    assert said[-1] == "Not possible: 1 bears on nothing"


def test_a_attaches_the_passage_to_the_target_once(reading: Reading, pane: ArticlePane, press: Press) -> None:
    sentence(pane, "Nothing")
    press("A")
    assert [e.exact for e in excerpts_on(reading.session.document)["t"]][-1] == "Nothing else helps."
    sentence(pane, "Nothing")
    press("A")
    assert len(excerpts_on(reading.session.document)["t"]) == 2


def test_a_first_thesis_is_the_target_from_then_on(reading: Reading, pane: ArticlePane, press: Press) -> None:
    reading.session.load(Document((Source(text=TEXT, id="s"),)))
    assert reading.target == ""
    sentence(pane, "The centre")
    press("Shift+T")
    assert reading.target == reading.session.selection[0]
    assert reading.session.document.claims[reading.target].main


def test_white_space_at_the_ends_of_a_selection_is_left_out(reading: Reading, pane: ArticlePane) -> None:
    start = TEXT.index(" Nothing")
    pane.text.select(start, TEXT.index("Measured"))
    assert reading.take("premise", edited=False)
    excerpt = excerpts_on(reading.session.document)[reading.session.selection[0]][0]
    assert excerpt.exact == "Nothing else helps."


def test_n_goes_from_one_sentence_that_is_not_mapped_to_the_next_and_round(pane: ArticlePane, press: Press) -> None:
    pane.text.select(0, 0)
    seen = []
    for _ in range(6):
        press("N")
        seen.append(pane.text.selected_text.split()[0])
    assert seen == ["Nothing", "Measured", "However,", "According", "Nobody", "Nothing"]


def test_del_leaves_a_passage_out_of_the_text_and_what_rests_beside_it_stays(
    reading: Reading, pane: ArticlePane, press: Press, window: MapWindow
) -> None:
    sentence(pane, "Measured NO2")
    reading.take("premise", edited=False)
    pane.text.select(TEXT.index("\n\nAccording") + 2, len(TEXT))
    press("Del")
    assert pane.text.text == TEXT[: TEXT.index("\n\nAccording")]
    assert set(states(window.session.document).values()) == {State.EXACT}
    assert pane.text.text[pane.text.caret_at :] == ""
    sentence(pane, "Measured NO2")
    press("Del")
    assert "Measured" not in pane.text.text
    assert sorted(states(window.session.document).values()) == [State.EXACT, State.LOST]
    assert pane.foot.doubts.isVisible()
    window.acts.run("undo")
    window.acts.run("undo")
    assert pane.text.text == TEXT
    press("Del")
    assert pane.text.text == TEXT


def test_lines_that_were_pasted_broken_can_be_joined(reading: Reading, window: MapWindow) -> None:
    line = "These words are broken to fit a width, as they are"
    reading.shelf.add_source(f"Title\n\n{chr(10).join([line] * 6)}\nend.")
    dialog = window.asking.dialog("add-source")
    assert isinstance(dialog, AddSource)
    assert not dialog.join.isHidden()
    dialog.join.click()
    assert dialog.values()["text"] == f"Title\n\n{' '.join([line] * 6)} end."
    assert dialog.join.isHidden()
    assert dialog.fields["title"].text() == "Title"


def test_shift_with_the_arrows_takes_sentence_by_sentence_and_gives_back(pane: ArticlePane, press: Press) -> None:
    pane.text.select(0, 0)
    press("Down", "Shift+Down", "Shift+Down")
    assert pane.text.selected_text == TEXT[: TEXT.index(" However")]
    press("Shift+Up")
    assert pane.text.selected_text == TEXT[: TEXT.index("\n")]
    press("Down")
    assert pane.text.selected_text.startswith("Measured")
    press("Up")
    assert pane.text.selected_text == "Nothing else helps."


# Both ways.


def test_a_selected_card_lights_up_its_passages_and_another_source_comes_to_the_front(
    reading: Reading, pane: ArticlePane, qtbot: QtBot
) -> None:
    pane.show_source("z")
    assert pane.source == "z"
    reading._window.view.setFocus()
    reading.session.select(("t",))
    qtbot.waitUntil(lambda: pane.text.lit == {"t"})
    assert pane.source == "s"


def test_a_click_on_a_passage_selects_its_card_and_again_the_next_of_several(
    reading: Reading, pane: ArticlePane
) -> None:
    session = reading.session
    source = session.document.sources["s"]
    other = excerpt_of(source, 0, 10, "t2")
    assert other is not None
    more = (Claim("Another.", id="t2"), replace(other, id="y"))
    session.load(Document((*session.document.values(), *more)))
    QApplication.processEvents()
    box = next(pane.text.paper.boxes(2, 6, 0, 0))
    shift = pane.text.mapFromGlobal(pane.text.viewport().mapToGlobal(QPoint(0, 0)))
    at = (box.center() + QPointF(pane.text._margin, 6.0 - pane.text.verticalScrollBar().value())).toPoint()
    assert shift.x() >= 0
    QTest.mouseClick(pane.text.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert session.selection == ("t2",)
    QTest.mouseClick(pane.text.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert session.selection == ("t",)


def test_an_excerpt_behind_a_relation_has_the_role_of_its_premises() -> None:
    source = Source(text=TEXT, id="s")
    first = excerpt_of(source, 0, 9, "r")
    assert first is not None
    document = Document(
        (
            source,
            Claim("A", id="a"),
            Claim("B", id="b"),
            Relation(Kind.ATTACK, ("a",), "b", id="r"),
            replace(first, id="x"),
        )
    )
    assert [light.role for light in lights(document, "s").all] == [Role.COUNTERPOINT]


def test_lights_between_two_offsets_are_all_that_share_a_character_with_them() -> None:
    document = sourced()
    found = lights(document, "s")
    (light,) = found.all
    for start in range(0, len(TEXT), 5):
        expected = [light] if start < light.end and start + 5 > light.start else []
        assert list(found.between(start, start + 5)) == expected


def test_who_is_reported_is_offered_and_nothing_is_said_of_it_without_being_asked(
    reading: Reading, pane: ArticlePane, press: Press
) -> None:
    sentence(pane, "According")
    press("Shift+P")
    (claim,) = reading.session.selection
    assert reading.session.document.claims[claim].by == ()
    assert pane.holder.isVisible()
    assert pane.holder.entry.text() == "Maria Keller"
    press("B")
    assert pane.holder.entry.hasFocus()
    press("Return")
    assert reading.session.document.claims[claim].by == ("Maria Keller",)
    assert not pane.holder.isVisible()
    assert pane.text.hasFocus()


def test_b_asks_who_holds_the_newest_claim_where_nobody_is_reported_too(
    reading: Reading, pane: ArticlePane, press: Press
) -> None:
    press("B")
    assert not pane.holder.isVisible()
    sentence(pane, "Nobody")
    press("Shift+P")
    (claim,) = reading.session.selection
    assert not pane.holder.isVisible()
    press("B")
    pane.holder.entry.setText("The buses' drivers; A. Writer")
    press("Return")
    assert reading.session.document.claims[claim].by == ("The buses' drivers", "A. Writer")
    press("B")
    assert pane.holder.entry.text() == "The buses' drivers; A. Writer"
    press("Esc")
    assert not pane.holder.isVisible() and pane.text.hasFocus()


def test_cue_words_suggest_a_role_that_enter_takes(reading: Reading, pane: ArticlePane, press: Press) -> None:
    before = reading.session.document
    sentence(pane, "However")
    assert pane.target.suggested == "article-counterpoint"
    assert reading.session.document is before
    press("Return")
    (relation,) = reading.session.document.relations.values()
    assert relation.kind is Kind.ATTACK
    reading._window.view.end_edit()


# Dropping.


@pytest.mark.parametrize(
    ("hit", "held", "words"),
    [
        (Hit("claim", "t"), {}, "Drop: premise of 1"),
        (Hit("claim", "t"), {"shift": True}, "Drop: counterpoint to 1"),
        (Hit("claim", "t"), {"also": True}, "Drop: excerpt of 1"),
        (NOTHING, {}, "Drop: new claim"),
    ],
)
def test_a_drop_says_what_it_does(hit: Hit, held: dict[str, bool], words: str) -> None:
    start = TEXT.index("Measured")
    drop = drag.dropped(sourced(), Passage("s", start, start + 20), hit, **held)
    assert drop.words == words
    assert drop.change is not None


def test_a_drop_on_a_step_links_or_undercuts() -> None:
    document = Document((*sourced().values(), Claim("P", id="p"), Relation(Kind.SUPPORT, ("p",), "t", id="r")))
    passage = Passage("s", TEXT.index("Measured"), TEXT.index("Measured") + 20)
    linked = drag.dropped(document, passage, Hit("relation", "r")).change
    assert linked is not None
    assert len(document.apply(linked).relations["r"].premises) == 2
    under = drag.dropped(document, passage, Hit("relation", "r"), shift=True).change
    assert under is not None
    assert any(r.target == "r" for r in document.apply(under).relations.values())


def test_what_is_dragged_finds_its_way_back_and_anything_else_is_left_alone() -> None:
    passage = Passage("s", 3, 9)
    assert drag.passage_in(drag.mime_of(passage, "words")) == passage
    other = QMimeData()
    other.setText("words")
    assert drag.passage_in(other) is None
    other.setData(drag.PASSAGE, b"s\n-1\nx")
    assert drag.passage_in(other) is None


# The register, new versions, links.


def test_the_register_counts_claims_once_and_commits_what_is_judged(reading: Reading) -> None:
    document = reading.session.document
    assert resting_on(document) == {"s": 1}
    register = Register(reading._window.bridge, lambda: None, lambda _: None, reading._window)
    box = register.table.cellWidget(1, 5)
    box.setCurrentIndex(2)  # type: ignore[attr-defined]
    box.activated.emit(2)  # type: ignore[attr-defined]
    assert reading.session.document.sources["s"].reliability == "B"
    register.table.item(1, 1).setText("B. Other")
    assert reading.session.document.sources["s"].author == "B. Other"
    register.deleteLater()


def test_a_new_version_moves_what_is_certain_and_shows_the_rest_for_review(reading: Reading) -> None:
    window, cases = reading._window, []
    dialog = UpdateText(window.bridge, "s", cases.extend, window)
    dialog.edit.setPlainText("A new beginning.\n\n" + TEXT)
    dialog.accept()
    document = reading.session.document
    assert states(document)["x"] is State.EXACT
    assert document.excerpts["x"].start == 18
    assert cases == []
    dialog = UpdateText(window.bridge, "s", cases.extend, window)
    dialog.edit.setPlainText(TEXT.replace("should be closed to", "must be shut to"))
    dialog.accept()
    assert [case.excerpt for case in cases] == ["x"]
    assert reading.pane is not None
    QApplication.processEvents()
    assert reading.pane.foot.doubts.text() == "1 excerpt to review"
    review = ReviewDialog(window.bridge, "s", cases, window.look, window)
    spot = review.spot()
    assert spot is not None
    review.confirm()
    assert states(reading.session.document)["x"] is State.EXACT
    assert "must be shut" in reading.session.document.excerpts["x"].exact
    review.deleteLater()


def test_an_excerpt_that_moved_is_shown_as_such_where_it_stands_now(reading: Reading, pane: ArticlePane) -> None:
    change = describe_source(reading.session.document, "s", text="Before. " + TEXT)
    reading.session.commit(change)
    (light,) = pane.text.lights.all
    assert light.state is State.MOVED
    assert pane.text.text[light.start : light.end] == "The centre should be closed to cars 🚗."


def test_addresses_open_for_http_and_https_with_a_host_only() -> None:
    text = "See https://example.org/a_(b). Or file:///etc/passwd, or http://user@example.org/"
    assert links.link_at(text, 8) == "https://example.org/a_(b"
    assert links.link_at(text, text.index("file")) == ""
    assert links.link_at(text, text.index("http://user") + 2) == ""
    assert not any(map(links.opens, ("javascript:alert(1)", "--help", "https:", "file:///tmp/x", "mailto:a@b.c")))
    assert links.opens("https://example.org/")


def test_search_finds_words_across_lines_and_in_any_case() -> None:
    assert found_in("The end\nof THE\n end.", "the end") == [(0, 7), (11, 19)]
    assert found_in("anything", "  ") == []


def test_a_click_on_a_tab_brings_its_source_and_the_keyboard_to_it(reading: Reading, pane: ArticlePane) -> None:
    reading._window.view.setFocus()
    other = 1 - pane.tabs.currentIndex()
    QTest.mouseClick(pane.tabs, Qt.MouseButton.LeftButton, pos=pane.tabs.tabRect(other).center())
    assert pane.source == pane.tabs.tabData(other) and pane.text.hasFocus()


def test_from_the_text_one_finds_in_it_and_once_more_on_the_map(
    reading: Reading, pane: ArticlePane, press: Press
) -> None:
    press("Ctrl+F")
    assert pane.search.isVisible() and pane.search.entry.hasFocus()
    pane.search.entry.setText("the")
    pane.text.setFocus()
    found = []
    for key in ("F3", "F3", "Shift+F3"):
        press(key)
        found.append(pane.text.selection)
    assert found == [pane.search.places[n] for n in (0, 1, 0)]
    pane.search.entry.setFocus()
    press("Ctrl+F")
    bar = reading._window.findChild(QWidget, "find-bar")
    assert bar is not None and bar.isVisible()
    press("Esc")
    assert not bar.isVisible()


def test_the_head_says_who_wrote_it_when_and_how_long_it_is() -> None:
    assert (
        about(Source(author="A. Writer", published="2024-01-05", text="One two three"))
        == "A. Writer · 5 January 2024 · 3 words"
    )
    assert [date_words(d) for d in ("2024-03", "2024", "spring", "2024-13-01")] == [
        "March 2024",
        "2024",
        "spring",
        "2024-13-01",
    ]


def test_a_dropped_file_is_read_aside_and_asked_about_and_one_that_cannot_be_read_is_a_line(
    reading: Reading, window: MapWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.pdf"
    good.write_bytes("A title\n\nOne sentence – of a file.".encode("cp1252"))
    bad.write_bytes(b"no PDF")
    said: list[str] = []
    window.bridge.troubled.connect(said.append)
    reading.shelf.add_files([str(good), str(bad)])
    qtbot.waitUntil(lambda: window.asking.dialog(f"add-source {good}") is not None and bool(said), timeout=LONG)
    dialog = window.asking.dialog(f"add-source {good}")
    assert isinstance(dialog, AddSource)
    assert dialog.fields["title"].text() == "A title"
    assert "a.txt" in dialog.note.text() and "Windows-1252" in dialog.note.text()
    assert len(said) == 1 and "b.pdf" in said[0]
    dialog.accept()
    assert "One sentence – of a file." in {
        source.text.split("\n")[-1] for source in window.session.document.sources.values()
    }


def test_a_form_that_is_closed_gives_up_the_file_it_reads(
    reading: Reading, window: MapWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Words.")
    reading.shelf.ask_for_source()
    dialog = window.asking.dialog("add-source")
    assert isinstance(dialog, AddSource)
    dialog.read_file(str(path))
    assert not dialog.done_button.isEnabled()
    assert dialog.reader.is_reading
    dialog.reject()
    assert not dialog.reader.is_reading
    reading.shelf.ask_for_source()
    dialog = window.asking.dialog("add-source")
    assert isinstance(dialog, AddSource)
    with qtbot.waitSignal(dialog.reader.failed, timeout=LONG):
        dialog.read_file(str(tmp_path / "none.txt"))
    assert dialog.done_button.isEnabled()
    assert "none.txt" in dialog.note.text()
    dialog.reject()


def test_a_file_that_is_read_without_end_is_given_up(
    reading: Reading, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_reader, "PATIENCE", 1)
    reader = file_reader.FileReader(reading)
    fifo = tmp_path / "a.txt"
    os.mkfifo(fifo)  # opened for reading, it waits for somebody to write
    with qtbot.waitSignal(reader.failed, timeout=LONG) as failed:
        reader.start(str(fifo))
    assert failed.args is not None and "too long" in failed.args[0]
    assert not reader.is_reading


def test_a_new_version_from_a_file_fills_the_field(
    reading: Reading, window: MapWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Another text.")
    dialog = UpdateText(window.bridge, "s", lambda cases: None, window)
    with qtbot.waitSignal(dialog.reader.read, timeout=LONG):
        dialog.read_file(str(path))
    assert dialog.text() == "Another text."
    dialog.reject()
