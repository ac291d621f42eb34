"""Make the faces shipped with argmap from those of the Inter project, release 4.1.

    python make_faces.py FOLDER      # holds Inter-Regular.woff2, Inter-SemiBold.woff2, Inter-Italic.woff2

Needs fonttools and brotli. The outlines, advances and names are Inter's own (TrueType outlines, no hinting). Three
things differ, as its licence (OFL.txt, no reserved font name) permits:

- The contextual alternates (`calt`) are left out. They draw `->` as an arrow and the x of `3x4` as a multiplication
  sign: other widths than those of the letters, and another text than the one written. So are the stylistic sets and
  the private-use code points.
- Every code point has a glyph of its own. Inter draws some with the same glyph, ” and U+02EE for one, and text copied
  from a PDF then holds whichever comes first.
- The container is plain TrueType, which every Qt reads.

Run it again only for a new release of Inter, then `make_widths.py`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FACES = ("Regular", "SemiBold", "Italic")
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "case", "tnum"]
CHANGES = "Without contextual alternates, stylistic sets and private use; a glyph of its own for every code point"
PRIVATE_USE = range(0xE000, 0xF900)


def make(source: Path, target: Path) -> None:
    """Write one face as described above."""
    font = TTFont(source, recalcTimestamp=False)
    _keep_features(font)
    _part_shared_glyphs(font)
    font["name"].setName(CHANGES, 10, 3, 1, 0x409)
    font.flavor = None
    font.save(target)


def _keep_features(font: TTFont) -> None:
    options = Options(
        layout_features=FEATURES,
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        glyph_names=False,
        recalc_timestamp=False,
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if code not in PRIVATE_USE])
    subsetter.subset(font)


def _part_shared_glyphs(font: TTFont) -> None:
    """Give all code points but the first of a glyph a copy of it, made of that glyph as its only component."""
    by_glyph: dict[str, list[int]] = defaultdict(list)
    for code, glyph in sorted(font.getBestCmap().items()):
        by_glyph[glyph].append(code)
    renamed: dict[int, str] = {}
    glyphs = font.getGlyphSet()
    for glyph, codes in by_glyph.items():
        for code in codes[1:]:
            pen = TTGlyphPen(glyphs)
            if font["glyf"][glyph].numberOfContours:
                pen.addComponent(glyph, (1, 0, 0, 1, 0, 0))
            name = renamed[code] = f"own{code:04X}"
            font["glyf"][name] = pen.glyph()
            font["hmtx"][name] = font["hmtx"][glyph]
    for table in font["cmap"].tables:
        table.cmap.update({code: name for code, name in renamed.items() if code in table.cmap})


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    for face in FACES:
        make(Path(sys.argv[1]) / f"Inter-{face}.woff2", here / f"Inter-{face}.ttf")
