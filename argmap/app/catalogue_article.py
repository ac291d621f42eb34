"""The rows of the menu Article, the keys in the article, and those while a text is edited."""

from __future__ import annotations

from argmap.app.actions import Action, Focus, Text, marked

MENU = "article"


def _has_source(focus: Focus) -> bool:
    return bool(focus.document.sources)


def _in_article(id: str, title: Text, *keys: str, menu: str = "", icon: str = "", first: bool = False) -> Action:
    return Action(id, title, menu, "article", keys, icon=icon, where="article", separator_before=first)


def _source(id: str, title: Text, *, icon: str = "", first: bool = False) -> Action:
    return Action(id, title, MENU, "file", icon=icon, where="window", separator_before=first, may=_has_source)


def _typing(id: str, title: Text, *keys: str) -> Action:
    return Action(id, title, "", "typing", keys, where="typing")


ROWS = (
    Action(
        "add-source",
        marked("Add a source…"),
        MENU,
        "file",
        ("Ctrl+Shift+O",),
        icon="file-text",
        hint=marked("Paste an article, or open one"),
        where="window",
    ),
    _source("update-text", marked("Update text…"), icon="refresh-cw", first=True),
    _source("review-excerpts", marked("Review excerpts…"), icon="list-checks"),
    _source("source-register", marked("Register of sources…"), icon="clipboard-list"),
    _source("source-details", marked("Details of the source…")),
    _source("remove-source", marked("Remove the source")),
    _in_article("article-thesis", marked("Passage as thesis"), "T", "1", menu=MENU, icon="diamond", first=True),
    _in_article("article-premise", marked("Passage as premise"), "P", "2", menu=MENU, icon="plus"),
    _in_article("article-linked", marked("Passage as linked premise"), "L", "5", menu=MENU, icon="link"),
    _in_article("article-counterpoint", marked("Passage as counterpoint"), "C", "3", menu=MENU, icon="minus"),
    _in_article("article-undercut", marked("Passage as undercut"), "U", "4", menu=MENU, icon="x"),
    _in_article("article-attach", marked("Attach passage to the target"), "A", "0", menu=MENU, icon="paperclip"),
    _in_article("article-thesis-as-it-is", marked("As thesis, in the author's words"), "Shift+T"),
    _in_article("article-premise-as-it-is", marked("As premise, in the author's words"), "Shift+P"),
    _in_article("article-linked-as-it-is", marked("As linked premise, in the author's words"), "Shift+L"),
    _in_article("article-counterpoint-as-it-is", marked("As counterpoint, in the author's words"), "Shift+C"),
    _in_article("article-undercut-as-it-is", marked("As undercut, in the author's words"), "Shift+U"),
    _in_article("article-target", marked("Newest card as target"), "G", menu=MENU, icon="crosshair", first=True),
    _in_article("article-holder", marked("Who holds the newest claim"), "B", menu=MENU, icon="message-square-quote"),
    _in_article("article-unmapped", marked("Next passage not on the map"), "N", menu=MENU),
    _in_article("article-leave-out", marked("Leave the passage out of the text"), "Del", menu=MENU, icon="scissors"),
    Action(
        "show-cue-words",
        marked("Underline cue words"),
        MENU,
        "view",
        hint=marked("Because, therefore, however, according to…"),
        where="window",
        toggles=True,
        setting=("cue_words", True),
    ),
    _in_article("article-before", marked("Sentence before"), "Up"),
    _in_article("article-after", marked("Next sentence"), "Down"),
    _in_article("article-extend-before", marked("Take the sentence before too"), "Shift+Up"),
    _in_article("article-extend-after", marked("Take the next sentence too"), "Shift+Down"),
    _typing("typing-done", marked("Done; the card stays selected"), "Return", "Enter"),
    _typing("typing-premise", marked("Done, and add a premise"), "Tab"),
    _typing("typing-counterpoint", marked("Done, and add a counterpoint"), "Shift+Tab"),
    _typing(
        "typing-linked",
        marked("At the end: done, and add a linked premise; within the text: split it into two linked premises"),
        "Ctrl+Return",
        "Ctrl+Enter",
    ),
    _typing("typing-line", marked("New line"), "Shift+Return", "Shift+Enter"),
    _typing("typing-leave", marked("Done; what was typed is kept"), "Esc"),
)
