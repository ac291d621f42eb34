"""Whether Qt can open a window here, found out before Qt aborts over it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from argmap.errors import ArgmapError
from argmap.text import tr

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libGLX.so.0": "libglx0",
    "libGLdispatch.so.0": "libglvnd0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libICE.so.6": "libice6",
    "libSM.so.6": "libsm6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""The package of Debian and its kin that brings a library which Qt asks the system for."""

SCREENLESS = ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay")
"""Qt's platforms on Linux that ask no display server for a window."""

_MISSING = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")


def require_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Raises ArgmapError, one line with what to do, where a window could not be opened."""
    require_qt()
    if platform.startswith("linux"):
        require_display(environment)


def require_qt() -> None:
    """Raises ArgmapError where Qt is not installed, does not go with this Python, or misses a system library."""
    try:
        import PySide6
    except ModuleNotFoundError as error:
        hint = tr("install argmap anew, or use 'argmap export', which needs no Qt for SVG")
        raise ArgmapError(tr("the window needs PySide6, which is not installed"), hint=hint) from error
    require_sound(PySide6.__version_info__[:2], sys.version_info[:2])
    try:
        import PySide6.QtWidgets
    except ImportError as error:
        raise missing(str(error)) from error


def require_sound(qt: tuple[int, ...], python: tuple[int, ...]) -> None:
    """Raises ArgmapError for the versions of PySide6 and Python that abort together.

    PySide6 6.12 on Python 3.11 counts references to None wrongly and dies after some thousands of calls.
    """
    if qt >= (6, 12) and python < (3, 12):
        said = tr(
            "PySide6 {qt} does not work with Python {python}",
            qt=".".join(map(str, qt)),
            python=".".join(map(str, python)),
        )
        raise ArgmapError(said, hint=tr("use Python 3.12 or newer, or PySide6-Essentials older than 6.12"))


def missing(said: str) -> ArgmapError:
    """The trouble behind a loader's message, with the package that brings the library it names."""
    found = _MISSING.search(said)
    if found is None:
        return ArgmapError(tr("Qt cannot be loaded: {why}", why=said))
    library = found[1]
    package = PACKAGES.get(library)
    what = tr("Qt cannot be loaded: {library} is missing", library=library)
    if package is None:
        return ArgmapError(what, hint=tr("install the package of your system that holds it"))
    return ArgmapError(what, hint=tr("on Debian or Ubuntu: apt-get install {package}", package=package))


def require_display(environment: Mapping[str, str]) -> None:
    """Raises ArgmapError where none of the platforms that Qt would try can be had."""
    hint = tr("'argmap export MAP -o map.svg' draws without a display")
    asked = environment.get("QT_QPA_PLATFORM", "")
    names = [name.partition(":")[0] for name in asked.split(";") if name] if asked else ["wayland", "xcb"]
    for name in names:
        if name in SCREENLESS:
            return
        if name.startswith("wayland") and _wayland(environment) and _loads("qwayland", strict=False):
            return
        if name == "xcb" and environment.get("DISPLAY"):
            _loads("qxcb", strict=True)
            if _x11(environment["DISPLAY"]):
                return
    if asked and not any(name == "xcb" or name.startswith("wayland") for name in names):
        raise ArgmapError(tr("Qt has no platform {name!r}", name=asked), "QT_QPA_PLATFORM", hint)
    display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if not display:
        raise ArgmapError(tr("there is no display to open a window on"), hint=hint)
    raise ArgmapError(tr("the display {name!r} does not answer", name=display), hint=hint)


def _wayland(environment: Mapping[str, str]) -> bool:
    """Whether a Wayland compositor answers at the socket that its clients use."""
    name = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(name) and not folder:
        return False
    import socket

    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(2)
        try:
            line.connect(os.path.join(folder, name))
        except OSError:
            return False
    return True


def _x11(display: str) -> bool:
    """Whether an X server answers and lets us in, asked as Qt will ask it."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise missing(str(error)) from error
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    line = xcb.xcb_connect(os.fsencode(display), None)
    answers = xcb.xcb_connection_has_error(line) == 0
    xcb.xcb_disconnect(line)
    return answers


def _loads(plugin: str, *, strict: bool) -> bool:
    """Whether a platform plugin of Qt finds its libraries; where `strict`, the missing one is raised."""
    import ctypes

    import PySide6

    path = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / f"lib{plugin}.so"
    if not path.exists():  # a Qt of the system keeps its plugins elsewhere, and its libraries together
        return True
    try:
        ctypes.CDLL(str(path))
    except OSError as error:
        if strict:
            raise missing(str(error)) from error
        return False
    return True
