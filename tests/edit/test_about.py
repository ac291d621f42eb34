from __future__ import annotations

import pytest
from edit.small_maps import done

from argmap.core.document import EMPTY
from argmap.edit.about import set_info


def test_the_map_gets_a_title_authors_and_a_direction() -> None:
    change = set_info(EMPTY, title="Cars?\n", authors=["B. Second", "A. First", ""], direction="left")
    info = done(EMPTY, change).info
    assert (info.title, info.authors, info.direction) == ("Cars?", ("B. Second", "A. First"), "left")
    assert change is not None
    assert change.label == "Edit map details"


def test_saying_nothing_new_or_an_unknown_direction_is_no_change() -> None:
    assert set_info(EMPTY) is None
    assert set_info(EMPTY, title="") is None
    assert set_info(EMPTY, direction="sideways") is None  # type: ignore[arg-type]


def test_a_field_that_there_is_not_is_a_bug_of_the_caller() -> None:
    with pytest.raises(TypeError, match="colour"):
        set_info(EMPTY, colour="red")  # type: ignore[call-arg]
