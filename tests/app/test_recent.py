"""The list of recent maps: kept over damage, and never in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.app.recent import MOST, Recent, load, save, with_map, without
from argmap.errors import ArgmapError

HERE = str(Path.cwd())


def test_what_was_saved_is_there_after_loading_odd_names_included(tmp_path: Path) -> None:
    recents = with_map(with_map((), "/maps/a.argmap.json", "Cars"), "/maps/\udcff\n.json", "Ünlikely")
    save(tmp_path / "deep" / "recent.json", recents)
    assert load(tmp_path / "deep" / "recent.json") == recents
    assert [r.title for r in recents] == ["Ünlikely", "Cars"]


def test_a_map_opened_again_comes_first_and_stands_there_once() -> None:
    recents = with_map(with_map(with_map((), "/a"), "/b"), "/a", "Now titled")
    assert recents == (Recent("/a", "Now titled"), Recent("/b"))
    assert without(recents, "/b") == (Recent("/a", "Now titled"),)


def test_paths_are_kept_whole() -> None:
    assert with_map((), "x/../map.json") == (Recent(str(Path(HERE) / "map.json")),)


def test_the_list_does_not_grow_for_ever() -> None:
    recents: tuple[Recent, ...] = ()
    for n in range(MOST + 5):
        recents = with_map(recents, f"/{n}")
    assert len(recents) == MOST
    assert recents[0].path == f"/{MOST + 4}"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["maps", "path", "title", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.one_of(st.binary(max_size=40), _JSON.map(lambda v: json.dumps(v).encode())))
def test_no_damage_raises_and_what_is_given_makes_sense(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("recent") / "recent.json"
    file.write_bytes(data)
    for recent in load(file):
        assert Path(recent.path).is_absolute()


@pytest.mark.parametrize(
    "text",
    [
        '{"maps": [{"path": "relative"}, 7, {"path": 3}, {"path": "/ok", "title": "T", "new": 1}, {"path": "/ok"}]}',
        '{"maps": [{"path": "/ok", "title": "T"}, {"path": "/nul\\u0000"}, {"path": "/x", "title": []}], "also": 1}',
    ],
)
def test_entries_that_make_no_sense_are_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "recent.json").write_text(text)
    assert load(tmp_path / "recent.json") == (Recent("/ok", "T"),)


def test_a_file_nested_without_end_is_damage_too(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text("[" * 200_000)
    assert load(tmp_path / "recent.json") == ()


def test_a_missing_file_and_a_folder_in_its_place_are_no_maps(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == ()
    assert load(tmp_path) == ()


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArgmapError, match="the list of recent maps cannot be kept"):
        save(tmp_path / "file" / "recent.json", ())
