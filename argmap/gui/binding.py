"""What the rows of the table that hold no command do: for each id, a method of a part of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

BOUND: Mapping[str, str] = {
    "new": "filing.new",
    "open": "filing.open",
    "open-recent": "asking.open_recent",
    "open-example": "filing.open_example",
    "save": "filing.save",
    "save-as": "filing.save_as",
    "open-backup": "asking.earlier_versions",
    "recover": "recovery_wanted.emit",
    "map-details": "asking.map_details",
    "export": "asking.export",
    "print": "asking.print_map",
    "close": "close",
    "quit": "quit",
    "undo": "undo",
    "redo": "redo",
    "cut": "clip.cut",
    "copy": "clip.copy",
    "copy-outline": "clip.copy_outline",
    "copy-argdown": "clip.copy_argdown",
    "copy-picture": "clip.copy_picture",
    "paste": "clip.paste",
    "select-all": "going.select_all",
    "select-branch": "going.select_branch",
    "find": "asking.find",
    "find-next": "asking.find_next",
    "find-previous": "asking.find_previous",
    "palette": "asking.palette",
    "help": "asking.help",
    "arrange-with-graphviz": "asking.arrange_with_graphviz",
    "settings": "asking.settings",
    "shortcuts": "asking.shortcuts",
    "welcome": "asking.welcome",
    "report": "asking.about",
    "about": "asking.about",
    "edit-text": "edit_text",
    "edit-note": "asking.edit_note",
    "also-bears-on": "asking.also_bears_on",
    "bears-on-instead": "asking.bears_on_instead",
    "marks": "asking.marks",
    "mark-by": "asking.holders",
    "mark-tag": "asking.tags",
    "add-source": "reading.shelf.ask_for_source",
    "show-article": "reading.toggle",
    "article-thesis": "reading.thesis",
    "article-premise": "reading.premise",
    "article-linked": "reading.linked",
    "article-counterpoint": "reading.counterpoint",
    "article-undercut": "reading.undercut",
    "article-attach": "reading.attach",
    "article-target": "reading.target_newest",
    "article-holder": "reading.holding.ask",
    "article-unmapped": "reading.next_unmapped",
    "article-leave-out": "reading.leave_out",
    "update-text": "reading.shelf.update_text",
    "review-excerpts": "reading.shelf.review",
    "source-register": "reading.shelf.register",
    "source-details": "asking.source_details",
    "remove-source": "asking.remove_source",
    "fit": "seeing.fit",
    "actual-size": "seeing.actual_size",
    "zoom-in": "seeing.zoom_in",
    "zoom-out": "seeing.zoom_out",
    "fold": "seeing.fold",
    "fold-all": "seeing.fold_all",
    "unfold-all": "seeing.unfold_all",
    "focus": "seeing.focus",
    "full-screen": "seeing.full_screen",
    "show-inspector": "panes.toggle_inspector",
    "show-outline": "panes.toggle_outline",
    "show-problems": "panes.toggle_problems",
    "go-target": "going.target",
    "go-bearing": "going.bearing",
    "go-before": "going.before",
    "go-after": "going.after",
    "go-relation": "going.relation",
    "go-first": "going.first",
    "go-last": "going.last",
    "extend-target": "going.extend_target",
    "extend-bearing": "going.extend_bearing",
    "extend-before": "going.extend_before",
    "extend-after": "going.extend_after",
    "back": "going.back",
    "forward": "going.forward",
    "next-unfinished": "going.next_unfinished",
    "previous-unfinished": "going.previous_unfinished",
    "next-pane": "going.next_pane",
    "previous-pane": "going.previous_pane",
}
"""What each row does, as the way to a method of the window; rows that set a setting need none."""

CHECKED: Mapping[str, str] = {
    "focus": "seeing.is_focused",
    "full-screen": "seeing.is_full_screen",
    "show-article": "reading.is_shown",
    "show-inspector": "panes.has_inspector",
    "show-outline": "panes.has_outline",
    "show-problems": "panes.has_problems",
}
"""What tells whether a row that is on or off is on, where neither document nor settings say so."""

POSSIBLE: Mapping[str, str] = {
    "article-thesis": "reading.can_take",
    "article-premise": "reading.can_take",
    "article-linked": "reading.can_take",
    "article-counterpoint": "reading.can_take",
    "article-undercut": "reading.can_take",
    "article-attach": "reading.can_take",
    "article-holder": "reading.holding.has_newest",
    "article-unmapped": "reading.has_sources",
    "article-leave-out": "reading.can_take",
    "undo": "can_undo",
    "redo": "can_redo",
    "focus": "seeing.can_focus",
    "open-recent": "asking.has_recents",
    "open-backup": "filing.earlier.has_any",
}
"""What tells whether a row can be had, where the table does not."""

WRITES: Mapping[str, str] = {"copy-argdown": "argdown"}
"""The format that a row writes: it is offered nowhere while there is none of that name."""


def without_format() -> frozenset[str]:
    """The rows whose format is not there yet."""
    from argmap.formats.registry import FORMATS

    there = {format.name for format in FORMATS if format.writer}
    return frozenset(id for id, format in WRITES.items() if format not in there)


def bound(window: Any, ways: Mapping[str, str]) -> dict[str, Callable[[], Any]]:
    """The methods that the ways lead to, by row; without the rows that cannot be offered yet."""
    missing = without_format()
    return {id: attrgetter(way)(window) for id, way in ways.items() if id not in missing}
