"""Ctrl+C put off: it comes at the end, to whoever it would have come to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.graphviz.uninterrupted import uninterrupted
from argmap.resources import sample_map

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """Ctrl+C as a terminal's programs have it, whoever runs the tests."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def press() -> None:
    signal.raise_signal(signal.SIGINT)


def test_it_comes_when_all_is_done() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), uninterrupted():
        press()
        done.append(1)
        press()
        done.append(2)
    assert done == [1, 2]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_it_nothing_happens_and_an_error_is_not_hidden() -> None:
    with uninterrupted():
        pass
    with pytest.raises(ImportError), uninterrupted():
        raise ImportError
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_ignores_it_is_not_asked() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with uninterrupted():
        press()
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_other_threads_have_nothing_to_put_off() -> None:
    found = []

    def work() -> None:
        with uninterrupted():
            found.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [signal.default_int_handler]


WHILE_QT_LOADS = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
pressed = []
def press(event, details):
    if event == "import" and details[0].startswith("shibokensupport.signature") and not pressed:
        pressed.append(details[0])
        signal.raise_signal(signal.SIGINT)
sys.addaudithook(press)
from argmap.cli.main import main
status = main(sys.argv[1:])
assert pressed
sys.exit(status)
"""


def test_ctrl_c_while_qt_loads_takes_nothing_down(tmp_path: Path) -> None:
    map, out = sample_map("every-kind.argmap.json"), tmp_path / "x.png"
    program = [sys.executable, "-c", WHILE_QT_LOADS, "export", str(map), "-o", str(out)]
    done = subprocess.run(program, capture_output=True, timeout=120, check=False)
    assert (done.returncode, done.stderr.decode()) == (130, "")
    assert not out.exists()
