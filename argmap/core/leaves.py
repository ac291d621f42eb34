"""What a small change does to the reading order: exactly what reading anew would give, in a tenth of the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argmap.core.change import Change
from argmap.core.document import Document
from argmap.core.graph import Graph, graph, place_of
from argmap.core.ids import Id
from argmap.core.reading import Derived, Role, Row, counts_on, keeps_place, role_by
from argmap.core.records import Claim, Relation


def reread(derived: Derived, document: Document, change: Change) -> Derived | None:
    """The reading order after a change, from that before it; None where it has to be worked out anew.

    It sees to changes of what is not read (texts, places, strengths …), to relations that turn from support to
    attack and back, and beside these to one leaf: a claim on which nothing bears, that comes or goes at the end
    of what bears on its target, or at the end of the loose claims.
    """
    turned: list[Relation] = []
    claims: list[Claim] = []
    relations: list[Relation] = []
    coming: set[bool] = set()
    for put in change.puts.values():
        before, after = put.before, put.after
        if keeps_place(put):
            if isinstance(before, Relation) and isinstance(after, Relation) and before.kind is not after.kind:
                turned.append(after)
        elif before is not None and after is not None:
            return None
        else:
            record = after if after is not None else before
            coming.add(after is not None)
            if isinstance(record, Claim):
                claims.append(record)
            elif isinstance(record, Relation):
                relations.append(record)
    new: Derived | None = derived
    if coming:
        if len(coming) > 1 or len(claims) != 1 or len(relations) > 1:
            return None
        if relations:
            new = (_with if True in coming else _without)(derived, document, claims[0], relations[0])
        else:
            new = (_with_loose if True in coming else _without_loose)(derived, document, claims[0])
    return _turned(new, document, turned) if new is not None and turned else new


def _turned(derived: Derived, document: Document, relations: list[Relation]) -> Derived:
    """Relations have turned: those who stand by them have another role."""
    rows, claims, view = dict(derived.rows), document.claims, graph(document)
    for relation in relations:
        for premise in relation.premises:
            row = rows.get(premise)
            if row is None or row.role is Role.THESIS:
                continue
            # The beginning of a circle stands by none, but is named after the first.
            if (row.via or view.of(premise)[0].id) == relation.id:
                rows[premise] = row._replace(role=role_by(relation, claims))
    return Derived(derived.order, rows, derived.roots)


def _with_loose(derived: Derived, document: Document, claim: Claim) -> Derived | None:
    view, roots, rows = graph(document), derived.roots, derived.rows
    if claim.main or claim.id in view.uses or claim.id in view.bearing:
        return None
    if roots and rows[roots[-1]].role is Role.LOOSE:
        last = document.claims[roots[-1]]
        if (last.order, last.id) > (claim.order, claim.id):
            return None
    row = Row(Role.LOOSE, str(len(roots) + 1), 0, "")
    return Derived((*derived.order, claim.id), {**rows, claim.id: row}, (*roots, claim.id))


def _without_loose(derived: Derived, document: Document, claim: Claim) -> Derived | None:
    view, roots = graph(document), derived.roots
    if roots[-1] != claim.id or derived.rows[claim.id].role is not Role.LOOSE:
        return None
    if claim.id in view.uses or claim.id in view.bearing:
        return None
    rows = dict(derived.rows)
    del rows[claim.id]
    return Derived(derived.order[:-1], rows, roots[:-1])


def _with(derived: Derived, document: Document, claim: Claim, relation: Relation) -> Derived | None:
    view, rows, order = graph(document), derived.rows, derived.order
    if claim.main or not _is_leaf(view, claim, relation) or len(view.of(claim.id)) != 1:
        return None
    *before, at_end = view.on(relation.target)
    above = _above(derived, document, relation)
    if at_end.id != relation.id or not above:
        return None
    target = document[relation.target]
    sibling = _last_premise(before, rows)
    last = _last_met(before, view, rows)
    if isinstance(target, Relation):
        sibling = sibling or _last_premise(view.on(above), rows)
        last = last or _last_premise([target], rows)
    # On to the end of its branch.
    further = last
    while further:
        last, further = further, _last_met(view.on(further), view, rows)
    place = order.index(last or above) + 1
    order = (*order[:place], claim.id, *order[place:])
    count = int(rows[sibling].number.rpartition(".")[2]) if sibling else 0
    number, depth = f"{rows[above].number}.{count + 1}", rows[above].depth + 1
    table = dict.fromkeys(order, Row(role_by(relation, document.claims), number, depth, relation.id))
    table.update(rows)
    return Derived(order, table, derived.roots)


def _without(derived: Derived, document: Document, claim: Claim, relation: Relation) -> Derived | None:
    view, rows, order = graph(document), dict(derived.rows), derived.order
    if not _is_leaf(view, claim, relation) or claim.id in view.uses or rows[claim.id].via != relation.id:
        return None
    target = document.get(relation.target)
    after = view.on(relation.target)
    if isinstance(target, Claim) and not after and not target.main and target.id not in view.uses:
        return None
    if not _above(derived, document, relation) or (after and place_of(after[-1]) > place_of(relation)):
        return None
    place = order.index(claim.id)
    del rows[claim.id]
    return Derived(order[:place] + order[place + 1 :], rows, derived.roots)


def _is_leaf(view: Graph, claim: Claim, relation: Relation) -> bool:
    return relation.premises == (claim.id,) and claim.id not in view.bearing and relation.id not in view.bearing


def _above(derived: Derived, document: Document, relation: Relation) -> Id:
    """The claim under which a relation's premise is numbered, "" where more than one place numbers its own there."""
    claims, view, rows = document.claims, graph(document), derived.rows
    target = document.get(relation.target)
    if isinstance(target, Claim):
        above, via = target.id, ""
        on = view.on(above)
        if above not in rows or rows[above].role is Role.LOOSE:
            return ""
    elif isinstance(target, Relation):
        above, via = counts_on(target, claims), target.id
        on = (*view.on(above), *view.on(via))
        if above not in rows or rows[above].via != via:
            return ""
    else:
        return ""
    for other in view.of(above):
        if other.id != via and other.id in view.bearing and counts_on(other, claims) == above:
            return ""
    if any(other.id in view.bearing and not counts_on(other, claims) for other in on):
        return ""
    return above


def _last_premise(relations: Sequence[Relation], rows: Mapping[Id, Row]) -> Id:
    """The last of the claims that stand by these relations themselves, "" if none does."""
    for relation in reversed(relations):
        for premise in reversed(dict.fromkeys(relation.premises)):
            if premise in rows and rows[premise].via == relation.id:
                return premise
    return ""


def _last_met(relations: Sequence[Relation], view: Graph, rows: Mapping[Id, Row]) -> Id:
    """The last of the claims that stand by these relations or by what bears on these, "" if none does."""
    stack = [(relation, False) for relation in relations]
    while stack:
        relation, opened = stack.pop()
        if opened or relation.id not in view.bearing:
            if found := _last_premise([relation], rows):
                return found
        else:
            stack.append((relation, True))
            stack.extend((other, False) for other in view.on(relation.id))
    return ""
