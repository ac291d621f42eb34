"""The export dialog: it shows what it will write, writes what `argmap export` writes, and harms no file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gui_maps import small
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

import argmap
from argmap.app import exporting, files, visibility
from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.app.visibility import Shown
from argmap.core.document import Document
from argmap.edit import claims
from argmap.formats import registry
from argmap.formats.options import Options
from argmap.graphviz.engine import CancelledError
from argmap.gui import drawing_work, graphviz_arrange, print_work, printing
from argmap.gui.bridge import Bridge
from argmap.gui.dialogs.export import ExportDialog
from argmap.gui.dialogs.picture_dialog import PictureDialog
from argmap.gui.window import MapWindow
from argmap.gui.workers import workers

LONG = 60_000
"""Milliseconds within which a picture is there on whatever machine."""

EVERYTHING = Shown()

Open = Callable[..., ExportDialog]


@pytest.fixture(autouse=True)
def nothing_left(qapp: object) -> Iterator[None]:
    yield
    workers().end()


@pytest.fixture
def opened(qtbot: QtBot, settings: Settings, tmp_path: Path) -> Iterator[Open]:
    """Opens the dialog on a map; all are closed at the end."""
    made: list[ExportDialog] = []

    def open(document: Document | None = None, shown: Shown = EVERYTHING, path: str = "") -> ExportDialog:
        session = Session(small() if document is None else document, path or str(tmp_path / "town.argmap.json"))
        dialog = ExportDialog(Bridge(session), settings, shown)
        made.append(dialog)
        dialog.open()
        return dialog

    yield open
    for dialog in made:
        dialog.done(0)
        dialog.deleteLater()


def is_drawn(dialog: PictureDialog) -> bool:
    return dialog.caption.text() != "" and dialog.busy.text() == "" and not dialog._pause.isActive()


def draw(qtbot: QtBot, dialog: PictureDialog) -> str:
    """Waits for the preview; gives what is said of it."""
    qtbot.waitUntil(lambda: is_drawn(dialog), timeout=LONG)
    return dialog.caption.text()


def act(qtbot: QtBot, dialog: PictureDialog) -> None:
    with qtbot.waitSignal(dialog.accepted, timeout=LONG):
        dialog.act_button.click()


# What is written.

WAYS: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    ("svg", {}, ()),
    ("svg", {"theme": "dark", "legend": False, "title": False}, ("--theme", "dark", "--no-legend", "--no-title")),
    ("svg", {"arrange": "argmap", "direction": "left"}, ("--arrange", "argmap", "--direction", "left")),
    ("dot", {"marking": "DRAFT"}, ("--marking", "DRAFT")),
    ("pdf", {"page": "595:842", "theme": "print"}, ("--page", "595:842", "--theme", "print")),
    ("png", {"scale": 1.5}, ("--scale", "1.5")),
    ("markdown", {}, ()),
)


@pytest.mark.parametrize(("format", "values", "arguments"), WAYS)
def test_the_dialog_writes_the_bytes_of_the_command_line(
    opened: Open,
    qtbot: QtBot,
    settings: Settings,
    example_file: Path,
    format: str,
    values: dict[str, Any],
    arguments: tuple[str, ...],
) -> None:
    suffix = registry.by_name(format).suffixes[0]
    expected = example_file.with_name("by-command" + suffix)
    # A process of its own: what Qt paints depends on what else was done with it.
    command = [sys.executable, "-m", "argmap", "export", str(example_file), "-o", str(expected), *arguments]
    subprocess.run(command, check=True, cwd=Path(argmap.__file__).parents[1], timeout=LONG / 1000)
    settings["export"] = {"format": format, **values}
    document = registry.read(example_file.read_bytes()).document
    dialog = opened(document, path=str(example_file))
    act(qtbot, dialog)
    assert dialog.target() == str(example_file.with_name("example" + suffix))
    assert Path(dialog.target()).read_bytes() == expected.read_bytes()


def test_the_fields_say_the_options_that_they_were_given(opened: Open, settings: Settings) -> None:
    kept = {
        "format": "png",
        "arrange": "twopi",
        "direction": "right",
        "page": "300:200",
        "theme": "print",
        "legend": False,
        "title": False,
        "marking": "CONFIDENTIAL",
        "scale": 3.25,
    }
    settings["export"] = kept
    settings["engine"], settings["engine_timeout"] = "system", 7.0
    said = opened().form.value()
    assert exporting.to_keep(said) == kept
    assert (said.options.engine, said.options.timeout) == ("system", 7.0)


def test_the_options_of_an_export_are_kept_for_the_next_and_those_given_up_are_not(
    opened: Open, qtbot: QtBot, settings: Settings
) -> None:
    dialog = opened()
    dialog.form.set_format("svg")
    dialog.form.marking.setText("DRAFT")
    dialog.form.legend.setChecked(False)
    assert settings["export"] == {}
    act(qtbot, dialog)
    assert settings["export"]["marking"] == "DRAFT" and not settings["export"]["legend"]
    again = opened()
    assert again.form.picked() == dialog.form.picked()
    again.form.marking.setText("FINAL")
    again.reject()
    assert settings["export"]["marking"] == "DRAFT"


@pytest.mark.parametrize(
    "kept",
    [
        {"format": "xls"},
        {"format": ["pdf"], "scale": True, "legend": "yes", "marking": 3},
        {"page": "0:0", "theme": "pink", "direction": "aslant", "arrange": "by hand", "scale": 1e9},
    ],
)
def test_damaged_notes_on_the_last_export_are_passed_over(kept: dict[str, Any]) -> None:
    assert exporting.from_kept(kept) == exporting.Export()


# The file.


def test_the_file_lies_beside_the_map_and_its_name_follows_the_format(opened: Open, tmp_path: Path) -> None:
    dialog = opened()
    assert dialog.path.text() == str(tmp_path / "town.pdf")
    dialog.form.set_format("png")
    assert dialog.path.text() == str(tmp_path / "town.png")
    dialog.path.setText(str(tmp_path / "v1.2"))
    dialog.path.editingFinished.emit()
    assert dialog.path.text() == str(tmp_path / "v1.2.png")
    dialog.path.setText(str(tmp_path / "other.SVG"))
    dialog.path.editingFinished.emit()
    assert dialog.form.picked().format == "svg" and dialog.path.text() == str(tmp_path / "other.SVG")


def test_a_map_without_a_file_is_named_by_its_title() -> None:
    from argmap.core.records import MapInfo

    document = Document([MapInfo(title="Cars: out of the centre?")])
    assert exporting.proposed(document, "", "svg") == str(Path.home() / "cars-out-of-the-centre.svg")
    assert exporting.proposed(Document(), "", "png") == str(Path.home() / "map.png")


def test_what_cannot_be_written_is_said_before_it_is_tried(opened: Open, tmp_path: Path) -> None:
    map_file = tmp_path / "town.argmap.json"
    map_file.write_text("the map")
    dialog = opened()
    for typed, said in (
        ("", "which file"),
        (str(map_file), "the map itself"),
        (str(tmp_path), "is a folder"),
        (str(tmp_path / "nowhere" / "a.pdf"), "no folder"),
    ):
        dialog.path.setText(typed)
        assert said in dialog.line.text() and not dialog.act_button.isEnabled()
    dialog.path.setText(str(tmp_path / "a.pdf"))
    assert dialog.line.text() == "" and dialog.act_button.isEnabled()
    dialog.form.page.setEditText("nonsense")
    assert "there is no page 'nonsense'" in dialog.line.text() and not dialog.act_button.isEnabled()
    assert map_file.read_text() == "the map"


def test_a_file_of_that_name_is_said_to_be_replaced_and_is(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "town.pdf").write_text("old")
    dialog = opened()
    assert dialog.line.text() == "This replaces the file of that name"
    act(qtbot, dialog)
    assert (tmp_path / "town.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are another thing there")
def test_a_file_that_may_not_be_written_stays_as_it_is_and_one_line_says_so(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    old = tmp_path / "town.pdf"
    old.write_text("old")
    old.chmod(0o444)
    dialog = opened()
    dialog.act_button.click()
    qtbot.waitUntil(lambda: "read-only" in dialog.line.text(), timeout=LONG)
    assert dialog.isVisible() and dialog.act_button.isEnabled() and dialog.form.isEnabled()
    assert old.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir() if files.LEFTOVER in file.name) == []


def test_an_engine_that_is_missing_is_one_line_and_the_old_file_stays(
    opened: Open, qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    settings["engine"] = "/nowhere/dot"
    old = tmp_path / "town.pdf"
    old.write_text("old")
    dialog = opened()
    qtbot.waitUntil(lambda: "/nowhere/dot" in dialog.line.text(), timeout=LONG)
    assert dialog.preview.word.text() == "There is no picture"
    dialog.say("")
    dialog.act_button.click()
    qtbot.waitUntil(lambda: "/nowhere/dot" in dialog.line.text(), timeout=LONG)
    assert dialog.isVisible() and old.read_text() == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="the engine is a shell script")
def test_an_export_can_be_stopped_and_leaves_the_old_file(
    opened: Open, qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    engine = tmp_path / "dot"
    engine.write_text("#!/bin/sh\nexec sleep 60\n")
    engine.chmod(0o755)
    settings["engine"] = str(engine)
    old = tmp_path / "town.svg"
    old.write_text("old")
    settings["export"] = {"format": "svg"}
    dialog = opened()
    dialog.act_button.click()
    assert not dialog.form.isEnabled() and dialog.line.text() == "Writing town.svg …"
    qtbot.wait(100)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and "Cancelled" in dialog.line.text() and dialog.form.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert old.read_text() == "old"


# The preview.


def test_the_preview_says_how_large_the_text_is_on_the_page(opened: Open, qtbot: QtBot, example_file: Path) -> None:
    document = registry.read(example_file.read_bytes()).document
    dialog = opened(document)
    said = draw(qtbot, dialog)
    width, height = drawing_work.size(registry.write(document, "svg"))
    points = 13 * min(842 / width, 595 / height)
    assert said.startswith(f"Text {points:.1f} pt on A4")
    assert f"{len(document.claims)} claims" in said


def test_the_preview_is_the_picture_that_is_written(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.form.set_format("svg")
    dialog.form.theme.setCurrentIndex(dialog.form.theme.findData("dark"))
    draw(qtbot, dialog)
    export = dialog.form.value()
    svg = registry.write(small(), "svg", export.options)
    page = dialog.preview.page
    width, height = drawing_work.size(svg)
    from argmap.graphviz import paint

    scale = page._image.width() / width
    expected = QImage.fromData(paint.png(svg, scale))
    assert abs(expected.height() - page._image.height()) <= 1 and page._image.height() == round(height * scale)
    assert page._image.pixelColor(2, 2) == expected.pixelColor(2, 2)


def test_only_the_last_of_many_changes_is_shown(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    draw(qtbot, dialog)
    for page in ("A3", "letter", "595:842"):
        dialog.form.page.setCurrentIndex(dialog.form.page.findData(page))
        dialog.draw()
    assert "on A4, upright" in draw(qtbot, dialog)


def test_a_map_that_changes_meanwhile_is_drawn_as_it_is_then(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    session = dialog.bridge.session
    dialog.draw()
    from argmap.edit import removal

    session.commit(removal.delete(session.document, ("q",)))
    assert dialog.form.document is session.document
    assert "3 claims" in draw(qtbot, dialog)
    assert not dialog.preview.page.is_stale


def test_a_format_that_is_no_picture_is_shown_as_text(opened: Open, qtbot: QtBot) -> None:
    dialog = opened()
    dialog.form.set_format("markdown")
    assert draw(qtbot, dialog) == "4 claims"
    assert "The air is bad." in dialog.preview.text.toPlainText()
    assert not dialog.form.page.isVisible() and not dialog.form.legend.isVisible()


def test_an_empty_map_can_be_exported(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened(Document())
    dialog.form.set_format("svg")
    act(qtbot, dialog)
    assert (tmp_path / "town.svg").read_bytes() == registry.write(Document(), "svg", dialog.form.value().options)


# What is hidden.


def test_what_is_folded_away_is_written_unless_it_is_left_out_and_then_the_picture_says_so(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    document = small()
    dialog = opened(document, visibility.shown(document, folded=("p",)))
    assert dialog.form.all.text() == "The whole map: 4 claims" and dialog.form.all.isChecked()
    assert "left out" not in draw(qtbot, dialog)
    dialog.form.set_format("svg")
    dialog.form.marking.setText("DRAFT")
    dialog.form.shown.setChecked(True)
    assert dialog.form.shown.text() == "What is shown: 3 claims"
    assert dialog.form.note.text() == "1 claim is left out."
    assert "3 claims · 1 of 4 claims left out" in draw(qtbot, dialog)
    act(qtbot, dialog)
    written = (tmp_path / "town.svg").read_text()
    assert "NO2 was measured" not in written and "DRAFT · 1 of 4 claims left out" in written
    assert dialog.settings["export"]["marking"] == "DRAFT"


def test_numbers_that_change_when_something_is_left_out_are_announced() -> None:
    document = small()
    kept = exporting.part(document, visibility.shown(document, focus=("k",)).hidden)
    assert sorted(kept.claims) == ["k", "t"]
    assert exporting.is_renumbered(document, kept)
    assert not exporting.is_renumbered(document, document)


def test_a_part_of_a_map_is_whole_in_itself() -> None:
    from argmap.core.integrity import check

    document = small()
    for gone in (("q",), ("p",), ("t",), ("tp",), ("pq", "k")):
        kept = exporting.part(document, gone)
        assert check(kept) == check(document) == ()
        assert not set(gone) & set(kept)
    assert exporting.part(document, ()) is document


def test_nothing_is_said_of_claims_where_nothing_is_hidden(opened: Open) -> None:
    dialog = opened()
    assert not dialog.form._claims.isVisible()
    assert dialog.form.value() == dialog.form.picked()


# Keyboard, names, plain text.


def test_every_part_has_a_name_and_shows_plain_text(opened: Open) -> None:
    dialog = opened(small(), visibility.shown(small(), folded=("p",)))
    kinds = (QAbstractButton, QLineEdit, QComboBox, QSpinBox)
    named = [w for kind in kinds for w in dialog.findChildren(kind)]
    assert [w for w in named if not w.objectName()] == []
    labels = [w for w in dialog.findChildren(QLabel) if w.text()]
    assert [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText] == []


def test_every_field_is_reached_by_tab_and_return_exports(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = opened()
    dialog.form.set_format("png")
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.form.format.setFocus()
    reached: set[str] = set()
    for _ in range(40):
        here = QApplication.focusWidget()
        assert here is not None
        reached.add(here.objectName())
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    fields = ("format", "page", "arrange", "theme", "title", "legend", "marking", "scale", "path", "choose")
    assert {f"export-{name}" for name in (*fields, "cancel", "done")} - reached == set()
    with qtbot.waitSignal(dialog.accepted, timeout=LONG):
        qtbot.keyClick(dialog.path, Qt.Key.Key_Return)
    assert (tmp_path / "town.png").exists()


# On paper, on the clipboard.


class Wanted:
    """Work that is always wanted."""

    def __call__(self) -> bool:
        return False

    def hold(self) -> None:
        return None


def test_without_a_printer_one_line_says_so(argument: MapWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "printers", lambda: ())
    assert printing.print_map(argument) is None
    assert "No printer" in argument.notices.texts()[0]


def test_the_page_to_be_printed_is_shown_and_the_printer_asked_for(
    argument: MapWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printers", lambda: (("ink", "Ink on the 2nd floor"),))
    dialog = printing.print_map(argument)
    assert dialog is not None
    assert draw(qtbot, dialog).startswith("Text ")
    assert not dialog.form.format.isVisible()
    dialog.act_button.click()
    qtbot.waitUntil(lambda: "'ink' is not there any more" in dialog.line.text(), timeout=LONG)
    assert argument.settings["export"] == {}
    dialog.reject()


@pytest.mark.parametrize(("page", "box"), [("A4", (842, 595)), ("595:842", (595, 842))])
def test_what_is_printed_lies_on_one_page_of_the_size_asked_for(
    tmp_path: Path, page: str, box: tuple[int, int], qapp: object
) -> None:
    file = tmp_path / "page.pdf"
    print_work.write(small(), Wanted(), Options(page=page), "", 1, str(file))  # type: ignore[arg-type]
    import re

    data = file.read_bytes()
    found = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    assert found is not None and (round(float(found[1])), round(float(found[2]))) == box
    assert data.count(b"/Type /Page\n") == 1


def test_a_picture_is_copied_as_svg_and_as_png(argument: MapWindow, qtbot: QtBot) -> None:
    said: list[str] = []
    argument.bridge.said.connect(said.append)
    with qtbot.waitSignal(printing.copy_picture(argument.bridge, argument.settings).done, timeout=LONG):
        pass
    mime = QGuiApplication.clipboard().mimeData()
    svg = bytes(mime.data("image/svg+xml").data())
    assert svg == registry.write(argument.session.document, "svg")
    image = QImage.fromData(bytes(mime.data("image/png").data()))
    width, height = drawing_work.size(svg)
    assert (image.width(), image.height()) == (round(2 * width), round(2 * height))
    assert said[-1] == "Copied as a picture"


# Arranging with Graphviz.


def places(window: MapWindow) -> dict[str, Any]:
    return {id: box.centre for id, box in window.session.geometry.cards.items()}


def arranged(qtbot: QtBot, window: MapWindow, layout: str, branch: str = "") -> None:
    running = graphviz_arrange.arrange(window, graphviz_arrange.Wish(layout, branch))
    with qtbot.waitSignal(running.job.done, timeout=LONG):
        pass


@pytest.mark.parametrize("layout", [layout for layout, _ in graphviz_arrange.LAYOUTS])
def test_graphviz_finds_places_in_one_step_that_is_undone(argument: MapWindow, qtbot: QtBot, layout: str) -> None:
    before = argument.session.document
    arranged(qtbot, argument, layout)
    assert all(claim.at is not None for claim in argument.session.document.claims.values())
    assert argument.session.history.undoable().change.label == f"Arrange with {layout}"  # type: ignore[union-attr]
    assert argument.session.undo()
    assert argument.session.document == before and not argument.can_undo()


def test_in_a_branch_only_what_bears_on_its_claim_moves_and_clear_of_the_rest(
    argument: MapWindow, qtbot: QtBot
) -> None:
    session = argument.session
    stood = places(argument)
    session.commit(claims.place(session.document, {**stood, "q": (stood["p"].x + 900, stood["p"].y + 900)}))
    before = places(argument)
    arranged(qtbot, argument, "dot", "p")
    after = places(argument)
    assert {id for id in before if before[id] != after[id]} == {"q"}
    boxes = session.geometry.cards
    assert [(a, b) for a in boxes for b in boxes if a < b and boxes[a].meets(boxes[b])] == []


def test_a_map_that_changes_meanwhile_is_left_as_it_is(argument: MapWindow, qtbot: QtBot) -> None:
    running = graphviz_arrange.arrange(argument, graphviz_arrange.Wish("dot", ""))
    argument.session.commit(claims.reword(argument.session.document, "p", "The air is worse."))
    changed = argument.session.document
    with qtbot.waitSignal(running.job.done, timeout=LONG):
        pass
    assert argument.session.document is changed
    assert "left as it is" in argument.status.said.text()


def test_arranging_can_be_cancelled_over_the_map(
    argument: MapWindow, qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    engine = tmp_path / "dot"
    engine.write_text("#!/bin/sh\nexec sleep 60\n")
    engine.chmod(0o755)
    settings["engine"] = str(engine)
    before = argument.session.document
    graphviz_arrange.arrange(argument, graphviz_arrange.Wish("dot", ""))
    qtbot.waitUntil(lambda: argument.notices.texts() == ["Arranging with dot …"], timeout=LONG)
    button = argument.notices.findChild(QAbstractButton, "notice-arranging-0")
    assert button is not None
    button.click()
    assert argument.notices.texts() == [] and argument.session.document is before


def test_the_layouts_are_offered_for_the_map_and_for_the_branch_of_the_selection(argument: MapWindow) -> None:
    argument.session.select(("p",))
    graphviz_arrange.arrange_with_graphviz(argument)
    listing = argument.asking._parts["listing"]
    lines = listing.lines("")
    assert [line.key for line in lines][::6] == ["dot ", "dot p"] and len(lines) == 12
    argument.session.select(("k",))
    graphviz_arrange.arrange_with_graphviz(argument)
    assert len(listing.lines("")) == 6
    listing.close_again()


def test_work_that_is_not_wanted_draws_nothing() -> None:
    class Left(Wanted):
        def __call__(self) -> bool:
            return True

    with pytest.raises(CancelledError):
        drawing_work.draw(small(), Left(), "svg", Options(), 100, 100)  # type: ignore[arg-type]


def test_the_child_leaves_nothing_beside_the_file(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    before = set(os.listdir(tmp_path))
    act(qtbot, opened())
    assert set(os.listdir(tmp_path)) - before - {"home"} == {"town.pdf"}
