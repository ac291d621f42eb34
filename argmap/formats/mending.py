"""What is put right in a file on the way in: ids that are missing or used twice, control characters in text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from argmap.core.ids import MAP, Id
from argmap.core.records import SECTIONS, Claim, Excerpt, Group, MapInfo, Record, Relation
from argmap.core.rules import Problem
from argmap.core.values import shown
from argmap.formats.fields import READERS
from argmap.text import tr

Rows = dict[str, list[Record | None]]
"""By section, the record made of each row of the file; None where a row was set aside."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_MAY_BE_CONTROL = re.compile(rb"\\(?:u00|[bfr])")


def may_hold_controls(data: bytes) -> bool:
    """Whether text in the JSON could hold control characters: there they are always escaped."""
    return _MAY_BE_CONTROL.search(data) is not None


def settle_ids(rows: Rows, problems: list[Problem]) -> None:
    """Gives an id of its own to each record that has none, or one that is used already.

    The first keeps it; a second that says the same is left out. What refers to the id means the first.
    """
    taken = {MAP, *(record.id for found in rows.values() for record in found if record is not None), *_referred(rows)}
    first: dict[Id, tuple[Record, str]] = {}
    counts: dict[str, int] = {}
    odd = {problem.path for problem in problems}
    for section, found in rows.items():
        for index, record in enumerate(found):
            if record is None:
                continue
            id, path = record.id, f"$.{section}[{index}]"
            if id and id != MAP and id not in first:
                first[id] = record, path
                continue
            if id in first and record == first[id][0]:
                found[index], new, remedy = None, id, tr("it is left out, since it says the same")
            else:
                stem = id or record.letter
                n = counts.get(stem, 1)
                while (new := f"{stem}-{n}") in taken:
                    n += 1
                counts[stem] = n + 1
                found[index], remedy = replace(record, id=new), tr("it becomes {id}", id=shown(new))
            if id:
                user = tr("the map itself") if id == MAP else first[id][1]
                code, text = "id-twice", tr("the id {id} is used already, by {user}", id=shown(id), user=user)
            else:
                code, text = "id-missing", tr("the id is missing")
            if f"{path}.id" not in odd:
                problems.append(Problem(code, new, "id", None, text, path=f"{path}.id", remedy=remedy))


def _referred(rows: Rows) -> set[Id]:
    """All ids that records refer to, so that no new one connects what was not connected."""
    found: set[Id] = set()
    for record in (record for section in rows.values() for record in section):
        match record:
            case Claim():
                found.add(record.group)
            case Relation():
                found |= {record.target, *record.premises}
            case Excerpt():
                found |= {record.on, record.source}
            case Group():
                found.add(record.parent)
    return found


def replace_controls(top: dict[str, Any], problems: list[Problem]) -> None:
    """Puts U+FFFD in the place of each control character in text but tab and newline, so that no offset moves."""
    sections: list[tuple[type[Record], Any, str]] = [(MapInfo, top.get("map"), "$.map")]
    for section, kind in SECTIONS.items():
        if type(rows := top.get(section)) is list:
            sections += [(kind, row, f"$.{section}[{index}]") for index, row in enumerate(rows)]
    for kind, row, path in sections:
        if type(row) is not dict:
            continue
        for key, value in row.items():
            if key not in READERS[kind]:
                continue
            holder: Any = value if type(value) is list else row
            for place in range(len(value)) if holder is value else (key,):
                text = holder[place]
                if type(text) is str and (match := _CONTROL.search(text)):
                    holder[place] = _CONTROL.sub("\ufffd", text)
                    code = f"U+{ord(match[0]):04X}"
                    at = f"{path}.{key}" + (f"[{place}]" if holder is value else "")
                    says = tr("the text holds the control character {code}", code=code)
                    index = place if holder is value else None
                    remedy = tr("U+FFFD stands in for it")
                    problems.append(Problem("control", id_in(row), key, index, says, path=at, remedy=remedy))


def id_in(row: dict[str, Any]) -> Id:
    """The id that a row gives itself, "" where it gives none."""
    id = row.get("id")
    return id if type(id) is str else ""
