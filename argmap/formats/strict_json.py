"""The guarded parse of JSON: what other parsers let pass or break on is refused in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from argmap.core.values import shown
from argmap.errors import ArgmapError
from argmap.formats.json_place import path_at, path_of_depth
from argmap.formats.json_place import step as step
from argmap.text import tr

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

MAX_DEPTH = 100
"""How deep arrays and objects may lie within each other."""

MAX_PARTS = 1_000_000
"""How many arrays and objects a file may hold; each takes some hundred bytes of memory, and of the file only three."""

MAX_STRINGS = 4_000_000
"""How many strings a file may hold, keys aside; each takes over sixty bytes of memory, and of the file only five."""

_PAIR = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BRACKETS = bytes.maketrans(b"{}", b"[]")
_BUT_STRUCTURE = bytes(set(range(256)) - set(b'[]{}:"'))


def parse(data: bytes, where: str = "") -> Any:
    """The value that the bytes spell in JSON (RFC 8259), as dicts, lists, strings, numbers, True, False and None.

    Raises ArgmapError, with `where` as the file's name, for more than `MAX_BYTES`, bytes that are not UTF-8, nesting
    over `MAX_DEPTH`, more than `MAX_PARTS` arrays and objects or `MAX_STRINGS` strings, NaN and Infinity, lone
    surrogates, a key twice in one object, integers longer than Python reads (4,300 digits), and all that is not JSON.
    A byte order mark is passed over.
    """
    import json

    if len(data) > MAX_BYTES:
        size = len(data) / 1024 / 1024
        raise ArgmapError(
            tr("the file is too large: {size:.0f} MiB, at most {most} are read", size=size, most=MAX_BYTES >> 20), where
        )
    text, (structure, strings) = _decoded(data, where), _structure(data)
    if _is_too_deep(structure):
        path = path_of_depth(text, MAX_DEPTH)
        raise ArgmapError(
            tr("{path}: its arrays and objects are nested more than {n} deep", path=path, n=MAX_DEPTH), where
        )
    if structure.count(b"[") + structure.count(b"{") > MAX_PARTS:
        raise ArgmapError(tr("$: it holds more than {n} arrays and objects", n=MAX_PARTS), where)
    if strings > MAX_STRINGS:
        raise ArgmapError(tr("$: it holds more than {n} strings", n=MAX_STRINGS), where)
    constants: list[_Constant] = []

    def constant(name: str) -> _Constant:
        constants.append(_Constant(name))
        return constants[-1]

    try:
        value = json.loads(text, parse_constant=constant)
    except json.JSONDecodeError as error:
        place = tr("line {line}, column {column}", line=error.lineno, column=error.colno)
        # From Python 3.13 on a comma with nothing behind it is where it stands; before, what stands behind it.
        path = path_at(text, error.pos + ("trailing comma" in error.msg))
        what = tr("{path}: it is not JSON ({place}: {reason})", path=path, place=place, reason=error.msg)
        raise ArgmapError(what, where) from None
    except ValueError:
        # The one other ValueError of json: the interpreter's limit on the digits of an integer.
        raise ArgmapError(tr("{path}: an integer of thousands of digits", path=_long_integer(text)), where) from None
    if structure.count(b":") != _keys(value, structure.count(b"{")):
        _refuse_twice(json.loads(text, object_pairs_hook=_of_pairs, parse_constant=constant), where)
    if constants:
        _refuse_constant(value, where)
    if "\\u" in text and _SURROGATE.search(_PAIR.sub("", text.replace("\\\\", "-"))):
        _refuse_surrogate(value, where)
    return value


class _Twice(dict[str, Any]):
    """An object in which a key stood twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        self.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]


class _Constant:
    """A number that is not to be read: NaN, Infinity or -Infinity, or one of thousands of digits."""

    def __init__(self, name: str) -> None:
        self.name = name


def _long_integer(text: str) -> str:
    """The JSON path of the first integer that Python does not read."""
    import json

    def integer(digits: str) -> int | _Constant:
        try:
            return int(digits)
        except ValueError:
            return _Constant("")

    try:
        value = json.loads(text, parse_int=integer)
    except json.JSONDecodeError as error:  # it is no JSON either, further on
        return path_at(text, error.pos)
    return next((str(path) for path, found in walk(value) if isinstance(found, _Constant)), "$")


def _decoded(data: bytes, where: str) -> str:
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    try:
        text = data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        path = path_at(data[start : start + error.start].decode("utf-8"), error.start)
        what = tr("{path}: it is not UTF-8 at byte {offset}", path=path, offset=start + error.start)
        raise ArgmapError(what, where) from None
    if not text or text.isspace():
        raise ArgmapError(tr("the file is empty"), where)
    return text


def _structure(data: bytes) -> tuple[bytes, int]:
    """The brackets, braces and colons of JSON text, those in its strings left out; and how many strings are no keys."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    left, strings = data.translate(None, _BUT_STRUCTURE).replace(b'""', b""), data.count(b'"') // 2
    structure = re.sub(rb'"[^"]*"?', b"", left) if b'"' in left else left
    return structure, strings - structure.count(b":")


def _is_too_deep(structure: bytes) -> bool:
    """Whether the nesting is over `MAX_DEPTH`, told before the parse: how deep a parser may go without breaking the
    stack depends on interpreter and thread.

    Brackets with nothing between them are taken out, one level at a time from the innermost.
    """
    left = structure.translate(_BRACKETS, b":")
    for _ in range(MAX_DEPTH):
        before = len(left)
        left = left.replace(b"[]", b"")
        if len(left) == before:
            # Nothing more pairs up: the parser gets as far as the first bracket that closes what is not open.
            return before - len(left.lstrip(b"[")) > MAX_DEPTH
    return bool(left)


def _keys(value: Any, objects: int) -> int:
    """How many keys the objects in a value have, which are so many: looked for level by level, no deeper than needed.

    It is less than there are colons in the text where a key stood twice: to count both is three times as fast as
    to compare the pairs of each object.
    """
    keys, level = 0, [value]
    while level:
        found = [inner for inner in level if type(inner) is dict]
        keys += sum(map(len, found))
        objects -= len(found)
        if objects <= 0:
            break
        lists = [inner for inner in level if type(inner) is list]
        level = [inner for holder in found for inner in holder.values()]
        level += [inner for holder in lists for inner in holder]
    return keys


def _of_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Twice(pairs)


def _refuse_twice(value: Any, where: str) -> NoReturn:
    for path, found in walk(value):
        if isinstance(found, _Twice):
            raise ArgmapError(tr("{path}: the key {key} stands twice", path=path, key=shown(found.key)), where)
    raise AssertionError("there are more colons than keys, but no key stands twice")


def _refuse_constant(value: Any, where: str) -> NoReturn:
    for path, found in walk(value):
        if isinstance(found, _Constant):
            raise ArgmapError(tr("{path}: {name} is no JSON number", path=path, name=found.name), where)
    raise AssertionError("what the parse met is not in its result")


def _refuse_surrogate(value: Any, where: str) -> NoReturn:
    for path, found in walk(value):
        for text in (found, *found) if isinstance(found, dict) else (found,):
            if isinstance(text, str) and not _is_whole(text):
                raise ArgmapError(tr("{path}: half of a surrogate pair stands alone", path=path), where)
    raise AssertionError("what the text spells is not in its value")


def _is_whole(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def walk(value: Any) -> Iterator[tuple[JsonPath, Any]]:
    """A value and all within it with their JSON paths, outside in, without recursion."""
    keys: list[str | int] = []
    yield JsonPath(keys), value
    stack: list[Iterator[tuple[str | int, Any]]] = [_items(value)]
    while stack:
        for key, inner in stack[-1]:
            keys.append(key)
            yield JsonPath(keys), inner
            if isinstance(inner, dict | list):
                stack.append(_items(inner))
                break
            keys.pop()
        else:
            stack.pop()
            if keys:
                keys.pop()


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    return iter(value.items()) if isinstance(value, dict) else iter(enumerate(value if isinstance(value, list) else ()))


class JsonPath:
    """A JSON path as `walk` stands on it; taken as text at once or not at all, since the walk goes on."""

    __slots__ = ("_keys",)

    def __init__(self, keys: list[str | int]) -> None:
        self._keys = keys

    def __str__(self) -> str:
        return "$" + "".join(map(step, self._keys))

    def __format__(self, _: str) -> str:
        return str(self)
