"""The motion from one arrangement to the next: cards glide to where they belong, and their strokes come after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle

from argmap.app.session import Step
from argmap.app.settings import Settings
from argmap.core.ids import Id
from argmap.core.records import Claim, MapInfo
from argmap.layout.geometry import Box, Geometry

if TYPE_CHECKING:
    from argmap.gui.canvas.scene import MapScene

DURATION = 250
"""Milliseconds."""

MOST = 400
"""How many cards glide at most; in more than that nobody would follow one."""

LEAST = 12.0
"""How far a card has to move to be worth a motion, in units: a nudge is none."""


def wants_motion(settings: Settings) -> bool:
    """Whether things may move: as the setting says, or else as the system does."""
    if settings["motion"] != "system":
        return bool(settings["motion"] == "on")
    style = QApplication.style()
    return style is None or style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0


def is_arranging(step: Step) -> bool:
    """Whether a step does nothing but give cards other places: arranging, or the undo of it."""
    puts = step.change.puts.values()
    return bool(puts) and all(
        (isinstance(put.before, Claim) and isinstance(put.after, Claim) and put.before.at != put.after.at)
        or isinstance(put.after, MapInfo)
        for put in puts
    )


class Transition(QObject):
    """Lets cards glide from where they were; `view` says what is seen, so that the rest is spared."""

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.settings: Settings | None = None
        self.still = False
        """Set while a gesture commits what the pointer has moved already."""
        self.seen = QRectF()
        self._ways: dict[Id, tuple[QPointF, QPointF]] = {}
        self._faded: frozenset[Id] = frozenset()
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self.finish)

    @property
    def is_running(self) -> bool:
        """Whether something is in motion."""
        return bool(self._ways)

    def begin(self, before: Geometry, after: Geometry, step: Step) -> None:
        """Moves the cards that stand elsewhere after a step that arranges, from where they were."""
        if self.still or self.settings is None or self._scene.is_far or not is_arranging(step):
            return
        if not wants_motion(self.settings):
            return
        self._ways = self._moves(before.cards, after.cards)
        if len(self._ways) > MOST:
            self._ways = {}
        if not self._ways:
            return
        # Strokes are not where their cards are on the way: they come back when those arrive.
        document = self._scene.bridge.session.document
        moving = self._ways.keys()
        self._faded = frozenset(
            id
            for id, relation in document.relations.items()
            if relation.target in moving or not moving.isdisjoint(relation.premises)
        )
        self._show(0.0)
        self._animation.start()

    def _moves(self, before: Mapping[Id, Box], after: Mapping[Id, Box]) -> dict[Id, tuple[QPointF, QPointF]]:
        found = {}
        for id, box in after.items():
            was = before.get(id)
            if was is None or id in self._scene.hidden:
                continue
            if abs(was.left - box.left) + abs(was.top - box.top) < LEAST:
                continue
            start, end = QPointF(was.left, was.top), QPointF(box.left, box.top)
            if self.seen.isNull() or _meets(self.seen, was) or _meets(self.seen, box):
                found[id] = (start, end)
        return found

    def shift(self, by: QPointF) -> None:
        """Begins everywhere so much farther: the view has moved, and what is seen is to go on from where it was."""
        self._ways = {id: (start + by, end) for id, (start, end) in self._ways.items()}
        if self._ways:
            self._show(self._animation.currentValue() or 0.0)

    def _show(self, share: float) -> None:
        for id, (start, end) in self._ways.items():
            item = self._scene.claims.get(id)
            if item is not None:
                item.setPos(start + (end - start) * share)
        self._fade(max(0.0, 2.0 * share - 1.0))

    def finish(self) -> None:
        """Puts everything where it belongs, at once."""
        if self._animation.state() != QVariantAnimation.State.Stopped:
            self._animation.stop()
        for id, (_, end) in self._ways.items():
            item = self._scene.claims.get(id)
            if item is not None:
                # Qt ignores a place that is nearly the one it knows, and the last step of all is nearly the end.
                item.setPos(end + QPointF(1.0, 1.0))
                item.setPos(end)
        self._fade(1.0)
        self._ways, self._faded = {}, frozenset()

    def _fade(self, opacity: float) -> None:
        if not self._faded:
            return
        for id in self._faded:
            stroke = self._scene.relations.get(id)
            if stroke is not None:
                stroke.setOpacity(opacity)
        for (relation, _), chip in self._scene.chips.items():
            if relation in self._faded:
                chip.setOpacity(opacity)


def _meets(seen: QRectF, box: Box) -> bool:
    return seen.intersects(QRectF(box.left, box.top, box.width, box.height))
