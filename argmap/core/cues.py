"""Words of argument in a text: because, therefore, however, according to. They suggest; they never add anything.

A lexicon is data, one for each language. Its phrases are matched at the borders of words in any case, the longest
first. In a phrase `#` is a number, `*` one word, `a|b` one or the other, a leading `^` the beginning of a sentence,
and `{by}` whoever holds what is reported: behind the cue up to the next stop, or before it as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Literal, NamedTuple

CueKind = Literal["premise", "conclusion", "contrast", "report"]
KINDS: tuple[CueKind, ...] = ("premise", "conclusion", "contrast", "report")

Role = Literal["", "thesis", "premise", "counterpoint"]
ROLES: Mapping[CueKind, Role] = {"premise": "premise", "conclusion": "thesis", "contrast": "counterpoint", "report": ""}
"""What a passage is suggested to be by the kind of its first cue."""


class Cue(NamedTuple):
    """A cue, `text[start:end]`, the role it suggests, and who is reported where that can be told, else ""."""

    start: int
    end: int
    kind: CueKind
    role: Role
    by: str


class Suggestion(NamedTuple):
    """What the cues of a passage suggest; `reported` says that someone is reported, by name or not."""

    role: Role
    reported: bool
    by: str


@dataclass(frozen=True)
class Lexicon:
    """The cues of one language: phrases of each kind, those that look like cues and are none, and common words."""

    language: str
    phrases: Mapping[CueKind, tuple[str, ...]]
    exclusions: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()

    @cached_property
    def patterns(self) -> Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]]:
        """The phrases by the word that they begin with, as one expression each, and of which kind its groups are."""
        by_word: dict[str, list[tuple[str, str]]] = {}
        for name, phrases in (("none", self.exclusions), *((kind, self.phrases.get(kind, ())) for kind in KINDS)):
            for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
                side = "_before" if phrase.startswith("{by}") else "_behind" if phrase.endswith("{by}") else ""
                bare = phrase.replace("{by}", "").strip()
                for word in bare.lstrip("^, ").split(" ")[0].rstrip(",").split("|"):
                    by_word.setdefault(word.casefold(), []).append((name + side, bare))
        found = {}
        for word, known in by_word.items():
            # What only looks like a cue goes first; of cues, those that say who, then the longest.
            known.sort(key=lambda p: (not p[0].startswith("none"), "_" not in p[0], -len(p[1]), p))
            groups = [(name, "|".join(_expression(p) for _, p in same)) for name, same in groupby(known, _first)]
            expression = "|".join(f"({alternatives})" for _, alternatives in groups)
            found[word] = re.compile(expression, re.IGNORECASE), tuple(name for name, _ in groups)
        return found


def lexicon(table: Mapping[str, Any]) -> Lexicon:
    """The lexicon in a table as read from its file; raises KeyError or TypeError where that is not whole."""
    return Lexicon(
        table["language"],
        {kind: tuple(table["cues"][kind]) for kind in KINDS},
        tuple(table["exclusions"]),
        frozenset(table["common"]),
        frozenset(table["articles"]),
        frozenset(table["nobody"]),
    )


def cues(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> tuple[Cue, ...]:
    """The cues between two offsets of the text, in order, without overlap."""
    found: list[Cue] = []
    patterns = lexicon.patterns
    free = start
    for word in _TOKEN.finditer(text, start, len(text) if end is None else end):
        pattern, names = patterns.get(word.group().casefold().replace("’", "'"), (None, ()))
        if pattern is None or word.start() < free:
            continue
        match = pattern.match(text, word.start())
        if match is None or match.lastindex is None:
            continue
        before, free = free, match.end()
        kind, _, side = names[match.lastindex - 1].partition("_")
        if side == "behind" and _NOTHING.match(text, match.end()):
            continue
        for known in KINDS:
            if known == kind:
                by = _holder(text, match, lexicon, side, before) if known == "report" else ""
                found.append(Cue(match.start(), match.end(), known, ROLES[known], by))
    return tuple(found)


def suggest(text: str, start: int, end: int, lexicon: Lexicon) -> Suggestion:
    """What the cues in a passage suggest: the role of the first that suggests one, and who is reported first."""
    found = cues(text, lexicon, start, end)
    reports = [cue for cue in found if cue.kind == "report"]
    role: Role = next((cue.role for cue in found if cue.role), "")
    return Suggestion(role, bool(reports), next((cue.by for cue in reports if cue.by), ""))


def guess(text: str, lexicons: Iterable[Lexicon]) -> str:
    """The language whose common words the beginning of the text has most of; "" where that is none or not clear."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    if not words:
        return ""
    scores = sorted(
        (sum(word in lexicon.common for word in words) / len(words), lexicon.language) for lexicon in lexicons
    )
    if not scores or scores[-1][0] < _LEAST:
        return ""
    clear = len(scores) == 1 or scores[-1][0] >= 1.3 * scores[-2][0]
    return scores[-1][1] if clear else ""


_LEAST = 0.1
_WORD = r"[^\W_]+(?:['’-][^\W_]+)*"
_TOKEN = re.compile(_WORD)
_STOP = re.compile(r"[,;:.!?\n—–()«»„“”\"]|\s(?:that|dass|que|qui|quien|что|and|und|et|y|и|who)\b")
_ELIDED = re.compile(r"^[lL]['’]")
_CLAUSE = re.compile(r"[,;:.!?\n—–()«»„“”\"]")
_TITLE = re.compile(r"\b(?:[A-ZА-Я]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|St|Sr|Sra)\Z")
_NOTHING = re.compile(r"\s*(?:[.,;:!?]|$)")
_FARTHEST = 60


def _first(pair: tuple[str, str]) -> str:
    return pair[0]


def _expression(phrase: str) -> str:
    """The phrase as an expression that is tried where its first word begins."""
    words = [_word(word) for word in phrase.lstrip("^, ").split(" ")]
    start = (
        r"(?:(?<![^\n])|(?<=[.!?…»”\"]\s)|(?<=[“„«\"]))"
        if phrase[0] == "^"
        else "(?<=,\\s)"
        if phrase[0] == ","
        else ""
    )
    last = phrase[-1:]
    return start + r"\s+".join(words) + ("" if last in ",:" else r"(?![\w-])")


def _word(word: str) -> str:
    if word == "#":
        return r"\d[\d.,]*"
    if word == "*":
        return _WORD
    if "|" in word:
        return "(?:" + "|".join(_word(one) for one in word.split("|")) + ")"
    return re.escape(word).replace("'", "['’]")


def _holder(text: str, match: re.Match[str], lexicon: Lexicon, side: str, low: int) -> str:
    """The name of whoever is reported, "" where it cannot be told; before the cue it begins at `low` or behind it."""
    if side == "behind":
        rest = text[match.end() : match.end() + _FARTHEST].lstrip()
        stop = _stop(rest)
        words = rest[: stop.start() if stop is not None else 0].split() or rest.split()[:-1]
        name = _leading(words, lexicon)
        # Who has no name is told by a comma only: "according to analysts, ...".
        plain = not name and stop is not None and rest[stop.start()] == "," and len(words) <= 4
        return " ".join(name) or (_named(words, lexicon, proper=False) if plain else "")
    if side == "before":
        before = text[max(low, match.start() - _FARTHEST) : match.start()]
        proper = _named(_capitals(before, lexicon), lexicon)
        # Who has no name is told by an article at the beginning: "The council has said that ...".
        words = _CLAUSE.split(before)[-1].split()
        plain = not proper and 2 <= len(words) <= 4 and words[0].casefold() in lexicon.articles
        if proper or plain:
            return proper or _named(words, lexicon, proper=False)
        # Behind what is quoted they stand the other way round: "“We won,” argued Maria Hale."
        quoted = before.rstrip(" ,").endswith(("”", '"', "“", "»", "«", "’"))
        behind = text[match.end() : match.end() + _FARTHEST].lstrip()
        stop = _stop(behind)
        return " ".join(_leading(behind[: stop.start() if stop is not None else 0].split(), lexicon)) if quoted else ""
    return ""


def _stop(rest: str) -> re.Match[str] | None:
    """The first stop behind a cue that is none of a title or an initial: "Ms. Hale", "J. Roe"."""
    stop = _STOP.search(rest)
    while stop is not None and stop.group() == "." and _TITLE.search(rest, 0, stop.start()):
        stop = _STOP.search(rest, stop.end())
    return stop


def _leading(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words at the beginning that make one name: capitals, and the small words between them, no article first."""
    words = [_ELIDED.sub("", words[0]), *words[1:]] if words and "l'" in lexicon.articles else words
    while words and words[0].casefold() in lexicon.articles:
        words = words[1:]
    taken: list[str] = []
    for word in words:
        if not (word[0].isupper() or word[0].isdigit() or (word.casefold() in lexicon.articles and taken)):
            break
        taken.append(word)
    while taken and not (taken[-1][0].isupper() or taken[-1][0].isdigit()):
        taken.pop()
    return [] if any(word.casefold() in lexicon.nobody for word in taken) else taken


def _capitals(before: str, lexicon: Lexicon) -> list[str]:
    """The words at the end of a text that make one name: capitals, and the small words between them."""
    cut = max((before.rfind(c) for c in '.!?;:\n—–()«»„“”"'), default=-1)
    # A full stop after a single letter is that of an initial.
    while cut > 0 and before[cut] == "." and before[cut - 1].isupper() and (cut < 2 or not before[cut - 2].isalnum()):
        cut = max((before.rfind(c, 0, cut) for c in '.!?;:\n—–()«»„“”"'), default=-1)
    words = before[cut + 1 :].rstrip(", ").split()
    taken: list[str] = []
    for word in reversed(words):
        if word.endswith(",") or not (word[0].isupper() or (word.casefold() in lexicon.articles and taken)):
            break
        taken.append(word)
    while taken and not taken[-1][0].isupper():
        taken.pop()
    return list(reversed(taken))


def _named(words: list[str], lexicon: Lexicon, *, proper: bool = True) -> str:
    """The words as a name, no article first; "" for a pronoun, or, if `proper`, where none has a capital."""
    while words and words[0].casefold() in lexicon.articles:
        words = words[1:]
    if not words or any(word.casefold() in lexicon.nobody for word in words):
        return ""
    if proper and not any(word[0].isupper() for word in words):
        return ""
    return " ".join(words).removesuffix("’s").removesuffix("'s")
