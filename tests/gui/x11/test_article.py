"""An article taken apart by real keys on a real X server, and a part of the map carried into another program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from xserver import Program, until

from argmap.core.anchors import State, states
from argmap.core.document import Document
from argmap.core.graph import excerpts_on
from argmap.core.records import Kind
from argmap.core.roles import derive
from argmap.edit.sources import add_source
from argmap.formats import registry

pytestmark = pytest.mark.x11

Start = Callable[..., Program]

ARTICLE = (
    "The ferry will not be enough\n\n"
    "The town has had no bridge since March. The council says that the ferry can carry everyone. That is not true. "
    "Nine hundred people wait, and the ferry takes sixty.\n\n"
    "The boats are old. Nobody has asked the islands — they come to the market all the same 🚢.\n"
)
SENTENCES = {
    "No bridge will mean no town": "The town has had no bridge since March.",
    "The ferry carries everyone": "The council says that the ferry can carry everyone.",
    "Far more wait than it takes": "That is not true.",
    "What is promised is no fact": "Nine hundred people wait, and the ferry takes sixty.",
    "Old boats are dear": "The boats are old.",
}
"""What is typed for each sentence, in the order in which it is typed."""


COMPLETE = """
import sys
from argmap.gui.window import MapWindow
made = MapWindow.fill
def fill(self):
    made(self)
    open(sys.argv[1], "w").close()
MapWindow.fill = fill
from argmap.cli import window
sys.exit(window.run(sys.argv[2:]))
"""
"""The program, which writes a file once its window is complete: the panes come after the first paint."""


def opened(start: Start, file: Path) -> Program:
    """The program with a map, its window complete."""
    flag = file.with_suffix(".complete")
    program = start(str(flag), str(file), script=COMPLETE)
    program.wait_for(f"{file.name} — argmap")
    until(flag.exists, lambda: f"not complete; {program.said()}")
    return program


def with_article(file: Path) -> None:
    """Writes a map that holds the article alone."""
    document = Document(())
    change = add_source(document, title="The ferry will not be enough", text=ARTICLE)
    assert change is not None
    file.write_bytes(registry.write(document.apply(change), "argmap"))


def saved(program: Program, file: Path) -> Document:
    """Saves, and gives what the file holds then."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    program.press("ctrl+s")
    until(lambda: file.exists() and file.stat().st_mtime_ns != before, lambda: f"not saved; {program.said()}")
    reading = registry.read(file.read_bytes())
    assert not reading.errors
    return reading.document


def relations(document: Document) -> set[tuple[Kind, tuple[str, ...], str]]:
    """The relations by the words of their claims; of an undercut, the first premise of its step is the target."""

    def words(id: str) -> str:
        record = document.relations.get(id)
        return document.claims[id if record is None else record.premises[0]].text

    return {(r.kind, tuple(map(words, r.premises)), words(r.target)) for r in document.relations.values()}


def test_letters_and_digits_make_claims_of_sentences_and_the_next_window_takes_them_over(
    start: Start, tmp_path: Path
) -> None:
    file, other = tmp_path / "ferry.argmap.json", tmp_path / "other.argmap.json"
    with_article(file)
    program = opened(start, file)
    thesis, carried, more, promised, boats = SENTENCES
    # The way into the article is the one out of the map: the pane before it.
    program.press("shift+F6", "Down", "Down", "t")
    program.write(thesis)
    program.press("Return", "Down", "2")
    program.write(carried)
    program.press("Return", "g", "Down", "l")
    program.write(more)
    program.press("Return", "n", "u")
    program.write(promised)
    program.press("Return", "Down", "3")
    program.write(boats)
    program.press("Return", "Down", "a", "b")
    program.write("Nora Lindqvist; the council")
    program.press("Return")
    document = saved(program, file)
    assert relations(document) == {
        (Kind.SUPPORT, (carried, more), thesis),
        (Kind.ATTACK, (promised,), carried),
        (Kind.ATTACK, (boats,), carried),
    }
    by_words = {claim.text: claim for claim in document.claims.values()}
    rest = excerpts_on(document)
    for words, sentence in SENTENCES.items():
        assert rest[by_words[words].id][0].exact == sentence
    assert [e.exact for e in rest[by_words[carried].id]][1].startswith("Nobody has asked the islands — they")
    assert set(states(document).values()) == {State.EXACT}
    assert by_words[boats].by == ("Nora Lindqvist", "the council")
    assert derive(document).rows[by_words[thesis].id].number == "1"

    # All of it is copied, and pasted into a map of another process.
    program.press("F6", "ctrl+a", "ctrl+c")
    second = opened(start, other)
    second.press("ctrl+v")
    taken = saved(second, other)
    assert relations(taken) == relations(document) and len(taken.excerpts) == len(document.excerpts)
    assert set(states(taken).values()) == {State.EXACT}
    assert not taken.claims.keys() & document.claims.keys()
    assert [source.text for source in taken.sources.values()] == [ARTICLE]
    for running in (second, program):
        running.press("ctrl+q")
        assert running.wait_until_ended() == 0
        assert running.said() == ""


def test_one_finds_in_the_article_by_keys_and_what_is_found_becomes_a_claim(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "ferry.argmap.json"
    with_article(file)
    program = opened(start, file)
    program.press("shift+F6", "ctrl+f")
    program.write("THE FERRY")
    program.press("Return", "Return", "F3", "Escape", "shift+t")
    document = saved(program, file)
    (claim,) = document.claims.values()
    (excerpt,) = document.excerpts.values()
    places = [at for at in range(len(ARTICLE)) if ARTICLE[at:].lower().startswith("the ferry")]
    assert claim.text == "the ferry" and excerpt.start == places[2]
    program.press("ctrl+q")
    assert program.wait_until_ended() == 0
    assert program.said() == ""
