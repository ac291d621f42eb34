"""What a user can do: an action is a command offered to a user, one row of the table in `catalogue`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.ids import Id
from argmap.layout.geometry import Geometry
from argmap.text import tr

Text = Callable[[], str]
"""A text that is translated when it is asked for."""


def marked(text: str) -> Text:
    """A text of a table: marked here for translation, translated when it is called."""
    return lambda: tr(text)


NO_HINT = marked("")


@dataclass(frozen=True)
class Focus:
    """What an action is about: a document and what is selected in it, the primary one last.

    `via` is the relation last visited from a claim, "" for none. `geometry` says where cards without a place stand,
    None where nothing is shown; `page` is the window or page, in units, for which the map is arranged.
    """

    document: Document
    ids: tuple[Id, ...] = ()
    via: Id = ""
    geometry: Geometry | None = None
    page: tuple[float, float] = (842.0, 595.0)

    @property
    def one(self) -> Id:
        """The primary of what is selected, "" where nothing is."""
        return next((id for id in reversed(self.ids) if id in self.document), "")

    @property
    def claims(self) -> tuple[Id, ...]:
        """The claims selected."""
        return tuple(id for id in self.ids if id in self.document.claims)

    @property
    def steps(self) -> tuple[Id, ...]:
        """What is selected, the relation last visited in the place of the primary claim that it belongs to."""
        return tuple(self.step if id == self.one else id for id in self.ids)

    @property
    def step(self) -> Id:
        """What a command on a step is to be given: the relation last visited, or else the primary one itself."""
        return self.visited or self.one

    @property
    def visited(self) -> Id:
        """The relation last visited, where the primary claim is a premise of it; "" where not."""
        relation = self.document.relations.get(self.via)
        return self.via if relation is not None and self.one in relation.premises else ""


Command = Callable[[Focus], Change | None]
Scope = Literal["edit", "file", "view", "article", "typing"]
Where = Literal["window", "map", "article", "typing"]


@dataclass(frozen=True)
class Action:
    """One row of the table: an action with its id, title, menu, scope and keys.

    `scope`: an *edit* row holds a `command`; *file*, *view* and *article* rows are bound by the window, by id;
    *typing* rows only say what the text editor does. `keys` are in Qt's portable notation, the first is the one
    shown; `mac` are further ones on macOS; `standard` names the `QKeySequence.StandardKey` whose keys on the
    platform come first. `where`: the keys act anywhere in the window, or only on the map and its outline, in the
    article, in the text editor; `released`: they act when the key is let go. `strip` is the key in the marks strip.

    `menu` is a path of `MENUS`, "" for none. `icon` is a name of Lucide. `setting`: the setting, with its value,
    that the row sets; `toggles`: it is on or off, which `checked` tells where the document says so. `may` tells
    quickly when it is not to be had: needed for rows without a command, and for commands that take their time.
    `also` holds words by which one looks for it besides its title, white space between them.
    """

    id: str
    title: Text
    menu: str = ""
    scope: Scope = "edit"
    keys: tuple[str, ...] = ()
    command: Command | None = None
    icon: str = ""
    hint: Text = NO_HINT
    strip: str = ""
    standard: str = ""
    mac: tuple[str, ...] = ()
    where: Where = "map"
    released: bool = False
    separator_before: bool = False
    toggles: bool = False
    checked: Callable[[Focus], bool] | None = None
    setting: tuple[str, Any] | None = None
    may: Callable[[Focus], bool] | None = None
    also: Text = NO_HINT


MANY = 100
"""From so many selected on, no command is asked beforehand: some take half a second for all of a large map."""


def enabled(action: Action, focus: Focus) -> bool:
    """Whether the action can do something here: its quick answer where it has one, or else its command is asked."""
    if action.may is not None:
        return action.may(focus)
    return action.command is None or len(focus.ids) > MANY or action.command(focus) is not None


def checked(action: Action, focus: Focus) -> bool:
    """Whether a row that is on or off is on, as far as the document says."""
    return action.checked is not None and action.checked(focus)


def with_claims(focus: Focus) -> bool:
    """Whether a claim is selected."""
    return bool(focus.claims)


def with_any(focus: Focus) -> bool:
    """Whether anything is selected."""
    return bool(focus.one)
