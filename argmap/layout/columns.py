"""argmap's own arrangement, columns on trunks: from a document to its geometry."""

from __future__ import annotations

from argmap.core.document import Document
from argmap.layout import card
from argmap.layout.geometry import Geometry, Box, Point, union
from argmap.layout.fronts import fronts, fronts_of_roots
from argmap.layout.packing import columns_of
from argmap.layout.page import Page, best
from argmap.layout.placing import stood
from argmap.layout.strokes import strokes
from argmap.layout.tree import forest


def arrange(document, sizes, direction="up", page=(842,595), before=None):
    trees = forest(document)
    from math import ceil
    s=[(2*ceil(sizes[t.claim][0]/2),2*ceil(sizes[t.claim][1]/2)) if t.whole else (232,24) for t in trees.stands]
    f = fronts(trees, s, 14)
    front = fronts_of_roots(trees, f)
    plan = best(front, Page(*page))
    st = stood(trees, f, columns_of(plan[2]))
    k = strokes(trees, st)
    cards={t.claim: st.boxes[t.number] for t in trees.stands if t.whole}
    chips={(t.step.relation.id,t.claim): st.boxes[t.number] for t in trees.stands if not t.whole}
    return Geometry(cards,chips,k.junctions,tuple(k.routes),k.ands,{},union([*cards.values(),*chips.values()]))
