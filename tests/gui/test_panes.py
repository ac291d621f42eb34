"""The outline and the problems beside the map: what is followed step by step is what would be shown anew."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from edit.every_command import CALLS, STRUCTURAL, Dice, full_map
from gui_maps import small
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot
from random_maps import random_document

from argmap.app.lines import Line
from argmap.app.session import Session
from argmap.app.settings import Settings
from argmap.core.document import Document
from argmap.core.records import Claim, Kind, Relation
from argmap.core.roles import derive
from argmap.edit import claims, relations, removal, sources
from argmap.gui.bridge import Bridge
from argmap.gui.panels.outline import Outline
from argmap.gui.panels.problems import Problems

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)

OTHERS = (
    "claims.reword",
    "relations.flip",
    "sources.attach_excerpt",
    "sources.detach_excerpt",
    "sources.remove_source",
)


def told(model: QAbstractItemModel, parent: QModelIndex | None = None, depth: int = 0) -> list[tuple[object, ...]]:
    """All that the rows of a model say, with how deep they stand, from top to bottom."""
    above = QModelIndex() if parent is None else parent
    found: list[tuple[object, ...]] = []
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found.append((depth, *(index.data(role) for role in ROLES)))
        found += told(model, index, depth + 1)
    return found


def closed(tree: QTreeWidget) -> set[str]:
    """The rows that have some below them and do not show them."""
    found, queue = set[str](), [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    for row in queue:
        assert isinstance(row, QTreeWidgetItem)
        queue += [row.child(n) for n in range(row.childCount())]
        if row.childCount() and not row.isExpanded():
            found.add(row.text(0))
    return found


def moved(model: QAbstractItemModel) -> Counter[str]:
    """Counts the rows that come, go, or say something else, from now on."""
    counts: Counter[str] = Counter()
    model.rowsInserted.connect(lambda _, first, last: counts.update(come=last - first + 1))
    model.rowsRemoved.connect(lambda _, first, last: counts.update(gone=last - first + 1))
    model.dataChanged.connect(lambda *_: counts.update(told=1))
    model.modelReset.connect(lambda: counts.update(reset=1))
    return counts


@pytest.fixture
def bridge(guarded: None) -> Bridge:
    """The news of a session with an empty map."""
    return Bridge(Session())


@pytest.fixture
def host(guarded: None, qtbot: QtBot) -> QWidget:
    """What the panes stand in."""
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    return host


def shown(pane: Outline | Problems) -> Outline | Problems:
    pane.resize(300, 600)
    pane.show()
    return pane


def do_something(session: Session, rng: random.Random) -> None:
    """A command by chance, or undo, or redo, or another map, or another selection."""
    chance = rng.random()
    if chance < 0.1:
        session.undo()
    elif chance < 0.15:
        session.redo()
    elif chance < 0.17:
        session.load(full_map(rng.randrange(99), rng.randint(2, 20)))
    elif chance < 0.25:
        session.select(rng.sample(sorted(session.document), min(3, len(session.document))))
    elif chance < 0.3 and session.document.sources:
        source = rng.choice(sorted(session.document.sources))
        session.commit(sources.describe_source(session.document, source, text=rng.choice(["", "Traders there lost"])))
    else:
        session.commit(CALLS[rng.choice((*STRUCTURAL, *OTHERS))](Dice(rng, session.document))())


@pytest.mark.parametrize("seed", range(6))
def test_what_the_panes_follow_is_what_they_would_show_anew(
    settings: Settings, bridge: Bridge, host: QWidget, seed: int
) -> None:
    rng, session = random.Random(seed), bridge.session
    session.load(full_map(seed, 8 + 3 * seed))
    outline, problems = Outline(bridge, settings, host), Problems(bridge, settings, host)
    shown(outline), shown(problems)
    for _ in range(50):
        for _ in range(rng.choice((1, 1, 1, 4))):
            do_something(session, rng)
        outline.follow()
        problems.refresh()
        fresh, anew = Outline(bridge, settings, host), Problems(bridge, settings, host)
        fresh.follow()
        assert told(outline.tree.model()) == told(fresh.tree.model())
        assert len(outline.rows) == len(told(fresh.tree.model()))
        assert told(problems.rows) == told(anew.rows) and problems.count.text() == anew.count.text()
        chosen = {line for line, row in outline.rows.items() if row.isSelected()}
        assert chosen == {Line(id) for id in session.selection if id in session.document.claims}
        assert closed(outline.tree) == set()


def test_a_change_moves_only_the_rows_that_stand_otherwise(settings: Settings, bridge: Bridge, host: QWidget) -> None:
    session = bridge.session
    session.load(random_document(3, 300))
    outline, problems = Outline(bridge, settings, host), Problems(bridge, settings, host)
    shown(outline), shown(problems)
    session.commit(sources.add_source(session.document, text="Words."))  # now every claim lacks one
    problems.refresh()
    assert problems.rows.rowCount() > 300
    in_outline, in_problems = moved(outline.tree.model()), moved(problems.rows)

    def followed() -> tuple[dict[str, int], dict[str, int]]:
        outline.follow()
        problems.refresh()
        found = dict(in_outline), dict(in_problems)
        in_outline.clear(), in_problems.clear()
        return found

    session.commit(claims.reword(session.document, "c70", "Something else."))
    assert followed() == ({"told": 1}, {})
    session.commit(relations.support(session.document, "c70", "One more."))
    assert followed() == ({"come": 1}, {"come": 1})
    session.commit(claims.mark(session.document, ["c5"], implicit=True))
    assert followed() == ({}, {"gone": 1})
    session.undo()
    assert followed() == ({}, {"come": 1})
    session.undo()
    assert followed() == ({"gone": 1}, {"gone": 1})
    session.commit(removal.delete(session.document, ["c20"]))
    gone = 300 - len(session.document.claims)
    assert gone >= 3
    touched, _ = followed()
    # What stood elsewhere too goes there from where it was met again.
    assert "told" not in touched and touched["gone"] <= 2 * gone and touched.get("come", 0) <= gone
    session.load(Document())
    followed()
    assert outline.rows == {} and problems.rows.rowCount() == 0


def test_rows_folded_in_the_outline_stay_folded_and_what_comes_is_open(
    settings: Settings, bridge: Bridge, host: QWidget
) -> None:
    session = bridge.session
    session.load(random_document(3, 40))
    outline = Outline(bridge, settings, host)
    shown(outline)
    inner = [id for id in derive(session.document).order if id in outline.folded or outline.rows[Line(id)].childCount()]
    outline.rows[Line(inner[1])].setExpanded(False)
    leaf = next(id for id in session.document.claims if not outline.rows[Line(id)].childCount())
    session.commit(relations.support(session.document, leaf, "Under a leaf."))
    outline.follow()
    assert outline.rows[Line(leaf)].isExpanded()
    session.commit(removal.delete(session.document, [inner[1]]))
    outline.follow()
    session.undo()
    outline.follow()
    assert closed(outline.tree) == set(), "it is another row that has come back"
    outline.rows[Line(inner[1])].setExpanded(False)
    above = claims.add_thesis(session.document, "Another one.")
    session.commit(above)
    outline.follow()
    assert len(closed(outline.tree)) == 1 and outline.folded == {inner[1]}


def test_a_branch_that_moves_takes_its_rows_along(settings: Settings, bridge: Bridge, host: QWidget) -> None:
    session = bridge.session
    session.load(
        Document(
            [
                *(Claim(id.upper(), id=id, order=id, main=id in "ad") for id in "abcde"),
                Relation(Kind.SUPPORT, ("b",), "a", id="ba"),
                Relation(Kind.SUPPORT, ("c",), "b", id="cb"),
                Relation(Kind.SUPPORT, ("e",), "d", id="ed"),
            ]
        )
    )
    outline = Outline(bridge, settings, host)
    shown(outline)
    rows = dict(outline.rows)
    counts = moved(outline.tree.model())
    session.commit(relations.retarget(session.document, "ba", "e"))
    outline.follow()
    assert [row[:2] for row in told(outline.tree.model())] == [
        *((0, "1  A"), (0, "2  D"), (1, "2.1  E"), (2, "2.1.1  B"), (3, "2.1.1.1  C"))
    ]
    assert outline.rows == rows and counts == {"gone": 1, "come": 1}
    assert closed(outline.tree) == set()


def test_a_problem_says_what_it_is_about_and_leads_there(settings: Settings, bridge: Bridge, host: QWidget) -> None:
    session = bridge.session
    session.load(small())
    added = sources.add_source(session.document, text="One thing is said here.")
    assert added is not None and added.focus is not None
    session.commit(added)
    session.commit(sources.cite(session.document, "pq", added.focus[0], 0, 9))
    session.commit(sources.describe_source(session.document, added.focus[0], text="Nothing of it."))
    session.commit(claims.reword(session.document, "k", ""))
    problems = Problems(bridge, settings, host)
    shown(problems)
    told_of = {row[1]: row[2] for row in told(problems.rows)}
    assert "1.1  The air is bad.\nno passage of a source stands behind the claim" in told_of
    assert "1.2  (empty)\nthe claim has no words yet" in told_of
    step = "1.1.1 → 1.1\nthe words of an excerpt are not in the source"
    assert told_of[step] == "the step from 1.1.1 to 1.1\nthe words of an excerpt are not in the source"
    at = list(told_of).index(step)
    problems.list.activated.emit(problems.rows.index(at))
    assert session.selection == ("pq",)
    problems.list.setCurrentIndex(problems.rows.index(at))
    session.commit(claims.reword(session.document, "k", "Traders lose custom."))
    problems.refresh()
    assert problems.list.currentIndex().data() == step, "what is chosen stays so while others come and go"
