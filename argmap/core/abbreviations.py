"""Words that end in a full stop without ending a sentence, by language, and words that are sure to begin one.

The lists are our own, written for this purpose; languages are named by their ISO 639-1 code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple


class Stops(NamedTuple):
    """What a full stop after a word means, all words in lower case and without the stop.

    `titles` never end a sentence; `closers` may end one, which is believed before a capital letter (`etc.`); `names`
    may as well, which is believed only before a word that is sure to begin one (`Inc.`, `U.S.`); `numbered` end none
    before a digit (`No. 5`). `openers` are sure to begin a sentence where they are written with a capital.
    `ordinals` says whether a stop after a short number makes it an ordinal (`am 3. Oktober`).
    """

    titles: frozenset[str]
    closers: frozenset[str]
    names: frozenset[str]
    numbered: frozenset[str]
    openers: frozenset[str]
    ordinals: bool = False


def _stops(titles: str, closers: str, names: str, numbered: str, openers: str, *, ordinals: bool = False) -> Stops:
    first, second, third, fourth, fifth = (
        frozenset(words.split()) for words in (titles, closers, names, numbered, openers)
    )
    return Stops(first, second, third, fourth, fifth, ordinals)


BY_LANGUAGE: Mapping[str, Stops] = {
    "en": _stops(
        titles="mr mrs ms dr prof gen gov sen rep reps lt col sgt capt cmdr adm maj brig hon rev fr st mt ft vs cf e.g "
        "i.e viz approx est dept univ messrs pres amb supt det insp assoc asst ed eds ca incl esp resp ibid atty gov",
        closers="etc al a.m p.m",
        names="inc ltd co corp jr sr bros llc plc u.s u.k u.n e.u u.s.a d.c ph.d m.d b.a m.a b.sc m.sc u.s.s.r ave "
        "blvd rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun",
        numbered="no nos fig figs p pp par para art arts sec ch chap vol vols app eq jan feb mar apr jun jul aug sep "
        "sept oct nov dec c",
        openers="the this that these those it its he she they we i you his her their our my a an and but or so yet if "
        "when while although though however because since as in on at by for from with without after before during "
        "under over there here what who whom whose which why how where moreover nevertheless nonetheless therefore "
        "thus hence then now still even not no nor only some many most all both each every such other others another "
        "one two three perhaps indeed instead meanwhile finally first second third according despite until once to",
    ),
    "de": _stops(
        titles="dr prof hr fr frl st hl gen ing dipl mag bzw z.b d.h u.a v.a i.d.r i.a z.t o.ä vgl ca evtl ggf inkl "
        "exkl bspw sog geb gest ehem allg insb jew lt zzgl abzgl vs abg fa bgm einschl bzgl betr entspr gem ges verf "
        "kath ev dt engl frz z u d i o h a ä m",
        closers="usw etc uvm u.v.m usf ff f",
        names="str co jr sen bd jan feb mrz apr jun jul aug sep sept okt nov dez mo di mi do fr sa so mio mrd tsd",
        numbered="nr abb abs art kap s tab ziff rn bd anm aufl hrsg v sp",
        openers="der die das dies diese dieser dieses ein eine einer es er sie wir ich ihr und aber oder doch denn "
        "wenn als während obwohl jedoch weil da im in an am auf bei mit nach vor von zu zum zur für gegen ohne durch "
        "um seit bis über unter dort hier was wer wie wo warum dann danach deshalb daher darum dabei dazu damit "
        "dagegen trotzdem dennoch außerdem allerdings zudem nun noch auch nur so nicht kein keine man viele alle "
        "beide jeder jede einige manche andere sein seine ihre unser mein",
        ordinals=True,
    ),
    "fr": _stops(
        titles="m mm mme mmes mlle dr pr me st ste mgr gén col cf p.ex c.-à-d av apr env ex éd",
        closers="etc",
        names="cie inc s.a jr bd janv févr avr juil sept oct nov déc",
        numbered="n no nos art p pp fig vol chap al t §",
        openers="le la les l' un une des ce cet cette ces il elle ils elles on nous vous je et mais ou or donc car si "
        "quand lorsque comme bien dans en au aux à pour par sur sous avec sans après avant depuis pendant selon "
        "cependant toutefois pourtant ainsi alors aussi enfin puis son sa ses leur leurs notre nos qui que quoi où "
        "d'autres certains plusieurs tous toutes chaque aucun",
    ),
    "es": _stops(
        titles="sr sra sres srta dr dra d dª lic ing gral cnel prof st sto sta mons p.ej vs cf aprox av avda ud uds vd "
        "dpto gob pdta arq fdo",
        closers="etc",
        names="s.a cía jr ee.uu ee uu ene feb mar abr may jun jul ago sep sept oct nov dic pdte c.v",
        numbered="n núm no art p pág págs fig vol cap t",
        openers="el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel él ella ellos ellas "
        "nosotros yo y pero o u si cuando mientras aunque como porque en a al con sin para por sobre tras desde "
        "hasta según durante antes después sin no ni también además sin embargo así entonces luego ahora aquí allí "
        "su sus nuestro nuestra qué quién que quien muchos algunos todos todas otra otro otras otros",
    ),
    "ru": _stops(
        titles="г-н г-жа гг г-на г-же проф акад доц ген полк им ул пл пр просп наб обл р-н пос дер т.е т.к т.н т.о "
        "напр см ср св о-в гос зам тов и.о в.о",
        closers="др пр т.д т.п и.т.д и.т.п проч",
        names="г в вв н.э с.ш в.д руб коп тыс млн млрд трлн долл янв февр апр авг сент окт нояб дек кг км мин сек ч",
        numbered="рис табл стр с гл п пп ст ч т кн вып д кв корп оф ок",
        openers="это этот эта эти тот та те он она оно они мы вы я и а но или да однако если когда хотя пока потому "
        "поэтому так как в во на с со по из к ко от до для при за под над о об без через после перед между среди не "
        "ни что кто где куда почему зачем там тут здесь затем потом тогда теперь уже ещё еще даже только лишь все "
        "всё каждый многие некоторые другие его её ее их наш свой кроме несмотря впрочем тем согласно",
    ),
}
"""The stops of each language that has a list."""


@cache
def stops(language: str) -> Stops:
    """The stops of a language, `en` or `en-GB`; those of all together where there is no list."""
    known = BY_LANGUAGE.get(language[:2].lower())
    if known is not None:
        return known
    every = BY_LANGUAGE.values()
    return Stops(
        frozenset().union(*(s.titles for s in every)),
        frozenset().union(*(s.closers for s in every)),
        frozenset().union(*(s.names for s in every)),
        frozenset().union(*(s.numbered for s in every)),
        frozenset().union(*(s.openers for s in every)),
    )
