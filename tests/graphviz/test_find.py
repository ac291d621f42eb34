"""The engine found is the one named, or else the nearest; and the real ones found here do what is expected of one."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.graphviz import find as finding
from argmap.graphviz.engine import Engine, EngineError, find, run, whole
from argmap.graphviz.find import environment

from .bad_engines import engine_file, engine_or_skip, given_engine, program


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with no engine at all; the folder is where its programs would be."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / "scripts"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python" / "python"))
    monkeypatch.setattr(finding, "_distributed", list)
    return folder


@pytest.mark.parametrize("wanted", ["", "bundled", "system"])
def test_without_an_engine_one_line_says_how_to_get_one(wanted: str, nowhere: Path) -> None:
    with pytest.raises(EngineError) as caught:
        find(wanted, {"PATH": str(nowhere)})
    assert "no such engine was found; install Graphviz or the Python package graphviz-pure" in str(caught.value)
    assert str(caught.value).isprintable()


def test_the_bundled_engine_comes_before_the_systems(nowhere: Path) -> None:
    dot, pure = (program(nowhere / name, b"x") for name in ("dot", "graphviz-pure"))
    path = {"PATH": f"/nonsense::{nowhere}"}
    assert find("", path) == Engine(str(pure), "bundled")
    assert find("bundled", path) == Engine(str(pure), "bundled")
    assert find("system", path) == Engine(str(dot), "system")
    pure.unlink()
    assert find("", path) == Engine(str(dot), "system")


@pytest.mark.parametrize("place", ["scripts", "python", "files"])
def test_the_bundled_engine_is_found_although_it_is_not_on_the_path(
    place: str, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = nowhere.parent / place
    folder.mkdir()
    if place == "files":
        monkeypatch.setattr(finding, "_distributed", lambda: [folder / "graphviz-pure"])
    pure = program(folder / "graphviz-pure", b"x")
    program(nowhere / "graphviz-pure", b"x")
    assert find("", {"PATH": str(nowhere)}) == Engine(str(pure), "bundled")


def test_the_installers_list_of_files_leads_to_the_bundled_engine() -> None:
    engine_or_skip("bundled")
    found = finding._distributed()
    assert [path.name.partition(".")[0] for path in found] == ["graphviz-pure"]
    assert Engine(str(found[0]), "bundled").version().startswith("graphviz-pure version")


def test_a_package_that_is_not_installed_has_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "BUNDLED", "no-such-package-of-ours")
    assert finding._distributed() == []


def test_what_is_named_comes_first_and_the_wanted_before_the_environment(nowhere: Path) -> None:
    one, two = (program(nowhere / name, b"x") for name in ("one", "two"))
    dot = program(nowhere / "dot", b"x")
    environ = {"PATH": str(nowhere), "ARGMAP_DOT": str(one)}
    assert find("", environ) == Engine(str(one), "given")
    assert find(str(two), environ) == Engine(str(two), "given")
    assert find("two", environ) == Engine(str(two), "given")
    assert find("system", environ) == Engine(str(dot), "system")
    assert find("", {**environ, "ARGMAP_DOT": "system"}) == Engine(str(dot), "system")
    assert find("", {**environ, "ARGMAP_DOT": ""}) == Engine(str(dot), "system")


def test_a_path_may_be_relative_or_begin_at_home(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = program(nowhere / "mine", b"x")
    monkeypatch.chdir(nowhere.parent)
    monkeypatch.setenv("HOME", str(nowhere))
    assert find("bin/mine", {}) == find("~/mine", {}) == Engine(str(mine), "given")


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("/nonsense/dot", "/nonsense/dot: there is no such file; ARGMAP_DOT names it"),
        ("/", "/: is a folder, not an engine; ARGMAP_DOT names it"),
        ("nonsense", "nonsense: is not on the PATH; ARGMAP_DOT names it"),
        ("/a\0b\n/dot", "/a\\x00b\\n/dot: there is no such file; ARGMAP_DOT names it"),
        ("/" + "x" * 300, "/" + "x" * 300 + ": there is no such file; ARGMAP_DOT names it"),
        ("~no-such-user/dot", "~no-such-user/dot: there is no such file; ARGMAP_DOT names it"),
        ("bundled", "graphviz-pure: no such engine was found; ARGMAP_DOT names it; install Graphviz or the Python"),
    ],
)
def test_what_the_environment_names_wrongly_is_an_error_and_never_another_engine(
    named: str, why: str, nowhere: Path
) -> None:
    program(nowhere / "dot", b"x")
    with pytest.raises(EngineError) as caught:
        find("", {"PATH": str(nowhere), "ARGMAP_DOT": named})
    assert str(caught.value).startswith(why)


def test_the_current_folder_is_never_searched(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("dot", "graphviz-pure"):
        program(nowhere / name, b"x")
    monkeypatch.chdir(nowhere)
    for path in ("", ".", ":", "./", "../bin"):
        for wanted in ("", "dot"):
            with pytest.raises(EngineError):
                find(wanted, {"PATH": path})


def test_what_cannot_be_an_engine_is_passed_over_on_the_path(nowhere: Path) -> None:
    (nowhere.parent / "one" / "dot").mkdir(parents=True)
    (nowhere.parent / "two").mkdir()
    program(nowhere.parent / "two" / "dot", b"x", 0o644)
    (nowhere.parent / "three").mkdir()
    (nowhere.parent / "three" / "dot").symlink_to("nothing")
    dot = program(nowhere / "dot", b"x")
    path = os.pathsep.join(str(nowhere.parent / name) for name in ("one", "two", "three", "bin"))
    assert find("", {"PATH": path}) == Engine(str(dot), "system")


@pytest.fixture(params=["bundled", "system"])
def real(request: pytest.FixtureRequest) -> Engine:
    return engine_or_skip(str(request.param))


def test_an_engine_tells_its_version_its_formats_and_its_layouts(real: Engine) -> None:
    assert real.version().startswith("graphviz")
    assert any(c.isdigit() for c in real.version())
    assert {"svg", "json0", "plain"} <= set(real.formats("neato"))
    assert not {"x11", "xlib"} & set(real.formats())
    assert list(real.formats()) == sorted(real.formats())
    assert {"dot", "neato", "nop2", "sfdp"} <= set(real.layouts())
    with pytest.raises(EngineError, match='no layout engine support for "nonsense"'):
        real.formats("nonsense")


@pytest.mark.parametrize("body", ["", "say('hello\\n')", "say('no option -V\\n', err); sys.exit(1)"])
def test_a_program_that_is_no_engine_is_not_taken_for_one(body: str, tmp_path: Path) -> None:
    engine = given_engine(engine_file(tmp_path, body))
    with pytest.raises(EngineError, match="is not a Graphviz engine"):
        engine.version()
    with pytest.raises(EngineError):
        engine.formats()


def test_asking_a_hung_engine_for_its_version_ends_in_time(tmp_path: Path) -> None:
    engine = given_engine(engine_file(tmp_path, "deaf(); sleep()"))
    with pytest.raises(EngineError, match=r"gave no answer within 0\.2 s"):
        engine.version(timeout=0.2)


FORMATS = ("svg", "png", "jpg", "json", "json0", "plain", "plain-ext", "dot", "xdot", "canon")
GRAPH = 'digraph { a [id="n0" label="<svg> </svg> \\"}"]; b [id="n1" tooltip="stop"]; a -> b [id="e0"] }'


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_is_whole_and_cut_short_it_is_none(format: str, real: Engine) -> None:
    data = run(real, GRAPH, format=format).data
    core = data.rstrip()
    assert whole(data, format)
    assert whole(core, format)
    cuts = {0, 1, 2, len(core) - 1, len(core) - 2, *range(0, len(core), max(1, len(core) // 200))} - {len(core)}
    assert [cut for cut in sorted(cuts) if whole(core[:cut], format)] == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_passes_for_no_other_format(format: str, real: Engine) -> None:
    data = run(real, GRAPH, format=format).data
    families = ({"svg"}, {"png"}, {"jpg"}, {"json", "json0"}, {"plain", "plain-ext"}, {"dot", "xdot", "canon"})
    own = next(family for family in families if format in family)
    assert {other for other in FORMATS if whole(data, other)} == own


@given(st.binary(), st.sampled_from(FORMATS))
def test_chance_draws_no_picture(data: bytes, format: str) -> None:
    assert not whole(data, format)


def test_every_format_the_engine_lists_is_drawn_or_refused_in_one_line(real: Engine) -> None:
    drawn = set()
    for format in real.formats():
        try:
            drawn.add(format if run(real, GRAPH, format=format).data else "")
        except EngineError as error:
            assert str(error).isprintable()
            assert error.code is not None
    assert {"svg", "png", "json0", "plain", "dot"} <= drawn


def test_a_real_picture_holds_the_ids_it_is_expected_to_hold(real: Engine) -> None:
    picture = run(real, GRAPH, expect=["n0", "n1", "e0"])
    assert picture.warnings == ""
    with pytest.raises(EngineError, match="gave another graph's picture: n7 is not in it"):
        run(real, GRAPH, expect={"n0", "n7"})


def test_an_id_in_a_text_of_the_picture_is_no_id_of_it(real: Engine) -> None:
    with pytest.raises(EngineError, match="another graph's"):
        run(real, 'graph { a [label=" id=\\"n9\\" " tooltip=" id=\\"n9\\" "] }', expect=["n9"])


def test_an_id_is_compared_as_text_not_as_markup(real: Engine) -> None:
    assert run(real, 'graph { a [id="a&lt;b–ü"] }', expect=["a<b–ü"]).data


def test_nop2_leaves_every_place_and_route_as_given(real: Engine) -> None:
    dot = 'digraph { a [pos="100,40"]; b [pos="10,300"]; a -> b [pos="100,60 100,90 40,200 10,280"] }'
    lines = run(real, dot, layout="nop2", format="plain").data.decode().splitlines()
    (ax, ay), (bx, by) = ([float(n) for n in line.split()[2:4]] for line in lines[1:3])
    assert (bx - ax, by - ay) == pytest.approx((-90 / 72, 260 / 72), abs=1e-3)
    route = [float(n) for n in lines[3].split()[4:12]]
    assert [n - route[0] for n in route[::2]] == pytest.approx([0, 0, -60 / 72, -90 / 72], abs=1e-3)


def test_the_engines_first_complaint_is_in_our_line(real: Engine) -> None:
    with pytest.raises(EngineError, match="ended with status 1: Error: <stdin>: syntax error in line 1") as caught:
        run(real, "digraph { a -> ")
    assert caught.value.code == 1
    with pytest.raises(EngineError, match='Format: "nonsense" not recognized'):
        run(real, "digraph {}", format="nonsense")


def test_an_engine_that_needs_long_is_ended_in_time(real: Engine) -> None:
    dense = "graph { " + "".join(f"{i} -- {j};" for i in range(300) for j in range(i)) + "}"
    start = time.monotonic()
    with pytest.raises(EngineError, match=r"gave no answer within 0\.2 s"):
        run(real, dense, timeout=0.2)
    assert time.monotonic() - start < 0.2 + 1.5


PICTURES = {
    "image": 'graph {{ a [image="{file}"] }}',
    "shapefile": 'graph {{ a [shape=custom shapefile="{file}"] }}',
    "img": 'graph {{ a [label=<<table><tr><td><img src="{file}"/></td></tr></table>>] }}',
    "imagepath": 'graph {{ imagepath="{folder}"; a [image="dot.png"] }}',
}


@pytest.mark.parametrize("way", PICTURES)
def test_no_file_that_a_graph_names_is_read(
    way: str, real: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "dot.png"
    file.write_bytes(run(real, "graph {}", format="png").data)
    dot = PICTURES[way].format(file=file, folder=tmp_path)
    monkeypatch.setenv("GV_FILE_PATH", str(tmp_path))
    if way == "img":  # both engines then refuse the whole graph
        with pytest.raises(EngineError, match="Error: No or improper image"):
            run(real, dot)
    else:
        picture = run(real, dot)
        assert b"<image" not in picture.data
        assert "SERVER_NAME" in picture.warnings
    free = {name: value for name, value in environment(os.environ).items() if name != "SERVER_NAME"}
    loaded = subprocess.run([real.path, "-Tsvg"], input=dot.encode(), capture_output=True, env=free, check=True)
    assert b"<image" in loaded.stdout, "without SERVER_NAME it would be read: the test above can fail"


def test_the_users_language_and_clock_do_not_change_a_picture(real: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = run(real, GRAPH).data
    for name, value in {"LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "DOTFONTPATH": "/"}.items():
        monkeypatch.setenv(name, value)
    assert run(real, GRAPH).data == plain
