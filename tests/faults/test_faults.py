"""Short versions of what the commands of this folder do at length."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from faults.edits import session_of
from faults.hostile_labels import SEED_TEXTS, hostile, in_pdf, in_svg, through_dot
from faults.mutants import hunt
from faults.replaced import main as replace_all

from argmap.core import ids
from argmap.graphviz.engine import find


def test_mutants_of_maps_are_checked_in_one_line_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGMAP_HOME", str(tmp_path / "home"))
    found = hunt(150, random.randrange(10**6), tmp_path, processes=2)
    assert found["mutants"] == 150 and found["whole processes within 1 GiB"] == 2
    assert min(found["sound"], found["refused, in one line with the file's name"]) > 0


def test_hostile_labels_stand_in_pictures_as_they_were() -> None:
    rng = random.Random(7)
    labels = [*SEED_TEXTS, *(hostile(rng) for _ in range(30))]
    in_svg(labels)
    through_dot(labels, find("bundled"))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_hostile_labels_stand_in_the_text_of_a_pdf_as_they_were(qapp: object, tmp_path: Path) -> None:
    rng = random.Random(8)
    in_pdf([*SEED_TEXTS, *(hostile(rng) for _ in range(30))], tmp_path)


def test_replacements_by_another_program_are_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    assert replace_all(18, random.randrange(10**6)) == 0
    assert "18 noticed" in capsys.readouterr().out


def test_random_sessions_are_undone_redone_saved_loaded_and_replayed_exactly(tmp_path: Path) -> None:
    found = Counter[str]()
    for seed in (11, 12, 13):
        with ids.made_by(ids.counter()):
            session_of(150, seed, tmp_path, found)
    assert found["edits"] == 450 and found["journals replayed"] == 3
