"""Time that passes at once: the clocks of a window run down in their order, as they would while nobody touches it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QObject, QTimer, QTimerEvent
from shiboken6 import isValid


def let_pass(milliseconds: int, within: QObject, also: Iterable[object] = ()) -> None:
    """Lets all timers and motions of an object go on by so much; `also` are such as belong to nothing.

    Each timer fires as often as it would and in its turn, with the program coming to rest in between. What a timer
    starts runs down as well, as far as the time goes.
    """
    timers = [*within.findChildren(QTimer), *(one for one in also if isinstance(one, QTimer))]
    motions = within.findChildren(QAbstractAnimation)
    due: dict[int, float] = {}  # by Qt's number of the run, which is another each time a timer is started
    now = 0.0
    while True:
        running = {timer.timerId(): timer for timer in timers if isValid(timer) and timer.isActive()}
        for run, timer in running.items():
            if run not in due:
                due[run] = now + timer.remainingTime()
        next_one = min(running, key=due.__getitem__, default=None)
        then = milliseconds if next_one is None else min(due[next_one], milliseconds)
        for motion in motions:
            if isValid(motion) and motion.state() == QAbstractAnimation.State.Running:
                motion.setCurrentTime(motion.currentTime() + round(then - now))
        now = then
        if next_one is None or due[next_one] > milliseconds:
            break
        due[next_one] += max(1, running[next_one].interval())
        QCoreApplication.sendEvent(running[next_one], QTimerEvent(next_one))
        QCoreApplication.processEvents()
    QCoreApplication.processEvents()
