"""Dutch surnames that are also words a text may begin with or print with a capital: `Sport`, `Bakker`, `Zon`."""

from __future__ import annotations

import re

from generator.netherlands.portfolios import PORTFOLIOS

_WORDS = (
    "appel arts bakker bank beek berg best blauw blok bloem bode boek boer bom boom boot bos bosch brand brandweer brief "
    "broek brood brug bruin bruins burger bus cultuur dag dam deken digitaal dijk doorn duin duim duif echt eind eik energie "
    "essen feest fiets geel geld gezondheid glas goed goud grijs graaf groen groot haan haas handel hart haven heer heide "
    "heilig held helder hof hond hoofd hout huis hulp jaar jacht jager jeugd jong justitie kamer kamp kant kaper kapper kat "
    "keizer kennis kerk kers kikker klaver klein klerk klimaat klok knecht knip koe koek kok konijn koning koper kort kraan "
    "kramer kroon krol kuiken kuil kuiper kunst kust land lang lam landbouw leeuw leger lente licht lid links los luis maan "
    "maat markt mast media meer meester meeuw meijer migratie milieu molen molenaar mond muis muur natuur nacht nagel nieuw "
    "noord nood onderwijs oost oud paard pals pan park passage pauw peer pels pen pijl plaat plas poel poort post pot prins "
    "raad raaf raven recht rechts regen reis ridder rijk ring riool rog rood roos ruiter sap schaap schaper scheper schip "
    "school schouten schout schrijver slager slot sluis smit snel snoek sport staal staart stad stam steen sterk ster steur "
    "stok stoel storm straat strand stuur taal tak tang thijs timmerman toerisme tol top torn toren trap trein tuin veen veer "
    "veiligheid veld verhoeven verkeer vinger vink vis visser vlag vlam voet vogel volk vol voorn vos vrede vriend vrij vroeg "
    "water weg weide welzijn werk west wetenschap wever wiel wild wijn wind winter wit wol wolf wonen wortel wouter zaak zaal "
    "zand zee zeker zeeman zilver zomer zon zorg zout zuid zwaan zwart"
)
SURNAME_WORDS = frozenset(_WORDS.split()) | frozenset(
    word.casefold() for names in PORTFOLIOS.values() for name in names for word in re.findall(r"[^\W\d_]{4,}", name)
)
"""In lower case; the words of ministers' portfolios are among them."""
