"""What the fields of records may hold: hypothesis strategies for texts, names, order keys, places, unknown keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from argmap.core.order import DIGITS
from argmap.core.records import (
    BASES,
    CONFIDENCES,
    CREDIBILITIES,
    DIRECTIONS,
    NOTHING,
    RELIABILITIES,
    Claim,
    Excerpt,
    Extra,
    Group,
    Kind,
    MapInfo,
    Record,
    Relation,
    Source,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]

_C0 = "".join(map(chr, range(32)))
_SPECIMENS = (
    "Cars should go.",
    "Grüße, naïve façade",
    "e\u0301 and \u00e9",
    "👩\u200d👩\u200d👧 family, flag 🇪🇺, 👍🏽",
    "العربية ثم English",
    "שלום \u202eabc\u202c",
    "日本語のテキスト。",
    "a\u00a0b soft\u00adhyphen \u2028line",
    "quotes \"a\" 'b' \\ \\n <b>&amp;</b> {x} [y] | % $",
    "=1+1",
    "two\nlines\n\nand\tone",
    " spaces at both ends ",
    "\ufeffmark \ufffd \x7f\x85",
    "- [x]: <c>, ___ # * _em_",
)


@cache  # to make a strategy takes longer than to draw from it
def texts(min_size: int = 0, max_size: int = 30) -> st.SearchStrategy[str]:
    """Any text that a map can hold: all of Unicode but surrogates and C0 controls (tab and newline stay)."""
    free = st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters=_C0.replace("\t", "").replace("\n", "")),
        min_size=min_size,
        max_size=max_size,
    )
    known = [t for t in _SPECIMENS if min_size <= len(t) <= max_size]
    return st.one_of(st.sampled_from(known), free) if known else free


@cache
def names() -> st.SearchStrategy[str]:
    """Text in one line with something to see, as tags and people have."""
    return texts(min_size=1, max_size=12).filter(
        lambda t: bool(t.strip()) and "\n" not in t and all(unicodedata.category(c) not in ("Zl", "Zp") for c in t)
    )


def orders() -> st.SearchStrategy[str]:
    """Order keys: often none, often the same, sometimes any."""
    return st.one_of(
        st.sampled_from(["", "", "a0", "a1", "a0V", "b0", "Zz"]), st.text(st.sampled_from(DIGITS), max_size=4)
    )


def places() -> st.SearchStrategy[tuple[int, int] | None]:
    """A place on the canvas, or none."""
    unit = st.integers(-5000, 5000)
    return st.one_of(st.none(), st.tuples(unit, unit))


def extras() -> st.SearchStrategy[Extra]:
    """Unknown keys with values as JSON gives them; mostly none."""
    leaf = st.one_of(
        st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(-1e9, 1e9).map(lambda x: x + 0.0), texts()
    )
    value = st.recursive(
        leaf, lambda v: st.lists(v, max_size=2) | st.dictionaries(texts(max_size=5), v, max_size=2), max_leaves=4
    )
    some = st.dictionaries(texts(max_size=6).map(lambda k: "x-" + k), value, min_size=1, max_size=2).map(Extra)
    return _mostly(st.just(NOTHING), some)


def imported() -> st.SearchStrategy[Extra]:
    """Ids and types in another format; mostly none."""
    some = st.fixed_dictionaries({"aif": st.fixed_dictionaries({"id": texts(max_size=5), "type": st.just("RA")})})
    return _mostly(st.just(NOTHING), some.map(Extra))


def _mostly(usual: st.SearchStrategy[Any], rare: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return upto(5).flatmap(lambda n: rare if n == 5 else usual)


@cache
def upto(most: int) -> st.SearchStrategy[int]:
    """A whole number from 0 to `most`."""
    return st.integers(0, most)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


def _sometimes(values: Iterable[Any], nothing: Any = "") -> st.SearchStrategy[Any]:
    return st.sampled_from([nothing, nothing, *values])


_TAGS = st.lists(names(), max_size=3, unique=True).map(lambda t: tuple(sorted(t)))
_PEOPLE = st.lists(names(), max_size=2, unique=True).map(tuple)
_LIKELIHOODS = _maybe(st.floats(0, 1, exclude_min=True, exclude_max=True))
_STRENGTHS = _maybe(st.floats(0, 1).map(abs))

FIELDS: dict[type[Record], dict[str, st.SearchStrategy[Any]]] = {
    MapInfo: {
        "title": texts(),
        "description": texts(),
        "authors": _PEOPLE,
        "language": _sometimes(["en", "de", "ar", "zh-Hant"]),
        "direction": st.sampled_from(DIRECTIONS),
    },
    Claim: {
        "text": texts(),
        "main": _mostly(st.just(False), st.just(True)),
        "by": _PEOPLE,
        "note": _mostly(st.just(""), texts()),
        "tags": _TAGS,
        "basis": _sometimes(BASES),
        "implicit": st.booleans(),
        "likelihood": _LIKELIHOODS,
        "confidence": _sometimes(CONFIDENCES),
        "order": orders(),
        "at": places(),
    },
    Relation: {
        "kind": st.sampled_from(list(Kind)),
        "scheme": _sometimes(["expert opinion", "analogy"]),
        "strength": _STRENGTHS,
        "order": orders(),
        "note": _mostly(st.just(""), texts()),
    },
    Source: {
        "title": texts(),
        "author": _mostly(st.just(""), names()),
        "publisher": texts(),
        "published": _sometimes(["2024-03-02", "2024", "March 2024"]),
        "url": _sometimes(["https://example.org/a?b=c&d#e"]),
        "reliability": _sometimes(RELIABILITIES),
        "text": st.lists(texts(), min_size=1, max_size=4).map("\n".join),
    },
    Excerpt: {"credibility": _sometimes(CREDIBILITIES, None)},
    Group: {"title": texts(), "note": _mostly(st.just(""), texts())},
}
"""For each kind of record its fields that refer to no other record, and what they may hold."""


@st.composite
def _fields(draw: Draw, kind: type[Record]) -> dict[str, Any]:
    known = FIELDS[kind] | {"extra": _EXTRA, "imported": _IMPORTED}
    always = {"text", "title", "kind", "order", "main"} & known.keys()
    chosen = always | set(draw(_SOME_OF[kind]))
    return {name: draw(known[name]) for name in sorted(chosen)}


_EXTRA, _IMPORTED = extras(), imported()
_SOME_OF = {
    kind: st.lists(st.sampled_from([*known, "extra", "imported"]), max_size=4, unique=True)
    for kind, known in FIELDS.items()
}
VALUES: dict[type[Record], st.SearchStrategy[dict[str, Any]]] = {kind: _fields(kind) for kind in FIELDS}
"""For each kind of record values for some of its own fields, the others being left at their default."""
