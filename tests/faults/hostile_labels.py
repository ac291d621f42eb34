"""Hostile wordings of claims: they stand in SVG, in PDF, and in what Graphviz makes of the DOT, as they were; nothing
acts, and no file is opened on their account.

python tests/faults/hostile_labels.py [COUNT] [SEED]     so many labels; strace on engines and on whole exports

The text of a PDF is what pdftotext reads. It tells nothing of letters that a PDF shows as shapes or in another order:
those beyond the Basic Multilingual Plane and those written from right to left are left out of that comparison, and
signs beside the latter.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from picture_engines import SVG, TITLE, spaced, texts

from argmap.core.document import Document
from argmap.core.records import Claim, MapInfo, Relation
from argmap.core.roles import derive
from argmap.formats import registry
from argmap.graphviz import find as engines
from argmap.graphviz.engine import run
from argmap.graphviz.escape import clean

SEED_TEXTS = (
    *("<script>alert(1)</script>", '"><script src="x.js"/>', "<img src=/etc/passwd>", "<IMG SRC='/dev/zero'/>"),
    *('" onload="alert(1)', "' onmouseover='x()", "javascript:alert(1)", "file:///etc/passwd", "url(/etc/passwd)"),
    *("<b>bold</b>", "<<TABLE><TR><TD>x</TD></TR></TABLE>>", "<TABLE BACKGROUND='/etc/passwd'/>", "&lt;b&gt; &amp;"),
    *("&#60;script&#62;", "&nosuch;", "&xxe;", "<!DOCTYPE x [<!ENTITY xxe SYSTEM 'file:///etc/passwd'>]>", "<!--"),
    *("-->", "]]>", "<![CDATA[", "<?xml-stylesheet href='x'?>", "<style>@import 'x'</style>", "</text></g></svg>"),
    *("\\", "\\\\", '\\"', "\\N", "\\G \\E \\T \\H \\L", "\\n\\l\\r", "ends in \\", '"; image="/etc/passwd'),
    *('"]; x [shapefile="/etc/passwd"', "}", "digraph { a -> b }", "a:b:c", "node", "%s {0} ${HOME} `id`", "#include"),
    *("=1+1", "@SUM(1)", "-2", "+3", "\t=cmd", "[link](javascript:x)", "![x](/etc/passwd)", "<foreignObject/>"),
    *("\u202egnp.exe\u202c", "العربية \u2066x\u2069", "e\u0301\u0323", "👩\u200d👩\u200d👧", "𝒳" * 9),
    *("\ufeff", "\u00ad", "\u2028\u2029"),
    *("a\nb", "\n\n", "tab\there", "  two  blanks  ", "x" * 400, "\u00a0", "\ufffe", "", " "),
    *("<animate attributeName=href to=x>", "<set onbegin=x>", "<use href=data:x>", "<a xlink:href='javascript:x'>y"),
    *("http://example.org/?a=1&b=2", "{", "|", "a|b{c}<d>", "]", "a]]>b]]", "%", "%%", "$HOME", "../../etc/passwd"),
)
_SIGNS = "\\\"'<>&;{}[]()|%#=:/-+@!?*$~^`,. \n\tNGLETHlrnxé☃"

HARMLESS = {"svg", "title", "desc", "g", "a", "rect", "path", "circle", "text", "polygon", "ellipse", "polyline"}
"""The elements that may stand in a picture."""


def hostile(rng: random.Random) -> str:
    """One wording: seeds joined, cut and doubled, or signs of all the languages it passes through."""
    how = rng.randrange(4)
    if how == 0:
        return rng.choice(SEED_TEXTS)
    if how == 1:
        return "".join(rng.choice(SEED_TEXTS) for _ in range(rng.randrange(2, 5)))
    if how == 2:
        text = rng.choice(SEED_TEXTS) + rng.choice(SEED_TEXTS)
        at = rng.randrange(len(text) + 1)
        return text[at:] + text[:at]
    return "".join(rng.choice(_SIGNS) for _ in range(rng.randrange(1, 60)))


def document_of(labels: list[str]) -> Document:
    """A map with the labels as claims, each bearing on the first."""
    claims = [Claim(text=text, main=n == 0, id=f"c{n}") for n, text in enumerate(labels)]
    relations = [Relation(premises=(f"c{n}",), target="c0", id=f"r{n}") for n in range(1, len(labels))]
    return Document([MapInfo(title=labels[-1]), *claims, *relations])


def inert(root: ET.Element) -> None:
    """Demands that nothing in an SVG acts, loads or links anywhere."""
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in HARMLESS, element.tag
        for name, value in element.attrib.items():
            bare = name.rpartition("}")[2].lower()
            assert not bare.startswith("on") and bare not in ("style", "src", "filter", "mask", "clip-path"), name
            assert "url(" not in value or bare == "title", value
            assert bare != "href", value


def in_svg(labels: list[str]) -> None:
    """Demands that the labels stand unchanged in the SVG: whole in each card's title, and as the lines drawn."""
    document = document_of(labels)
    root = ET.fromstring(registry.write(document, "svg"))
    inert(root)
    cards = [g for g in root.iter(f"{SVG}g") if "card" in (g.get("class") or "").split()]
    titles = [card.findtext(f"{SVG}title") or "" for card in cards]
    _compare(document, titles, [texts(card) for card in cards])


def through_dot(labels: list[str], engine: engines.Engine) -> None:
    """Demands that an engine shows the labels of the exported DOT unchanged: in each tooltip, and as lines drawn."""
    document = document_of(labels)
    dot = registry.write(document, "dot")
    root = ET.fromstring(run(engine, dot, layout="nop2", format="svg").data)
    inert(root)
    cards = [g for g in root.iter(f"{SVG}g") if "card" in (g.get("class") or "").split()]
    tips = ["".join(a.get(TITLE) or "" for a in card.iter(f"{SVG}a")) for card in cards]
    _compare(document, tips, [texts(card) for card in cards])


def _compare(document: Document, titles: list[str], drawn: list[list[str]]) -> None:
    rows = derive(document).rows
    assert len(titles) == len(rows)
    by_number = {title.partition(" ")[0]: n for n, title in enumerate(titles)}
    for id, row in rows.items():
        label = clean(document.claims[id].text)
        n = by_number[row.number]
        said = titles[n].partition(": ")[2] if ": " in titles[n] else titles[n].partition(":")[2]
        assert spaced(said.replace("\t", " ")) == spaced(label.replace("\t", " ")), (said, label)
        # Where a line breaks at a soft hyphen, a hyphen is seen; elsewhere it is not seen at all.
        letters = "".join("-?\u00ad?" if c == "\u00ad" else re.escape(c) for c in label if not c.isspace())
        assert re.search(letters, "".join("".join(drawn[n]).split())), (drawn[n], label)


def in_pdf(labels: list[str], folder: Path) -> None:
    """Demands that the labels stand unchanged in the text of the PDF, and that nothing in it acts or leads anywhere."""
    data = registry.write(document_of(labels), "pdf")
    for active in (b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/OpenAction", b"/AA", b"/EmbeddedFile", b"/GoToR"):
        assert active not in data, active
    file = folder / "labels.pdf"
    file.write_bytes(data)
    # In the order in which it was painted: a label's lines follow each other.
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(file), "-"]
    said = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()
    shown = unicodedata.normalize("NFKC", "".join(filter(_is_told, said)))
    for label in map(clean, labels):
        turns = any(unicodedata.bidirectional(c) in _TURNING for c in label)
        # Beside letters from right to left the signs turn too: there each word is looked for.
        for words in re.findall(r"\w+", label) if turns else [label]:
            told = unicodedata.normalize("NFKC", "".join(c for c in words if c == "\u00ad" or _is_told(c)))
            letters = "".join("-?" if c == "\u00ad" else re.escape(c) for c in told)
            assert re.search(letters, shown), (label, words)


_TURNING = {"R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"}
"""Classes of letters that change the order in which a line is painted."""


def _is_told(c: str) -> bool:
    """Whether a letter is to be looked for in the text of a PDF."""
    hidden = c.isspace() or unicodedata.category(c) in ("Cf", "Cn", "Co") or c == "\ufffd"
    return not hidden and ord(c) < 0x10000 and unicodedata.bidirectional(c) not in _TURNING


def opened(command: list[str], given: bytes, folder: Path) -> set[str]:
    """The files that a program opens, with all it starts, by strace; that it calls nobody is demanded."""
    log, graph = folder / "trace", folder / "given"
    graph.write_bytes(given)
    under = ["strace", "-f", "-qq", "-o", str(log), "-e", "trace=?open,?openat,?openat2,?creat,?connect"]
    environment = {**os.environ, "SERVER_NAME": "argmap", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    with graph.open("rb") as file:
        done = subprocess.run(
            [*under, *command], stdin=file, capture_output=True, env=environment, timeout=300, check=False
        )
    assert done.returncode == 0, done.stderr
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert not [line for line in lines if "connect(" in line and "AF_INET" in line]
    found = {match[1] for line in lines if " ENOENT " not in line and (match := re.search(r'"([^"]*)"', line))}
    return {re.sub(r"/proc/\d+|\.\w+\.[0-9a-f-]+\.argmap-part|/tmp[\w/.-]*", "#", name) for name in found}


def main(count: int = 4000, seed: int = 1) -> int:
    """Sends so many labels through and prints the figures."""
    rng, found, batch = random.Random(seed), Counter[str](), 100
    bundled = engines.find("bundled")
    others = [bundled]
    if shutil.which("dot") is not None:
        others.append(engines.find("system"))
    traceable = sys.platform == "linux" and shutil.which("strace") is not None
    files: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        harmless = document_of(["a claim"] * batch)

        def trace(what: str, command: list[str], format: str, labels: list[str]) -> None:
            ours, theirs = (registry.write(document, format) for document in (document_of(labels), harmless))
            more = opened(command, ours, folder) - opened(command, theirs, folder)
            found[f"maps traced, {what}"] += 1
            found[f"fonts opened for their letters, {what}"] += len({f for f in more if _FONT.search(f)})
            found[f"modules of Python imported for them, {what}"] += len({f for f in more if _MODULE.search(f)})
            strange = (file for file in more if not _FONT.search(file) and not _MODULE.search(file))
            files.extend(sorted(f"{what}: {file}" for file in strange))

        for n in range(0, count, batch):
            labels = [hostile(rng) for _ in range(min(batch, count - n))]
            in_svg(labels)
            found["labels, unchanged in SVG"] += len(labels)
            for engine in others:
                through_dot(labels, engine)
                found[f"labels, unchanged through DOT, {engine.kind}"] += len(labels)
            if shutil.which("pdftotext") is not None:
                in_pdf(labels, folder)
                found["labels, unchanged in the text of the PDF"] += len(labels)
            if traceable and n % (4 * batch) == 0:
                for engine in others:
                    trace(engine.kind, [engine.path, "-Kneato", "-n2", "-Tsvg"], "dot", labels)
            if traceable and n % (10 * batch) == 0:
                for format in ("svg", "pdf"):
                    out = str(folder / f"out.{format}")
                    export = [sys.executable, "-m", "argmap", "export", "-", "-o", out]
                    trace(f"argmap export to {format}", export, "argmap", labels)
    for what, number in sorted(found.items()):
        sys.stdout.write(f"{number:6}  {what}\n")
    sys.stdout.write(f"engines: {', '.join(f'{e.kind} {e.version()}' for e in others)}\n")
    if not found["labels, unchanged in the text of the PDF"]:
        sys.stdout.write("PDF not looked at, since there is no pdftotext\n")
    seen = files or ("none" if traceable else "not looked at, since there is no strace")
    sys.stdout.write(f"files opened beyond those of a harmless map, fonts and modules apart: {seen}\n")
    return int(bool(files))


_FONT = re.compile(r"^/.*fonts?/.*\.(ttf|otf|ttc|pfb|pcf\.gz|t1|afm|woff2?)$")
_MODULE = re.compile(r"^/.*/(python[\d.]+|argmap)/.*\.(so|pyc?)$")
"""A font: which of them an engine opens goes by the letters of a text, whatever it says."""

if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
