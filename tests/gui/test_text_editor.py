"""The in-place editor: what is typed is kept, and nothing but what is typed happens."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from gui_maps import small
from hands import ALT, CTRL, NONE, SHIFT, Hands
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeySequence, QPainter
from pytestqt.qtbot import QtBot

from argmap.app.catalogue import ACTIONS
from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.core.document import Document
from argmap.core.records import Claim
from argmap.edit import claims, relations
from argmap.edit.cleaning import clean
from argmap.gui.bridge import Bridge
from argmap.gui.canvas import typed
from argmap.gui.canvas.keymap import PASSING
from argmap.gui.canvas.text_buffer import TextBuffer
from argmap.gui.canvas.text_lines import TextLines
from argmap.gui.canvas.view import MapView
from argmap.gui.theme import font, load_fonts
from argmap.layout.metrics import TEXT_SIZE
from argmap.layout.wrap import wrap

# Words of several scripts, of several code points a letter, of none, and what may only stand at a line's end.
LEFT_TO_RIGHT = (
    *("word", "another", " ", "  ", "\n", "\t", "\xa0", "\xad", "e\u0301", "👩‍👩‍👧", "🇩🇪", "日本語の文章", "देवनागरी"),
    *("—", "𝔘", "."),
)
RIGHT_TO_LEFT = ("شكرا", "עברית", " ", "\n")
PIECES = st.sampled_from(LEFT_TO_RIGHT + RIGHT_TO_LEFT)
TEXTS = st.lists(PIECES, max_size=24).map("".join)
ONE_WAY = st.one_of(
    *(st.lists(st.sampled_from(pieces), max_size=24).map("".join) for pieces in (LEFT_TO_RIGHT, RIGHT_TO_LEFT))
)


@pytest.fixture
def view(qtbot: QtBot, settings: Settings) -> Iterator[MapView]:
    """A canvas with a small map; at the end it is as document and geometry say."""
    view = MapView(Bridge(Session(small())), settings)
    view.resize(1000, 800)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    yield view
    assert view.map_scene().audit() == []
    view.close()


@pytest.fixture
def hands(view: MapView) -> Hands:
    """Mouse and keyboard."""
    return Hands(view)


@pytest.fixture
def session(view: MapView) -> Session:
    """The session of the view."""
    return view.bridge.session


def add_premise(view: MapView, target: str = "p") -> str:
    """Adds a premise without words and opens it, as Tab does."""
    session = view.bridge.session
    session.select((target,))
    session.commit(relations.support(session.document, target))
    (new,) = session.selection
    assert view.begin_edit(new)
    return new


# Typing, and how it ends.


@pytest.mark.parametrize(
    ("key", "held", "asked"),
    [
        (Qt.Key.Key_Return, NONE, []),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, []),
        (Qt.Key.Key_Escape, NONE, []),
        (Qt.Key.Key_Tab, NONE, ["add-premise"]),
        (Qt.Key.Key_Backtab, SHIFT, ["add-counterpoint"]),
        (Qt.Key.Key_Return, CTRL, ["add-linked"]),
    ],
)
def test_a_key_ends_the_typing_keeps_it_and_asks_for_what_is_next(
    view: MapView, hands: Hands, session: Session, key: Qt.Key, held: Qt.KeyboardModifier, asked: list[str]
) -> None:
    wanted = []
    view.action_wanted.connect(wanted.append)
    session.select(("p",))
    hands.type(" So they say.")
    hands.key(key, held)
    assert not view.is_editing()
    assert session.document.claims["p"].text == "The air is bad. So they say."
    assert session.selection == ("p",)
    assert wanted == asked
    assert session.history.position == 1


def test_typing_on_a_selected_card_goes_on_at_its_end_and_replaces_nothing(
    view: MapView, hands: Hands, session: Session
) -> None:
    session.select(("p",))
    hands.type("X")
    assert view.is_editing()
    assert view.editor.buffer.text == "The air is bad.X"


def test_a_click_elsewhere_keeps_what_was_typed(view: MapView, hands: Hands, session: Session) -> None:
    session.select(("p",))
    hands.type("!")
    hands.click(hands.middle("k"))
    assert not view.is_editing()
    assert session.document.claims["p"].text == "The air is bad.!"
    assert session.selection == ("k",)


def test_the_loss_of_the_keyboard_keeps_what_was_typed(view: MapView, hands: Hands, session: Session) -> None:
    session.select(("p",))
    hands.type("!")
    view.clearFocus()
    assert not view.is_editing()
    assert session.document.claims["p"].text == "The air is bad.!"


def test_an_end_that_is_not_to_keep_takes_back_all_that_was_typed(
    view: MapView, hands: Hands, session: Session
) -> None:
    session.select(("p",))
    hands.type(" This is so long by now that it needs another line.")
    view.end_edit(keep=False)
    assert session.document.claims["p"].text == "The air is bad."
    assert session.history.undoable() is None


def test_shift_and_enter_begin_a_new_line(view: MapView, hands: Hands, session: Session) -> None:
    session.select(("p",))
    hands.type("A")
    hands.key(Qt.Key.Key_Return, SHIFT)
    hands.type("B")
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims["p"].text == "The air is bad.A\nB"


def test_ctrl_and_enter_within_the_text_split_it_into_two_linked_premises(
    view: MapView, hands: Hands, session: Session
) -> None:
    session.select(("p",))
    hands.type(" And loud.")
    view.editor.go_to(len("The air is bad."))
    hands.key(Qt.Key.Key_Return, CTRL)
    first, second = session.document.relations["tp"].premises
    assert first == "p"
    assert session.document.claims["p"].text == "The air is bad."
    assert session.document.claims[second].text == "And loud."
    assert view.is_editing() and view.editor.buffer.cursor == 0
    view.end_edit()
    assert session.history.position == 2
    session.undo()
    assert session.document.claims["p"].text == "The air is bad. And loud."


# A new card.


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab])
def test_a_new_card_left_empty_leaves_no_trace(view: MapView, hands: Hands, session: Session, key: Qt.Key) -> None:
    before = session.document
    add_premise(view)
    hands.type("  ")
    hands.key(key)
    assert session.document == before
    assert session.selection == ("p",)
    assert session.history.undoable() is None and session.history.redoable() is None
    assert not session.is_modified


def test_creating_a_card_and_typing_into_it_are_one_step_of_undo(view: MapView, hands: Hands, session: Session) -> None:
    before = session.document
    new = add_premise(view)
    hands.type("Many people cough, and not only those who smoke.")
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims[new].text.startswith("Many people")
    assert session.history.position == 1
    session.undo()
    assert session.document == before
    session.redo()
    assert session.document.claims[new].text.startswith("Many people")


def test_a_second_typing_is_a_step_of_its_own(view: MapView, hands: Hands, session: Session) -> None:
    new = add_premise(view)
    hands.type("One.")
    hands.key(Qt.Key.Key_Return)
    hands.type("Two.")
    hands.key(Qt.Key.Key_Return)
    session.undo()
    assert session.document.claims[new].text == "One."


def test_a_passage_is_selected_to_be_put_in_ones_own_words(view: MapView, hands: Hands, session: Session) -> None:
    session.commit(relations.support(session.document, "p", "words of the article"))
    (new,) = session.selection
    view.begin_edit(new, passage=True)
    assert view.editor.buffer.selected == "words of the article"
    hands.type("Mine")
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims[new].text == "Mine"
    session.undo()
    assert new not in session.document.claims


def test_a_card_that_was_there_before_is_not_joined_with_its_creation(
    view: MapView, hands: Hands, session: Session
) -> None:
    session.commit(relations.support(session.document, "p", "a pasted claim"))
    (new,) = session.selection
    view.begin_edit(new)
    hands.type("!")
    hands.key(Qt.Key.Key_Return)
    session.undo()
    assert session.document.claims[new].text == "a pasted claim"


# What is committed when.


def test_what_is_typed_is_committed_every_two_seconds_and_is_one_step(
    view: MapView, hands: Hands, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed.PAUSE == 2000
    monkeypatch.setattr(typed, "PAUSE", 20)
    session.select(("p",))
    hands.type("1")
    assert session.document.claims["p"].text == "The air is bad."
    qtbot.waitUntil(lambda: session.document.claims["p"].text == "The air is bad.1")
    hands.type("2")
    qtbot.waitUntil(lambda: session.document.claims["p"].text == "The air is bad.12")
    assert view.is_editing() and session.history.position == 1
    hands.key(Qt.Key.Key_Return)
    assert session.history.position == 1
    session.undo()
    assert session.document.claims["p"].text == "The air is bad."


def test_what_a_card_has_grown_over_makes_way_once_its_text_is_done_and_all_is_one_step(
    view: MapView, hands: Hands, session: Session
) -> None:
    session.commit(claims.place(session.document, {"t": (0, 0), "p": (0, 100), "q": (0, 180), "k": (400, 100)}))
    before, position = dict(session.geometry.cards), session.history.position
    session.select(("p",))
    hands.type(" Now this sentence becomes so long that it takes three lines on the card, or even four of them.")
    assert session.geometry.cards["q"] == before["q"]
    hands.key(Qt.Key.Key_Return)
    after = session.geometry.cards
    grown = after["p"].height - before["p"].height
    assert after["p"].top == before["p"].top and grown > 30
    assert after["q"].top == before["q"].top + grown and after["q"].left == before["q"].left
    assert (after["t"], after["k"]) == (before["t"], before["k"])
    assert session.history.position == position + 1
    session.undo()
    assert dict(session.geometry.cards) == before


def test_the_card_grows_downward_while_typing_and_nothing_else_moves(
    view: MapView, hands: Hands, session: Session
) -> None:
    pinned = claims.place(session.document, {id: box.centre for id, box in session.geometry.cards.items()})
    session.commit(pinned)
    before = dict(session.geometry.cards)
    session.select(("p",))
    hands.type(" Now this sentence becomes so long that it takes three lines on the card, or even four of them.")
    assert view.is_editing()
    after = session.geometry.cards
    assert after["p"].height > before["p"].height + 30
    assert abs(after["p"].top - before["p"].top) <= 0.5
    assert view.map_scene().claims["p"].box == after["p"]
    assert {id: box for id, box in after.items() if id != "p"} == {id: b for id, b in before.items() if id != "p"}
    for _ in range(85):
        hands.key(Qt.Key.Key_Backspace)
    hands.key(Qt.Key.Key_Return)
    assert abs(session.geometry.cards["p"].top - before["p"].top) <= 0.5


def test_undo_while_typing_takes_back_words_and_after_it_the_edit(
    view: MapView, hands: Hands, session: Session
) -> None:
    session.select(("p",))
    hands.type(" one two three")
    hands.key(Qt.Key.Key_Z, CTRL)
    assert view.editor.buffer.text == "The air is bad. one two "
    hands.key(Qt.Key.Key_Z, CTRL)
    assert view.editor.buffer.text == "The air is bad. one "
    hands.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert view.editor.buffer.text == "The air is bad. one two "
    for _ in range(9):
        hands.key(Qt.Key.Key_Z, CTRL)
    assert view.editor.buffer.text == "The air is bad."
    hands.key(Qt.Key.Key_Return)
    assert session.history.undoable() is None


def test_a_text_opened_and_left_is_not_changed(view: MapView, hands: Hands, session: Session) -> None:
    odd = "tab\there  two spaces \xa0 \u2028 line \u2029 paragraph \ufdd0 soft\xadhyphen\n\n"
    session.load(Document([Claim(odd, main=True, id="t")]))
    view.begin_edit("t")
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims["t"].text == odd
    assert session.history.undoable() is None
    view.begin_edit("t")
    hands.type("x")
    hands.key(Qt.Key.Key_Backspace)
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims["t"].text == odd


def test_a_claim_removed_meanwhile_closes_the_editor(view: MapView, hands: Hands, session: Session) -> None:
    new = add_premise(view)
    hands.type("Gone soon, after a text of more than a line, so that it is committed once.")
    session.undo()
    assert new not in session.document.claims
    assert not view.is_editing()


def test_a_text_changed_meanwhile_is_shown(view: MapView, hands: Hands, session: Session) -> None:
    view.begin_edit("p")
    session.commit(claims.reword(session.document, "p", "The air is very bad."))
    assert view.editor.buffer.text == "The air is very bad."
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims["p"].text == "The air is very bad."


def test_another_map_closes_the_editor(view: MapView, hands: Hands, session: Session) -> None:
    view.begin_edit("p")
    hands.type("!")
    session.load(small())
    assert not view.is_editing()
    assert session.document == small()


# Keys of the table.


def _portable() -> list[tuple[str, str]]:
    return [
        (a.id, key) for a in ACTIONS for key in a.keys if (a.where != "typing" and "+" in key) or key.startswith("F")
    ]


@pytest.mark.parametrize(("id", "name"), _portable())
def test_every_key_of_the_table_is_swallowed(view: MapView, hands: Hands, session: Session, id: str, name: str) -> None:
    combined = QKeySequence.fromString(name)[0]
    asked = []
    view.action_wanted.connect(asked.append)
    view.begin_edit("p")
    hands.type(" word")
    view.editor.go_to(3)
    letter = name.rpartition("+")[2]
    held = combined.keyboardModifiers()
    text = chr(ord(letter) - 64) if len(letter) == 1 and letter.isalpha() and held & CTRL else ""
    hands.key(combined.key(), held, text)
    typing = {key for a in ACTIONS if a.where == "typing" for key in a.keys}
    ours = {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A", "Shift+Del"}
    if name not in typing | ours and not (sys.platform == "darwin" and held & ALT):
        assert view.is_editing()
        assert view.editor.buffer.text == "The air is bad. word"
        assert asked == ([id] if id in PASSING else [])
    view.end_edit(keep=False)


def test_saving_while_typing_saves_what_is_typed(view: MapView, hands: Hands, session: Session) -> None:
    seen = []
    view.action_wanted.connect(lambda id: seen.append((id, session.document.claims["p"].text)))
    view.begin_edit("p")
    hands.type("!")
    hands.key(Qt.Key.Key_S, CTRL, "\x13")
    assert seen == [("save", "The air is bad.!")]
    assert view.is_editing()


# Clipboard.


def test_what_is_pasted_is_plain_text(view: MapView, hands: Hands, session: Session) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///dev/zero'>")
    data.setText("a\r\nb\x00c\xa0d")
    QGuiApplication.clipboard().setMimeData(data)
    view.begin_edit("p")
    hands.key(Qt.Key.Key_V, CTRL)
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims["p"].text == "The air is bad.a\nb\ufffdc\xa0d"


def test_cut_and_paste(view: MapView, hands: Hands, session: Session) -> None:
    view.begin_edit("p")
    hands.key(Qt.Key.Key_A, CTRL)
    hands.key(Qt.Key.Key_X, CTRL)
    assert view.editor.buffer.text == ""
    assert QGuiApplication.clipboard().text() == "The air is bad."
    hands.key(Qt.Key.Key_V, CTRL)
    hands.key(Qt.Key.Key_V, CTRL)
    hands.key(Qt.Key.Key_Z, CTRL)
    assert view.editor.buffer.text == "The air is bad."
    view.end_edit()


# Input methods.


def test_a_dead_key_or_an_input_method_begins_to_edit_the_selected_card(
    view: MapView, hands: Hands, session: Session
) -> None:
    session.select(("p",))
    assert view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    hands.compose("", "é")
    assert view.is_editing()
    assert view.editor.buffer.text == "The air is bad.é"
    hands.key(Qt.Key.Key_Return)


def test_what_is_being_composed_is_shown_but_not_part_of_the_text(
    view: MapView, hands: Hands, session: Session
) -> None:
    view.begin_edit("p")
    hands.compose("にほん")
    assert view.editor.buffer.text == "The air is bad."
    assert view.editor.lines.text == "The air is bad.にほん"
    hands.compose("", "日本")
    assert view.editor.buffer.text == view.editor.lines.text == "The air is bad.日本"
    hands.key(Qt.Key.Key_Return)
    assert session.document.claims["p"].text == "The air is bad.日本"


def test_an_input_method_may_replace_what_stands_before_the_cursor(view: MapView, hands: Hands) -> None:
    view.begin_edit("p")
    hands.type("𝔘teh")
    event = QInputMethodEvent("", [])
    event.setCommitString("the", -3, 3)
    QCoreApplication.sendEvent(view, event)
    assert view.editor.buffer.text == "The air is bad.𝔘the"
    view.end_edit()


def test_an_input_method_is_told_of_the_text_in_utf16(view: MapView, hands: Hands) -> None:
    view.begin_edit("p")
    hands.type("👍a")
    query = Qt.InputMethodQuery
    assert view.inputMethodQuery(query.ImSurroundingText) == "The air is bad.👍a"
    assert view.inputMethodQuery(query.ImCursorPosition) == len("The air is bad.") + 3
    rect = view.inputMethodQuery(query.ImCursorRectangle)
    assert QRectF(view.viewport().rect()).contains(rect.center())
    view.end_edit()


# The mouse in the text.


def test_the_mouse_puts_the_cursor_selects_and_picks_words(view: MapView, hands: Hands) -> None:
    view.begin_edit("p")
    editor = view.editor

    def place(offset: int) -> tuple[float, float]:
        rect = editor.lines.caret(offset).translated(editor.pos())
        return rect.left(), rect.center().y()

    hands.click(place(4))
    assert editor.buffer.cursor == 4
    hands.press(place(4))
    hands.move(place(7))
    hands.release()
    assert editor.buffer.selected == "air"
    x, y = place(9)
    hands.double_click((x + 1, y))
    assert editor.buffer.selected == "is"
    hands.click((x + 1, y))
    assert editor.buffer.selected == "The air is bad."
    assert view.is_editing()
    view.end_edit()


def test_the_cursor_goes_by_lines(view: MapView, hands: Hands, session: Session) -> None:
    session.load(Document([Claim("one two\nthree\n\nfour five", main=True, id="t")]))
    view.begin_edit("t")
    key = hands.key
    key(Qt.Key.Key_Up)
    assert view.editor.buffer.cursor == 14
    key(Qt.Key.Key_Up)
    assert view.editor.buffer.cursor == 13  # as far right as the line goes
    key(Qt.Key.Key_Home)
    assert view.editor.buffer.cursor == 8
    key(Qt.Key.Key_End, SHIFT)
    assert view.editor.buffer.selected == "three"
    key(Qt.Key.Key_Home, CTRL)
    assert view.editor.buffer.cursor == 0
    key(Qt.Key.Key_Right, CTRL)
    assert view.editor.buffer.cursor == 4
    key(Qt.Key.Key_Delete, CTRL)
    assert view.editor.buffer.text.startswith("one three")
    view.end_edit(keep=False)


# The lines are those of the card.


@given(TEXTS)
def test_the_lines_are_those_of_the_card_and_every_offset_has_a_place(qapp: object, text: str) -> None:
    load_fonts()
    lines = TextLines(font(TEXT_SIZE))
    lines.take(text)
    wrapped = wrap(text)
    assert len(lines) == len(wrapped)
    assert [lines.start(i) for i in range(len(lines))] == [line.start for line in wrapped]
    for at in TextBuffer(text).boundaries():
        caret = lines.caret(at)
        assert 0 <= caret.left() <= 232
        number = lines.row_of(at)
        assert lines.start(number) <= at
    for number in range(len(lines)):
        assert lines.start(number) <= lines.end(number) <= len(text)


@given(ONE_WAY, st.data())
def test_a_click_where_the_cursor_stands_puts_it_there(qapp: object, text: str, data: st.DataObject) -> None:
    load_fonts()
    lines, buffer = TextLines(font(TEXT_SIZE)), TextBuffer(text)
    lines.take(text)
    at = data.draw(st.sampled_from(buffer.boundaries()))
    number = lines.row_of(at)
    if at > lines.end(number):
        return  # among the spaces at a line's end, which have no place of their own
    again, upper = lines.at_x(number, lines.x_of(at, number))
    assert lines.x_of(buffer.snapped(again), lines.row_of(again, upper=upper)) == pytest.approx(
        lines.x_of(at, number), abs=0.6
    )


def test_a_space_typed_behind_a_text_from_the_right_moves_no_letter(qapp: object) -> None:
    load_fonts()
    bare, spaced = TextLines(font(TEXT_SIZE)), TextLines(font(TEXT_SIZE))
    bare.take("שלום")
    spaced.take("שלום   ")
    for at in range(4):
        assert spaced.x_of(at, 0) == pytest.approx(bare.x_of(at, 0), abs=0.6)
    assert spaced.x_of(7, 0) < spaced.x_of(4, 0) < spaced.x_of(0, 0)


def test_the_editor_draws_the_text_just_where_the_card_does(view: MapView, session: Session) -> None:
    session.load(Document([Claim("The quick fox jumps over the lazy dog, 日本語 and more of it.", main=True, id="t")]))
    scene = view.map_scene()

    def dark(area: QRectF) -> list[bool]:
        image = QImage(232, 60, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene.render(painter, QRectF(image.rect()), area)
        painter.end()
        return [image.pixelColor(x, y).lightness() < 128 for y in range(60) for x in range(30, 200)]

    box = session.geometry.cards["t"]
    area = QRectF(box.left, box.top + 30, 232, 60)
    on_card = dark(area)
    view.begin_edit("t")
    view.editor.blink(False)
    assert sum(on_card) > 300
    assert dark(area) == on_card


# The buffer by itself.


@given(TEXTS, st.lists(PIECES, max_size=12))
def test_undo_leads_back_to_the_text_as_it_was_opened_and_redo_forward_again(text: str, typed: list[str]) -> None:
    buffer = TextBuffer(text)
    for piece in typed:
        buffer.insert(piece)
        if piece == ".":
            buffer.erase()
        if piece == "\n":
            buffer.move(0)
    last = buffer.text
    while buffer.undo():
        pass
    assert buffer.text == text
    while buffer.redo():
        pass
    assert buffer.text == last


@given(TEXTS, st.integers(0, 40))
def test_backspace_and_delete_take_one_character_at_most(text: str, at: int) -> None:
    buffer = TextBuffer(text)
    buffer.move(buffer.snapped(min(at, len(text))))
    start = buffer.cursor
    buffer.erase()
    assert text.startswith(buffer.text[: buffer.cursor])
    assert buffer.text[buffer.cursor :] == text[start:]
    again = TextBuffer(text)
    again.move(start)
    again.erase(forward=True)
    assert again.text[:start] == text[:start]
    assert text.endswith(again.text[start:])


@given(st.text(max_size=30))
def test_what_is_typed_is_cleaned_and_nothing_else_is_touched(qapp: object, text: str) -> None:
    from argmap.graphviz.style import style
    from argmap.gui.canvas.ink import Ink
    from argmap.gui.canvas.text_editor import TextEditor

    load_fonts()
    editor = TextEditor(Ink(style()))
    editor.open("before ", QPointF(0, 0), "")
    editor.insert(text)
    assert editor.buffer.text == "before " + clean(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("abc", "ab"),
        ("a👩‍👩‍👧", "a"),
        ("a🇩🇪", "a"),
        ("ae\u0301", "ae"),
        ("a𝔘", "a"),
        ("a\r", "a"),
    ],
)
def test_backspace_takes_a_whole_emoji_but_one_mark_of_a_letter(text: str, left: str) -> None:
    buffer = TextBuffer(text)
    buffer.erase()
    assert buffer.text == left


def test_arrows_follow_the_reading_direction_of_the_text(view: MapView, hands: Hands, session: Session) -> None:
    session.load(Document([Claim("שלום עולם", main=True, id="t")]))
    view.begin_edit("t")
    end = len("שלום עולם")
    hands.key(Qt.Key.Key_Right)  # towards the beginning, which is at the right
    assert view.editor.buffer.cursor == end - 1
    hands.key(Qt.Key.Key_Left)
    assert view.editor.buffer.cursor == end
    assert view.editor.lines.caret(end).left() < view.editor.lines.caret(0).left()
    view.end_edit()


def test_a_relation_selected_is_not_typed_into(view: MapView, hands: Hands, session: Session) -> None:
    session.select(("tp",))
    hands.type("x")
    session.select(("p", "k"))
    hands.type("x")
    assert not view.is_editing()
    assert session.document == small()
