"""Make `inter-widths.json`, the advance widths of the shipped faces, from the faces beside this script.

    python make_widths.py

Needs fonttools. The table holds one string of characters and, for each face, a list of their advances in units per
em. What takes no room of its own (combining marks, joiners) and white space that is not a space are left out:
`argmap.layout.measure` knows them by rule.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
FACES = {"regular": "Inter-Regular.ttf", "semibold": "Inter-SemiBold.ttf", "italic": "Inter-Italic.ttf"}
WITHOUT_WIDTH = {"Cc", "Cf", "Mn", "Me"}


def main() -> None:
    fonts = {face: TTFont(HERE / name) for face, name in FACES.items()}
    (units,) = {font["head"].unitsPerEm for font in fonts.values()}
    (codes,) = {tuple(sorted(font.getBestCmap())) for font in fonts.values()}
    characters = [chr(code) for code in codes if unicodedata.category(chr(code)) not in WITHOUT_WIDTH]
    table: dict[str, object] = {"units": units, "characters": "".join(characters)}
    for face, font in fonts.items():
        glyphs = font.getBestCmap()
        table[face] = [font["hmtx"][glyphs[ord(char)]][0] for char in characters]
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in table.items())
    (HERE / "inter-widths.json").write_text(f"{{\n{rows}\n}}\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
