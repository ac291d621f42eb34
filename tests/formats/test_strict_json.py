"""The guarded parse: it reads what JSON is, and refuses the rest in one line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.errors import ArgmapError
from argmap.formats import strict_json
from argmap.formats.strict_json import MAX_BYTES, MAX_DEPTH, parse, step, walk

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
tricky = st.sampled_from(["", '"', "\\", '\\"', "{", "}", "[", "]", ":", '":', "\\\\", "{}[]", '"{"', "\\u0041", "\n"])
words = st.one_of(texts, tricky, st.lists(tricky, max_size=4).map("".join))
leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), words)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=20
)


def refusal(data: bytes | str) -> str:
    with pytest.raises(ArgmapError) as raised:
        parse(data.encode() if isinstance(data, str) else data, "a.json")
    line = str(raised.value)
    assert line.startswith("a.json: ")
    assert line.isprintable()
    return line.removeprefix("a.json: ")


@given(values, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_what_is_json_is_read_as_python_reads_it(value: Any, ascii: bool, indent: Any) -> None:
    text = json.dumps(value, ensure_ascii=ascii, indent=indent)
    assert parse(text.encode()) == value
    assert parse(b"\xef\xbb\xbf" + text.encode()) == value


@given(st.dictionaries(words, values, min_size=1, max_size=4), st.data(), st.sampled_from([":", " :", ":\n", "\t: "]))
def test_a_key_that_stands_twice_is_refused_wherever_it_stands(
    holder: dict[str, Any], data: st.DataObject, colon: str
) -> None:
    pairs = list(holder.items())
    pairs.insert(data.draw(st.integers(0, len(pairs))), (data.draw(st.sampled_from(list(holder))), 1))
    twice = "{" + ",".join(json.dumps(key) + colon + json.dumps(value) for key, value in pairs) + "}"
    assert "stands twice" in refusal(twice)
    wrapped = json.dumps({"a": [1, {"b": ["@", {}], "c": {"d": ":"}}]}).replace('"@"', twice)
    assert refusal(wrapped).startswith("$.a[1].b[0]: the key ")


@given(st.binary(max_size=60) | st.text(st.sampled_from('[]{}",:\\ \n1eu0dtf'), max_size=30).map(str.encode))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    try:
        value = parse(data)
    except ArgmapError as error:
        assert str(error).isprintable()
    else:
        assert value == json.loads(data)


def spots(value: Any, path: str = "$") -> list[tuple[str, Any]]:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(path, value), *(spot for key, inner in items for spot in spots(inner, path + step(key)))]


@given(values)
def test_walking_meets_each_value_once_and_in_order_with_its_path(value: Any) -> None:
    walked = [(str(path), found) for path, found in walk(value)]
    assert [path for path, _ in walked] == [path for path, _ in spots(value)]
    assert all(a is b for (_, a), (_, b) in zip(walked, spots(value)))


def test_a_step_of_a_path_is_plain_where_the_key_is() -> None:
    steps = [step(0), step("text"), step("two words"), step("it's"), step("é"), step("\x1f"), step("long" * 20)]
    assert steps == ["[0]", ".text", "['two words']", '["it\'s"]', "['é']", "['\\x1f']", f"['{('long' * 20)[:39]}'…]"]


@pytest.mark.parametrize(
    "data, says",
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \n", "the file is empty"),
        (b'{"a": "\xff"}', "$.a: it is not UTF-8 at byte 7"),
        (b'\xef\xbb\xbf{"a": "\xff"}', "$.a: it is not UTF-8 at byte 10"),
        (b'{"a": "\xed\xa0\x80"}', "$.a: it is not UTF-8 at byte 7"),
        ('{"a": 1}'.encode("utf-16"), "$: it is not UTF-8 at byte 0"),
        (b'{"a": 1,}', "$: it is not JSON (line 1, column "),  # newer Pythons point at the comma
        (b'{\n "a": tru\n}', "$.a: it is not JSON (line 2, column 7"),
        (b'{"a": 1} x', "$: it is not JSON (line 1, column 10"),
        (b'{"a": [1, {"b c": [2, 3 4]}]}', "$.a[1]['b c'][1]: it is not JSON (line 1, column 25"),
        (b'{"a": ["]}", "b"', "$.a[1]: it is not JSON (line 1, column 17"),
        (rb'{"\u0061\"": [{}, {"b": 1, }', "$['a\"'][1]: it is not JSON"),
        (b"[]]", "$: it is not JSON"),
        (b'{"a": "\n"}', "$.a: it is not JSON (line 1, column 8"),
        (b'{"a": [1, NaN]}', "$.a[1]: NaN is no JSON number"),
        (b'{"a": {"b c": -Infinity}}', "$.a['b c']: -Infinity is no JSON number"),
        (b"Infinity", "$: Infinity is no JSON number"),
        (b'{"a": {"b": 1, "b": 1}}', "$.a: the key 'b' stands twice"),
        (b'{"a": 1, "a": NaN}', "$: the key 'a' stands twice"),
        (rb'{"a": ["x", "\ud83d"]}', "$.a[1]: half of a surrogate pair stands alone"),
        (rb'{"a": "\ude00\ud83d"}', "$.a: half of a surrogate pair stands alone"),
        (rb'{"a": "\ud83d\\\ude00"}', "$.a: half of a surrogate pair stands alone"),
        (rb'{"\uDC00": 1}', "$: half of a surrogate pair stands alone"),
        (b"[" + b"1" * 5000 + b"]", "$[0]: an integer of thousands of digits"),
        (b'{"a": -' + b"9" * 100_000 + b"}", "$.a: an integer of thousands of digits"),
    ],
)
def test_what_is_refused_is_refused_with_the_reason_and_the_place(data: bytes, says: str) -> None:
    assert refusal(data).startswith(says)


def test_whole_surrogate_pairs_and_escaped_backslashes_are_read() -> None:
    assert parse(rb'["\ud83d\ude00", "\\ud83d", "\\\\\\ude00"]') == ["😀", "\\ud83d", "\\\\\\ude00"]


def nested(depth: int, kind: str, inner: str = "1") -> str:
    opening = {"[": ["["], "{": ['{"a":'], "mixed": ["[", '{"[":']}[kind]
    closing = {"[": ["]"], "{": ["}"], "mixed": ["]", "}"]}[kind]
    levels = range(depth)
    return (
        "".join(opening[n % len(opening)] for n in levels)
        + inner
        + "".join(closing[n % len(closing)] for n in reversed(levels))
    )


@pytest.mark.parametrize("kind", ["[", "{", "mixed"])
@pytest.mark.parametrize("inner", ["1", '"]}]"', '"\\"["', '"\\\\"'])
def test_nesting_is_read_up_to_the_limit_and_no_further(kind: str, inner: str) -> None:
    assert parse(nested(MAX_DEPTH, kind, inner).encode()) == json.loads(nested(MAX_DEPTH, kind, inner))
    for deep in (nested(MAX_DEPTH + 1, kind, inner), "[1, " + nested(MAX_DEPTH, kind, inner) + "]"):
        says = refusal(deep)
        assert says.startswith("$") and says.endswith("…: its arrays and objects are nested more than 100 deep")


@pytest.mark.parametrize("data", [b"[" * 5_000_000, b'{"a":' * 1_000_000, b"[{" * 1_000_000, b'[["' * 200_000])
def test_brackets_without_end_are_refused_before_the_parser_sees_them(data: bytes) -> None:
    says = refusal(data)
    assert says.startswith("$") and ("nested more than 100 deep" in says or "not JSON" in says)


def test_brackets_in_text_do_not_count() -> None:
    assert parse(json.dumps(["[" * 500, '{"' * 500, "\\[" * 500]).encode()) == ["[" * 500, '{"' * 500, "\\[" * 500]


def test_a_file_of_more_arrays_and_objects_than_memory_would_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_json, "MAX_PARTS", 100)
    assert len(parse(b"[" + b'{"[{": 1},' * 98 + b"{}]")) == 99
    assert refusal(b"[" + b"[],{}," * 50 + b"1]") == "$: it holds more than 100 arrays and objects"


def test_a_file_of_more_strings_than_memory_would_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_json, "MAX_STRINGS", 100)
    odd = rb'["\"a\\", {"a: \"b\"": "c,d", "e": 1}, '
    assert len(parse(odd + b", ".join([b'""'] * 98) + b"]")) == 100
    assert refusal(odd + b", ".join([b'""'] * 99) + b"]") == "$: it holds more than 100 strings"


def test_a_file_that_is_too_large_is_refused_by_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_BYTES == 64 * 1024 * 1024
    monkeypatch.setattr(strict_json, "MAX_BYTES", 2 * 1024 * 1024)
    assert parse(b" " * (2 * 1024 * 1024 - 1) + b"1") == 1
    assert refusal(b" " * (2 * 1024 * 1024) + b"1") == "the file is too large: 2 MiB, at most 2 are read"
