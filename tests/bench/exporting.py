"""How long whole processes take: export beside the engine alone, loading, `--version`.

    python tests/bench/exporting.py [--quick]

Maps of 50 to 20,000 claims (trees of fan-out 2 to 6, 5 % cross relations, 3 to 5 lines of text). The engine alone
arranges and draws the same graph: the DOT that `export --arrange dot` would give it, one small node a relation.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.timing import interleaved, process, verdict
from random_maps import random_document

from argmap.formats import registry
from argmap.formats.options import Options
from argmap.graphviz import engine

PYTHON = sys.executable
SIZES = (50, 200, 1000, 5000, 20000)


def main() -> int:
    quick = "--quick" in sys.argv
    met = True
    with tempfile.TemporaryDirectory() as folder:
        found = engine.find()
        print(f"engine: {found.version()}")
        for size in SIZES[:3] if quick else SIZES:
            document = random_document(size, size)
            path = Path(folder) / f"{size}.argmap.json"
            path.write_bytes(registry.write(document, "argmap"))
            out = str(Path(folder) / "x.svg")
            export = process([PYTHON, "-m", "argmap", "export", str(path), "-o", out])
            if size == 20000:
                taken = interleaved({"export": export}, 3)
                print(f"{size:6} claims: export {taken['export']:.2f} s")
                met &= verdict("export, 20,000 claims", taken["export"], 6, " s")
                continue
            dot = registry.write(document, "dot", Options(arrange="dot"))
            alone = process([found.path, "-Kdot", "-Tsvg", "-o", str(Path(folder) / "y.svg")], dot)
            taken = interleaved({"export": export, "alone": alone}, 3 if size >= 5000 else 7)
            ratio = taken["export"] / taken["alone"]
            times = f"export {taken['export']:.3f} s, engine alone {taken['alone']:.3f} s"
            print(f"{size:6} claims: {times}, ratio {ratio:.2f}")
            if size in (1000, 5000):
                met &= verdict(f"export beside the engine alone, {size:,} claims", ratio, 0.6 if size == 1000 else 0.2)
        met &= loading(quick)
        met &= version()
    return 0 if met else 1


def loading(quick: bool) -> bool:
    """Loading with all checks beside bare `json.loads`, within one process."""
    data = registry.write(random_document(1, 10000), "argmap")
    taken = interleaved({"load": lambda: registry.read(data), "json": lambda: json.loads(data)}, 5 if quick else 11)
    print(f" 10000 claims: load {taken['load'] * 1000:.0f} ms, json.loads {taken['json'] * 1000:.0f} ms")
    return verdict("load with checks beside json.loads", taken["load"] / taken["json"], 4)


def version() -> bool:
    """`argmap --version`, as installed, beside a bare start of Python."""
    script = Path(sys.executable).with_name("argmap")
    program = [str(script)] if script.exists() else [PYTHON, "-m", "argmap"]
    taken = interleaved({"version": process([*program, "--version"]), "python": process([PYTHON, "-c", "pass"])}, 31)
    print(f"--version {taken['version'] * 1000:.1f} ms, python {taken['python'] * 1000:.1f} ms")
    return verdict("--version beside python -c pass", taken["version"] / taken["python"], 1.3)


if __name__ == "__main__":
    sys.exit(main())
