"""PDF, through pypdf (the extra `pdf`): lines are gathered into paragraphs by how they stand on the page."""

from __future__ import annotations

import io
import math
import re
import time
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from itertools import takewhile
from statistics import median
from typing import Any, NamedTuple

from argmap.errors import ArgmapError
from argmap.formats.articles.article import LONGEST, Article, Hyphens, day, joined, missing
from argmap.formats.articles.quiet import quiet
from argmap.text import tr, trn

PAGES = 5_000
"""The longest PDF that is read, in pages."""


SECONDS = 60.0
"""How long reading a PDF may take: what draws without end is given up."""


class Line(NamedTuple):
    """A line of a page: its words, where they begin, in points with y upwards, and the size of the letters there."""

    text: str
    x: float
    y: float
    size: float


def read(data: bytes, name: str) -> Article:
    """The paragraphs of all pages; lines that repeat at the head or foot of the pages are left out, and that is noted.

    No script, form, attachment or link is opened. ArgmapError for a PDF with a password, or without text.
    """
    if find_spec("pypdf") is None:
        raise missing("pdf", tr("a PDF"), name)
    pypdf: Any = import_module("pypdf")
    with quiet("pypdf"):
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ArgmapError(tr("it is locked with a password"), name, tr("save it without one first"))
            if len(reader.pages) > PAGES:
                raise ArgmapError(tr("it has more than {n} pages", n=PAGES), name)
            pages: list[list[Line]] = []
            budget = _Budget(name)
            for page in reader.pages:
                pages.append(_lines(page, budget))
            known = reader.metadata or {}
            title, author, made = (_said(known, key) for key in ("/Title", "/Author", "/CreationDate"))
            title = "" if _NO_TITLE.search(title) else title
            language = _said(reader.root_object, "/Lang")
        except ArgmapError:
            raise
        except pypdf.errors.DependencyError as error:
            raise ArgmapError(
                tr("it is encrypted in a way that needs one more package"), name, 'pip install "pypdf[crypto]"'
            ) from error
        except Exception as error:  # whatever another library makes of a broken file
            why = str(error) or type(error).__name__
            raise ArgmapError(tr("it cannot be read as a PDF: {why}", why=why), name) from error
    bodies, dropped = without_repeats(pages)
    text = "\n\n".join(paragraphs(bodies))
    if not text.strip():
        hint = tr("if it was scanned, it needs text recognition first")
        raise ArgmapError(tr("there is no text in it"), name, hint)
    notes = []
    if dropped:
        notes.append(
            trn(
                "{n} line that repeats at the head or foot of the pages was left out.",
                "{n} lines that repeat at the head or foot of the pages were left out.",
                dropped,
            )
        )
    if cut := _cut_off([line.text for page in bodies for line in page]):
        notes.append(
            trn(
                "{n} line seems to run over the edge of the page; what stood there is not in the file.",
                "{n} lines seem to run over the edge of the page; what stood there is not in the file.",
                cut,
            )
        )
    if match := re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", made):
        notes.append(tr("The file was made on {date}.", date=day("-".join(match.groups()))))
    return Article(text, title, author, "", language[:20], notes=tuple(notes))


_NO_TITLE = re.compile(
    r"^Microsoft (?:Word|PowerPoint) - |^untitled\b|^https?://|\.(?:docx?|odt|rtf|html?|txt|md|tex|indd|qxd|pdf)$",
    re.IGNORECASE,
)
"""What programs write for a title where they know none: the name of a file, or where it lay."""


def _said(known: Any, key: str) -> str:
    value = known.get(key)
    return str(value).strip()[:1000] if value is not None else ""


class _Budget:
    """How much text and time a PDF may take; ArgmapError once either is used up."""

    def __init__(self, name: str) -> None:
        self._name, self._left, self._end = name, LONGEST, time.monotonic() + SECONDS

    def take(self, text: str) -> None:
        """Takes note of a piece of text, in the middle of a page too."""
        self._left -= len(text)
        if self._left < 0:
            raise ArgmapError(tr("its text is longer than {n} million characters", n=LONGEST // 10**6), self._name)
        if time.monotonic() > self._end:
            raise ArgmapError(tr("reading it takes longer than {n} seconds", n=round(SECONDS)), self._name)


def _lines(page: Any, budget: _Budget) -> list[Line]:
    """The lines of a page in the order of its text."""
    lines: list[Line] = []
    words: list[str] = []
    place: tuple[float, float, float] | None = None

    def close() -> None:
        nonlocal place
        text = re.sub(r"[ \t\r\f\v\0]+", " ", "".join(words)).strip(" ")
        if text and place is not None:
            lines.append(Line(text, *place))
        words.clear()
        place = None

    def visit(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        nonlocal place
        budget.take(text)
        for number, piece in enumerate(text.split("\n")):
            if number:
                close()
            if piece.strip() and place is None:
                place = _place(cm, tm, float(size or 0), len(piece) - len(piece.lstrip(" ")))
            words.append(piece)

    page.extract_text(visitor_text=visit)
    close()
    return lines


def _place(cm: Any, tm: Any, size: float, spaces: int) -> tuple[float, float, float]:
    """Where a piece of text begins behind its spaces, and its size, by the matrices of the page and of the text."""
    x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
    y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
    size *= math.sqrt(abs((cm[0] * cm[3] - cm[1] * cm[2]) * (tm[0] * tm[3] - tm[1] * tm[2])))
    # Whoever writes spaces for an indent writes on a typewriter, where they are as wide as any letter.
    return float(x + 0.6 * size * spaces), float(y), float(size)


_EDGE = 2
"""How many lines at the head and at the foot of a page may be repeats."""


def without_repeats(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without lines that stand at the same height of half of them or more, alike but for numbers.

    The second value is how many lines were left out.
    """
    if len(pages) < 2:
        return pages, 0
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_alike(line) for line in _edges(page)})
    least = max(2, (len(pages) + 1) // 2)
    repeats = {key for key, count in seen.items() if count >= least}
    bodies, dropped = [], 0
    for page in pages:
        gone = _outermost(page, repeats)
        bodies.append([line for line in page if line not in gone])
        dropped += len(page) - len(bodies[-1])
    return bodies, dropped


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:]


def _outermost(page: list[Line], repeats: set[tuple[str, int]]) -> set[Line]:
    """The repeats of a page, from its head down and from its foot up, as far as there is nothing else in between."""
    by_height = sorted(page, key=lambda line: -line.y)
    gone: set[Line] = set()
    for side in (by_height[:_EDGE], by_height[::-1][:_EDGE]):
        gone.update(takewhile(lambda line: _alike(line) in repeats, side))
    return gone


def _alike(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text), round(line.y / 3)


_LISTED = re.compile(r"(?:\(?(?:\d{1,3}|[a-z])[.)]|[•‣▪◦*–—-])\s")
"""How an item of a list begins, whose other lines are indented."""

_ENDS = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*\Z")


def paragraphs(pages: Iterable[list[Line]]) -> list[str]:
    """The lines gathered into paragraphs: a wider gap, an indent, other letters or a short last line part them."""
    pages = [page for page in pages if page]
    every = [line for page in pages for line in page]
    if not every:
        return []
    if _is_unbroken([line.text for line in every]):
        return [line.text for line in every]
    gaps = [above.y - below.y for page in pages for above, below in zip(page, page[1:]) if above.y > below.y]
    usual = median(gaps) if gaps else 0.0
    lengths = sorted(len(line.text) for line in every)
    width = lengths[int(len(lengths) * 0.8)]
    margins = Margins(pages)
    found: list[list[str]] = []
    before: Line | None = None
    for page in pages:
        for number, line in enumerate(page):
            if before is None or _parted(before, line, usual, width, margins, turned=number == 0):
                found.append([])
            found[-1].append(line.text)
            before = line
    hyphens = Hyphens(line.text for line in every)
    return [joined(lines, hyphens) for lines in found]


_FEWEST = 8


def _is_unbroken(lines: list[str]) -> bool:
    """Whether each line is a paragraph of its own: no line goes on with a small letter, as most broken ones would."""
    letters = [first for line in lines if (first := next(filter(str.isalpha, line), ""))]
    if len(letters) < _FEWEST or any(map(str.islower, letters)):
        return False
    # Of writings without small letters, and of capitals throughout, the first letters say nothing.
    return sum(map(str.islower, "".join(lines))) > 0.6 * sum(map(len, lines))


def _cut_off(lines: list[str]) -> int:
    """How many lines that are not broken end at the very same place of a page, in the middle of a sentence."""
    if not _is_unbroken(lines):
        return 0
    longest = max(map(len, lines))
    cut = sum(len(line) >= longest - 1 and _ENDS.search(line) is None for line in lines)
    return cut if cut >= 3 else 0


class Margins:
    """Where the lines of the columns begin, and whether a paragraph is told by an indent of its first line."""

    def __init__(self, pages: list[list[Line]]) -> None:
        counts = Counter(round(line.x) for page in pages for line in page)
        least = max(2, 0.05 * sum(counts.values()))
        self.lefts = [x for x, count in counts.items() if count >= least]
        pairs = [pair for page in pages for pair in zip(page, page[1:])]
        behind = [not self.indented(below) for above, below in pairs if self.indented(above)]
        # A quotation is indented as a whole, a paragraph in its first line.
        self.tell = 2 * sum(behind) > len(behind)

    def indented(self, line: Line) -> bool:
        """Whether it begins a little to the right of where the lines of its column do."""
        return any(6 < line.x - left < 60 for left in self.lefts)


def _parted(above: Line, below: Line, usual: float, width: int, margins: Margins, *, turned: bool) -> bool:
    """Whether a line begins a new paragraph; `turned` says that it is the first of its page or column."""
    if above.size and below.size and abs(above.size - below.size) > 0.15 * above.size:
        return True
    ends = _ENDS.search(above.text) is not None
    gap = above.y - below.y
    if turned or gap < 0:
        return ends or (len(above.text) < 0.7 * width and not below.text[0].islower())
    if usual and gap > 1.3 * usual:
        return True
    indented = margins.indented(below)
    if indented and not below.text[0].islower() and not _LISTED.match(above.text):
        if len(above.text) < 0.7 * width:
            return True
        # A line that had room for the next word is a last one, and so is one at the margin.
        fits = len(above.text) + len(below.text.split(maxsplit=1)[0]) < width
        if margins.tell and (fits or not margins.indented(above)):
            return True
    return ends and (len(above.text) < 0.75 * width or (indented and (margins.tell or not margins.indented(above))))
