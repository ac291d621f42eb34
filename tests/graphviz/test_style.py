"""Themes: every colour there, every text to be read, every manner of relation to be told from the others."""

from __future__ import annotations

import re

import pytest
from picture_sample import DOCUMENT

from argmap.core.records import Kind, Relation
from argmap.core.roles import Role
from argmap.errors import ArgmapError
from argmap.graphviz.style import STROKES, Manner, Style, contrast, manner, style, themes, verb

COLOR = re.compile("#[0-9A-F]{6}")


@pytest.fixture(params=themes())
def theme(request: pytest.FixtureRequest) -> Style:
    return style(request.param)


def test_three_themes_are_shipped_and_light_comes_first() -> None:
    assert themes() == ("light", "dark", "print")


def test_every_colour_is_written_as_hex(theme: Style) -> None:
    single = ("canvas", "grid", "card", "border", "pane", "bar", "divider", "text", "muted", "focus")
    colors = [getattr(theme, name) for name in single] + [*theme.roles.values(), *theme.highlights.values()]
    assert all(COLOR.fullmatch(color) for color in colors)
    assert COLOR.fullmatch(theme.shadow[:7]) and len(theme.shadow) == 9


def test_every_role_has_a_colour(theme: Style) -> None:
    assert set(theme.roles) == {role.value for role in Role}
    assert set(theme.highlights) == {role.value for role in Role} - {Role.LOOSE.value}


def test_text_and_roles_stand_out_from_card_and_canvas(theme: Style) -> None:
    for color in (theme.text, theme.muted, *theme.roles.values()):
        assert contrast(color, theme.card) >= 4.7
        assert contrast(color, theme.canvas) >= 4.7


def test_text_stands_out_from_every_highlight(theme: Style) -> None:
    assert all(contrast(theme.text, color) >= 4.7 for color in theme.highlights.values())


def test_the_theme_for_print_is_grey() -> None:
    paper = style("print")
    colors = [paper.canvas, paper.card, paper.text, paper.muted, *paper.roles.values(), *paper.highlights.values()]
    assert all(color[1:3] == color[3:5] == color[5:7] for color in colors)
    assert paper.shadow.endswith("00")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


def test_manners_differ_by_line_head_sign_and_word_not_by_colour_alone() -> None:
    for different in (
        {stroke.dash for stroke in STROKES.values()},
        {stroke.head for stroke in STROKES.values()},
        {stroke.sign for stroke in STROKES.values()},
        {verb(each) for each in Manner},
    ):
        assert len(different) == len(Manner)


def test_an_attack_on_a_relation_is_an_undercut_and_a_support_of_one_a_support() -> None:
    def of(kind: Kind, target: str) -> Manner:
        return manner(DOCUMENT, Relation(id="r", kind=kind, premises=("c1",), target=target))

    assert of(Kind.ATTACK, "c0") is Manner.ATTACK
    assert of(Kind.ATTACK, "r0") is Manner.UNDERCUT
    assert of(Kind.SUPPORT, "r0") is of(Kind.SUPPORT, "c0") is Manner.SUPPORT


@pytest.mark.parametrize("name", ["", "Light", "blue", "../themes/light", "light.toml"])
def test_a_theme_that_there_is_not_is_one_line_that_names_those_there_are(name: str) -> None:
    with pytest.raises(ArgmapError, match="light, dark, print"):
        style(name)
