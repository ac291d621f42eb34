"""The rows of the menu Argument: what one does to claims and relations."""

from __future__ import annotations

from argmap.app.actions import Action, Focus, marked, with_any, with_claims
from argmap.core.change import Change
from argmap.core.records import Claim, Relation
from argmap.edit import claims, groups, linking, ordering, relations, removal, splitting, steps

MENU = "argument"


def has_text(focus: Focus) -> bool:
    """Whether what is selected can be given a note."""
    return isinstance(focus.document.get(focus.one), Claim | Relation)


def _has_title(focus: Focus) -> bool:
    """Whether words can be typed for what is selected: the text of a claim, the title of a group."""
    return with_claims(focus) or focus.one in focus.document.groups


def _has_note(focus: Focus) -> bool:
    return has_text(focus) or focus.one in focus.document.groups


def _sibling(focus: Focus) -> Change | None:
    return relations.add_beside(focus.document, focus.one, via=focus.visited)


def _linked(focus: Focus) -> Change | None:
    return relations.link_premise(focus.document, focus.one, via=focus.visited)


def _order(by: int, focus: Focus) -> Change | None:
    from argmap.layout.exchange import exchanged

    change = ordering.reorder(focus.document, focus.one, by, via=focus.visited)
    return None if change is None else exchanged(focus.document, change)


ADD = (
    Action(
        "add-premise",
        marked("Add premise"),
        MENU,
        keys=("Tab",),
        command=lambda f: relations.support(f.document, f.one),
        icon="plus",
        hint=marked("A claim that supports the selected one; on a relation, backing"),
    ),
    Action(
        "add-counterpoint",
        marked("Add counterpoint"),
        MENU,
        keys=("Shift+Tab",),
        command=lambda f: relations.attack(f.document, f.one),
        icon="minus",
        hint=marked("A claim that attacks the selected one; on a relation, an undercut"),
    ),
    Action(
        "add-another",
        marked("Add another of the same kind"),
        MENU,
        keys=("Return", "Enter"),
        command=_sibling,
        icon="corner-down-left",
        hint=marked("After the selected one, on the same target"),
    ),
    Action(
        "add-linked",
        marked("Add linked premise"),
        MENU,
        keys=("Ctrl+Return", "Ctrl+Enter"),
        command=_linked,
        icon="link",
        hint=marked("A premise that carries the same relation together with the selected one"),
    ),
    Action(
        "add-thesis",
        marked("New thesis"),
        MENU,
        keys=("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        command=lambda f: claims.add_thesis(f.document),
        icon="diamond-plus",
    ),
    Action(
        "add-claim",
        marked("New loose claim"),
        MENU,
        command=lambda f: claims.add_loose(f.document),
        icon="square-plus",
        hint=marked("A claim that nothing connects yet"),
    ),
)

WORDS = (
    Action(
        "edit-text",
        marked("Edit text"),
        MENU,
        "view",
        ("F2",),
        icon="pencil",
        hint=marked("Or just type: what is typed goes to the end"),
        separator_before=True,
        may=_has_title,
    ),
    Action("edit-note", marked("Note"), MENU, "view", ("Shift+F2",), icon="sticky-note", may=_has_note),
)

STEPS = (
    Action(
        "flip",
        marked("Turn support into attack, attack into support"),
        MENU,
        keys=("Ctrl+R",),
        command=lambda f: relations.flip(f.document, f.steps),
        icon="arrow-up-down",
        hint=marked("Of a claim, the relation by which it bears on its target"),
        separator_before=True,
    ),
    Action(
        "undercut",
        marked("Undercut"),
        MENU,
        keys=("Ctrl+U",),
        command=lambda f: relations.undercut(f.document, f.step),
        icon="x",
        hint=marked("Attack the step from premises to conclusion, not what either of them says"),
    ),
    Action(
        "insert-step",
        marked("Insert a step"),
        MENU,
        keys=("Ctrl+I",),
        command=lambda f: steps.insert_step(f.document, f.step),
        icon="between-horizontal-start",
        hint=marked("A claim between the selected one and its target"),
    ),
    Action(
        "also-bears-on",
        marked("Also bears on…"),
        MENU,
        "view",
        ("Ctrl+L",),
        icon="git-branch-plus",
        hint=marked("Type a number or words; Enter supports, Shift+Enter attacks"),
        may=with_claims,
    ),
    Action(
        "bears-on-instead",
        marked("Bears on … instead"),
        MENU,
        "view",
        ("Ctrl+Shift+L",),
        icon="git-branch",
        hint=marked("Type a number or words; Enter supports, Shift+Enter attacks"),
        may=has_text,
    ),
    Action(
        "join",
        marked("Join premises"),
        MENU,
        keys=("Ctrl+J",),
        command=lambda f: linking.join(f.document, f.ids),
        icon="link-2",
        hint=marked("Into one relation that they carry only together"),
        separator_before=True,
    ),
    Action(
        "separate",
        marked("Separate premises"),
        MENU,
        keys=("Ctrl+Shift+J",),
        command=lambda f: linking.separate(f.document, f.ids),
        icon="unlink-2",
    ),
    Action(
        "merge",
        marked("Merge claims"),
        MENU,
        keys=("Ctrl+Shift+M",),
        command=lambda f: splitting.merge(f.document, f.claims),
        icon="merge",
        hint=marked("The first selected claim keeps its wording"),
    ),
    Action(
        "group",
        marked("Group"),
        MENU,
        keys=("Ctrl+G",),
        command=lambda f: groups.group(f.document, f.ids),
        icon="group",
    ),
    Action(
        "ungroup",
        marked("Ungroup"),
        MENU,
        keys=("Ctrl+Shift+G",),
        command=lambda f: groups.ungroup(f.document, f.ids),
        icon="ungroup",
    ),
    Action(
        "move-up",
        marked("Earlier in the order"),
        MENU,
        keys=("Alt+Up",),
        command=lambda f: _order(-1, f),
        icon="arrow-up",
        hint=marked("Among what bears on the same target"),
        separator_before=True,
    ),
    Action(
        "move-down",
        marked("Later in the order"),
        MENU,
        keys=("Alt+Down",),
        command=lambda f: _order(1, f),
        icon="arrow-down",
        hint=marked("Among what bears on the same target"),
    ),
    Action(
        "promote",
        marked("Promote to the target's target"),
        MENU,
        keys=("Alt+Left",),
        command=lambda f: steps.promote(f.document, f.one, via=f.visited),
        icon="outdent",
    ),
    Action(
        "demote",
        marked("Demote under the one before"),
        MENU,
        keys=("Alt+Right",),
        command=lambda f: steps.demote(f.document, f.one, via=f.visited),
        icon="indent",
    ),
    Action(
        "delete",
        marked("Remove with branch"),
        MENU,
        keys=("Del",),
        mac=("Backspace",),
        command=lambda f: removal.delete(f.document, f.ids),
        icon="trash-2",
        hint=marked("Claims that also stand elsewhere stay"),
        separator_before=True,
        may=with_any,
    ),
    Action(
        "dissolve",
        marked("Dissolve"),
        MENU,
        keys=("Shift+Del",),
        mac=("Shift+Backspace",),
        command=lambda f: steps.dissolve(f.document, f.one),
        icon="circle-minus",
        hint=marked("The claim goes, its premises pass to its target"),
    ),
)

ROWS = (*ADD, *WORDS, *STEPS)
