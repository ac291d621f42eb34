"""The whole program by real keys on a real X server: what is typed is what is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from xserver import Program, until

from argmap.app.catalogue import ACTIONS
from argmap.app.keys import bindings
from argmap.core.document import Document
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive
from argmap.formats import registry

pytestmark = pytest.mark.x11

Start = Callable[..., Program]

THESIS = "The centre should be closed to cars"
AIR = "The air there is bad"
CHILDREN = "Children play in its streets"
HURT = "Children are hurt by cars (2 in 2025)"
CUSTOM = "Traders lose their custom"
SLUMP = "Custom fell everywhere, streets closed or not"
FIGURES = "The tax office counted it: -9 %"

STEPS = {
    (Kind.SUPPORT, (AIR,), THESIS),
    (Kind.SUPPORT, (CHILDREN, HURT), THESIS),
    (Kind.ATTACK, (CUSTOM,), THESIS),
    (Kind.ATTACK, (SLUMP,), (CUSTOM, THESIS)),
    (Kind.SUPPORT, (FIGURES,), SLUMP),
}
"""The relations that are typed: kind, premises in their order, target; a relation as a target by its two ends."""

NUMBERS = {THESIS: "1", AIR: "1.1", CHILDREN: "1.2", HURT: "1.3", CUSTOM: "1.4", SLUMP: "1.4.1", FIGURES: "1.4.1.1"}


def opened(start: Start, file: Path) -> Program:
    """The program with a map that has no file yet, or with one that has."""
    program = start(str(file))
    program.wait_for(f"{file.name} — argmap")
    return program


def saved(program: Program, file: Path) -> bytes:
    """Saves, and gives what the file holds then."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    program.press("ctrl+s")
    until(lambda: file.exists() and file.stat().st_mtime_ns != before, lambda: f"not saved; {program.said()}")
    program.wait_for(f"{file.name} — argmap")
    return file.read_bytes()


def document_in(data: bytes) -> Document:
    """The document of a file without a fault."""
    reading = registry.read(data)
    assert not reading.errors
    return reading.document


def steps(document: Document) -> set[tuple[Kind, tuple[str, ...], object]]:
    """The relations of a document as `STEPS` says them."""

    def words(id: str) -> object:
        record = document[id]
        if isinstance(record, Relation):
            return (document.claims[record.premises[0]].text, words(record.target))
        assert isinstance(record, Claim)
        return record.text

    return {
        (r.kind, tuple(document.claims[p].text for p in r.premises), words(r.target))
        for r in document.relations.values()
    }


def type_the_argument(program: Program) -> None:
    """A thesis, two premises, a linked premise, a counterpoint, an undercut and a premise for it."""
    program.press("ctrl+shift+Return")
    program.write(THESIS)
    program.press("Tab")
    program.write(AIR)
    program.press("Return", "Return")
    program.write(CHILDREN)
    program.press("ctrl+Return")
    program.write(HURT)
    program.press("Return", "Left", "shift+Tab")
    program.write(CUSTOM)
    program.press("Escape", "ctrl+u")
    program.write(SLUMP)
    program.press("Tab")
    program.write(FIGURES)
    program.press("Return")


def test_what_is_typed_is_what_is_saved_undone_to_nothing_and_done_again(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "new.argmap.json"
    program = opened(start, file)
    assert not file.exists()

    type_the_argument(program)
    data = saved(program, file)
    document = document_in(data)
    assert steps(document) == STEPS
    assert len(document.relations) == len(STEPS)
    assert sorted(claim.text for claim in document.claims.values()) == sorted(NUMBERS)
    rows = derive(document).rows
    assert {document.claims[id].text: row.number for id, row in rows.items()} == NUMBERS
    assert [claim.text for claim in document.claims.values() if claim.main] == [THESIS]
    assert not document.sources and not document.excerpts and not document.groups

    program.press(*["ctrl+z"] * 12)
    empty = saved(program, file)
    assert not document_in(empty).claims and not document_in(empty).relations
    program.press(*["ctrl+shift+z"] * 12)
    assert saved(program, file) == data

    program.press("ctrl+q")
    assert program.wait_until_ended() == 0
    assert program.said() == ""
    assert file.read_bytes() == data


def test_a_map_that_was_changed_asks_before_it_goes(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "new.argmap.json"
    program = opened(start, file)
    program.press("ctrl+shift+Return")
    program.write(THESIS)
    program.press("Return", "ctrl+q")
    until(lambda: "argmap" in program.titles(), lambda: f"no question but {program.titles()}")
    program.wait_for("argmap")
    program.press("Escape")
    program.wait_for("new.argmap.json* — argmap")
    assert [claim.text for claim in document_in(saved(program, file)).claims.values()] == [THESIS]
    program.press("ctrl+w")
    assert program.wait_until_ended() == 0
    assert program.said() == ""


NAMES = {"Return": "Return", "Enter": "KP_Enter", "Del": "Delete", "PgUp": "Page_Up", "PgDown": "Page_Down"}
SIGNS = {"+": "plus", "-": "minus", "=": "equal", ",": "comma"}
OWN = {"undo", "redo", "cut", "copy", "paste", "select-all", "save"}
"""Rows whose keys mean to the text editor what they mean on the map."""


def xname(key: str) -> str:
    """A key in Qt's portable notation as X calls it."""
    held, plus, last = key.rpartition("+") if not key.endswith("++") else (key[:-2], "+", "+")
    return (held + plus).lower() + (NAMES.get(last) or SIGNS.get(last) or (last.lower() if len(last) == 1 else last))


def swallowed() -> list[str]:
    """All keys of the table but those that write, move the cursor, erase or end the typing, as X calls them."""
    typing = {key for action in ACTIONS if action.scope == "typing" for key in action.keys}
    moving = ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Del")
    found = []
    for id, keys in bindings().items():
        for key in keys:
            plain = key.rpartition("+")[0] in ("", "Shift")
            if id in OWN or key in typing or key.endswith(moving) or (plain and not key.rpartition("+")[2][1:2]):
                continue
            if key != "Space":
                found.append(xname(key))
    return list(dict.fromkeys(found))


def test_no_key_of_the_table_means_anything_else_while_a_text_is_typed(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "new.argmap.json"
    program = opened(start, file)
    keys = swallowed()
    assert {"ctrl+k", "ctrl+u", "ctrl+e", "ctrl+f", "F9", "F2", "alt+Return", "ctrl+shift+m"} <= set(keys)
    program.press("ctrl+shift+Return")
    program.write("The air is bad")
    program.press(*["Left"] * 4)
    for key in keys:
        program.press(key)
        program.write("x")
    program.press("Return")
    document = document_in(saved(program, file))
    assert [claim.text for claim in document.claims.values()] == ["The air is" + "x" * len(keys) + " bad"]
    assert not document.relations
    assert program.titles() == ["new.argmap.json — argmap"]
    program.press("ctrl+q")
    assert program.wait_until_ended() == 0
    assert program.said() == ""


def test_what_was_typed_is_kept_by_escape_and_by_a_click_elsewhere(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "new.argmap.json"
    program = opened(start, file)
    program.press("ctrl+shift+Return")
    program.write(THESIS)
    program.press("Escape", "Tab")
    program.write(AIR)
    program.click(60, 400)
    document = document_in(saved(program, file))
    assert {claim.text for claim in document.claims.values()} == {THESIS, AIR}
    program.press("Home")
    program.write(", say many")
    program.press("Escape")
    words = {claim.text for claim in document_in(saved(program, file)).claims.values()}
    assert words == {THESIS + ", say many", AIR}
    program.press("ctrl+q")
    assert program.wait_until_ended() == 0
    assert program.said() == ""
