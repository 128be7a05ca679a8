"""The laws that letters cite, with their BWB numbers and abbreviations; EU acts that go by a name, with CELEX ids.

A law is in the table only where its number has been confirmed; one that is not is reported by the importer and left
without a link. Numbers are those of wetten.overheid.nl and eur-lex.europa.eu.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Law:
    """A Dutch act, decree or treaty (`id` is its BWB number) or an act of the European Union (`id` is its CELEX number)."""

    id: str
    name: str
    """The citation title, without a clause that nobody writes out."""
    abbreviations: tuple[str, ...] = ()
    """That mean this law in any place."""
    with_article: tuple[str, ...] = ()
    """Abbreviations that mean this law only after an article (`artikel 3 Sr`); alone they are also other things."""
    also: tuple[str, ...] = ()
    """Other names in full."""
    scheme: str = "jci1.3"
    """The scheme of references that `id` is a number of."""


_act = partial(Law, scheme="celex")
LANGUAGE = "nl"
"""The language of the names."""


LAWS: tuple[Law, ...] = (
    Law("BWBR0001840", "Grondwet", with_article=("Gw",)),
    Law("BWBR0002154", "Statuut voor het Koninkrijk der Nederlanden", also=("Statuut voor het Koninkrijk",)),
    Law("BWBR0001854", "Wetboek van Strafrecht", ("WvSr",), with_article=("Sr", "SR")),
    Law("BWBR0001903", "Wetboek van Strafvordering", ("WvSv",), with_article=("Sv", "SV")),
    Law("BWBR0001869", "Wetboek van Militair Strafrecht", with_article=("WvMS",)),
    Law("BWBR0001827", "Wetboek van Burgerlijke Rechtsvordering", with_article=("Rv",)),
    Law("BWBR0001838", "Wetboek van Koophandel", with_article=("WvK", "K")),
    Law("BWBR0001860", "Faillissementswet", with_article=("Fw",)),
    Law("BWBR0002656", "Burgerlijk Wetboek Boek 1"),
    Law("BWBR0003045", "Burgerlijk Wetboek Boek 2"),
    Law("BWBR0005291", "Burgerlijk Wetboek Boek 3"),
    Law("BWBR0002761", "Burgerlijk Wetboek Boek 4"),
    Law("BWBR0005288", "Burgerlijk Wetboek Boek 5"),
    Law("BWBR0005289", "Burgerlijk Wetboek Boek 6"),
    Law("BWBR0005290", "Burgerlijk Wetboek Boek 7"),
    Law("BWBR0006000", "Burgerlijk Wetboek Boek 7A"),
    Law("BWBR0005034", "Burgerlijk Wetboek Boek 8"),
    Law("BWBR0030068", "Burgerlijk Wetboek Boek 10"),
    Law("BWBR0005537", "Algemene wet bestuursrecht", ("Awb", "AWB")),
    Law("BWBR0001830", "Wet op de rechterlijke organisatie", ("Wet RO",), with_article=("RO",)),
    Law("BWBR0002367", "Wet op de Raad van State", with_article=("Wet RvS",)),
    Law("BWBR0031788", "Politiewet 2012", also=("Politiewet",)),
    Law("BWBR0022463", "Wet politiegegevens"),
    Law("BWBR0023086", "Besluit politiegegevens", with_article=("Bpg",)),
    Law("BWBR0014194", "Wet justitiële en strafvorderlijke gegevens", ("Wjsg",)),
    Law("BWBR0016544", "Besluit justitiële en strafvorderlijke gegevens", with_article=("Bjsg",)),
    Law("BWBR0001941", "Opiumwet"),
    Law("BWBR0014405", "Opiumwetbesluit"),
    Law("BWBR0008804", "Wet wapens en munitie", ("Wwm", "WWM")),
    Law(
        "BWBR0006622",
        "Wegenverkeerswet 1994",
        ("WVW 1994", "WVW1994", "Wvw 1994"),
        with_article=("WVW", "Wvw"),
        also=("Wegenverkeerswet",),
    ),
    Law("BWBR0004825", "Reglement verkeersregels en verkeerstekens 1990", ("RVV 1990",), with_article=("RVV",)),
    Law("BWBR0008074", "Reglement rijbewijzen"),
    Law("BWBR0011823", "Vreemdelingenwet 2000", ("Vw 2000",), with_article=("Vw",), also=("Vreemdelingenwet",)),
    Law("BWBR0011825", "Vreemdelingenbesluit 2000", ("Vb 2000",), with_article=("Vb",), also=("Vreemdelingenbesluit",)),
    Law("BWBR0006685", "Wet Centraal Orgaan opvang asielzoekers", ("Wet COA",)),
    Law("BWBR0003738", "Rijkswet op het Nederlanderschap", with_article=("RwN", "RWN")),
    Law("BWBR0020611", "Wet inburgering"),
    Law("BWBR0044770", "Wet inburgering 2021", ("Wi2021", "Wi 2021")),
    Law("BWBR0005252", "Wet openbaarheid van bestuur", ("Wob", "WOB")),
    Law("BWBR0045754", "Wet open overheid", ("Woo", "WOO")),
    Law("BWBR0005416", "Gemeentewet", with_article=("Gemw",)),
    Law("BWBR0005645", "Provinciewet", with_article=("Provw",)),
    Law("BWBR0005108", "Waterschapswet"),
    Law("BWBR0003740", "Wet gemeenschappelijke regelingen", ("Wgr",)),
    Law("BWBR0008290", "Financiële-verhoudingswet", with_article=("Fvw",)),
    Law("BWBR0004627", "Kieswet"),
    Law("BWBR0032203", "Aanbestedingswet 2012", with_article=("Aw 2012", "Aw"), also=("Aanbestedingswet",)),
    Law("BWBR0032898", "Aanbestedingswet op defensie- en veiligheidsgebied", with_article=("ADV",)),
    Law("BWBR0018450", "Zorgverzekeringswet", ("Zvw", "ZVW")),
    Law("BWBR0018492", "Besluit zorgverzekering", with_article=("Bzv",)),
    Law("BWBR0035917", "Wet langdurige zorg", ("Wlz", "WLZ")),
    Law("BWBR0035948", "Besluit langdurige zorg", with_article=("Blz",)),
    Law("BWBR0034925", "Jeugdwet"),
    Law("BWBR0035362", "Wet maatschappelijke ondersteuning 2015", ("Wmo 2015", "WMO 2015"), with_article=("Wmo",)),
    Law("BWBR0015703", "Participatiewet"),
    Law("BWBR0031331", "Wet gemeentelijke schuldhulpverlening", with_article=("Wgs",)),
    Law("BWBR0004045", "Werkloosheidswet", with_article=("WW",)),
    Law("BWBR0001888", "Ziektewet", with_article=("ZW",)),
    Law("BWBR0004043", "Toeslagenwet", with_article=("TW",)),
    Law(
        "BWBR0004044",
        "Wet inkomensvoorziening oudere en gedeeltelijk arbeidsongeschikte werkloze werknemers",
        ("IOAW",),
    ),
    Law(
        "BWBR0004163",
        "Wet inkomensvoorziening oudere en gedeeltelijk arbeidsongeschikte gewezen zelfstandigen",
        ("IOAZ",),
    ),
    Law("BWBR0015711", "Besluit bijstandverlening zelfstandigen 2004", ("Bbz 2004",), with_article=("Bbz",)),
    Law("BWBR0019057", "Wet werk en inkomen naar arbeidsvermogen", ("Wet WIA",), with_article=("WIA",)),
    Law("BWBR0002524", "Wet op de arbeidsongeschiktheidsverzekering", with_article=("WAO",)),
    Law("BWBR0008657", "Wet arbeidsongeschiktheidsvoorziening jonggehandicapten", with_article=("Wajong",)),
    Law(
        "BWBR0013060",
        "Wet structuur uitvoeringsorganisatie werk en inkomen",
        ("Wet SUWI", "Wet Suwi"),
        with_article=("SUWI", "Suwi"),
    ),
    Law("BWBR0017745", "Wet financiering sociale verzekeringen", ("Wfsv",)),
    Law("BWBR0002221", "Algemene Ouderdomswet", with_article=("AOW",)),
    Law("BWBR0007795", "Algemene nabestaandenwet", with_article=("Anw",)),
    Law("BWBR0002368", "Algemene Kinderbijslagwet", with_article=("AKW",)),
    Law("BWBR0018472", "Algemene wet inkomensafhankelijke regelingen", ("Awir",)),
    Law("BWBR0018451", "Wet op de zorgtoeslag"),
    Law("BWBR0008659", "Wet op de huurtoeslag", with_article=("Wht",)),
    Law("BWBR0017017", "Wet kinderopvang", with_article=("Wko",)),
    Law("BWBR0022751", "Wet op het kindgebonden budget"),
    Law("BWBR0002638", "Wet minimumloon en minimumvakantiebijslag", ("Wml", "WML")),
    Law("BWBR0010346", "Arbeidsomstandighedenwet", ("Arbowet",)),
    Law("BWBR0008498", "Arbeidsomstandighedenbesluit", ("Arbobesluit",)),
    Law("BWBR0007671", "Arbeidstijdenwet", with_article=("Atw",)),
    Law("BWBR0007149", "Wet arbeid vreemdelingen", ("Wav", "WAV")),
    Law("BWBR0009616", "Wet allocatie arbeidskrachten door intermediairs", ("Waadi", "WAADI")),
    Law("BWBR0013008", "Wet arbeid en zorg", ("Wazo", "WAZO")),
    Law("BWBR0011173", "Wet flexibel werken", with_article=("Wfw",)),
    Law("BWBR0002747", "Wet op de ondernemingsraden", with_article=("WOR",)),
    Law("BWBR0001937", "Wet op de collectieve arbeidsovereenkomst", ("Wet CAO",)),
    Law("BWBR0036706", "Wet aanpak schijnconstructies"),
    Law("BWBR0020809", "Pensioenwet"),
    Law("BWBR0020892", "Besluit uitvoering Pensioenwet en Wet verplichte beroepspensioenregeling", ("BuPw",)),
    Law("BWBR0018831", "Wet verplichte beroepspensioenregeling", with_article=("Wvb",)),
    Law("BWBR0012092", "Wet verplichte deelneming in een bedrijfstakpensioenfonds 2000", ("Wet Bpf 2000",)),
    Law("BWBR0006502", "Algemene wet gelijke behandeling", ("Awgb", "AWGB")),
    Law("BWBR0016185", "Wet gelijke behandeling op grond van leeftijd bij de arbeid", ("WGBL",)),
    Law("BWBR0014915", "Wet gelijke behandeling op grond van handicap of chronische ziekte", ("Wgbh/cz", "WGBH/CZ")),
    Law("BWBR0003299", "Wet gelijke behandeling van mannen en vrouwen"),
    Law("BWBR0030733", "Wet College voor de rechten van de mens"),
    Law("BWBR0006251", "Wet op de beroepen in de individuele gezondheidszorg", ("Wet BIG",), with_article=("BIG",)),
    Law("BWBR0037173", "Wet kwaliteit, klachten en geschillen zorg", ("Wkkgz",)),
    Law("BWBR0040635", "Wet verplichte geestelijke gezondheidszorg", ("Wvggz",)),
    Law(
        "BWBR0040632",
        "Wet zorg en dwang psychogeriatrische en verstandelijk gehandicapte cliënten",
        with_article=("Wzd",),
        also=("Wet zorg en dwang",),
    ),
    Law("BWBR0040634", "Wet forensische zorg", ("Wfz",)),
    Law(
        "BWBR0005700",
        "Wet bijzondere opnemingen in psychiatrische ziekenhuizen",
        ("Wet Bopz", "Wet BOPZ"),
        with_article=("Bopz", "BOPZ"),
    ),
    Law("BWBR0021505", "Geneesmiddelenwet"),
    Law("BWBR0024705", "Wet publieke gezondheid"),
    Law("BWBR0005699", "Wet op het bevolkingsonderzoek"),
    Law("BWBR0012410", "Wet toetsing levensbeëindiging op verzoek en hulp bij zelfdoding", with_article=("Wtl", "WTL")),
    Law("BWBR0003396", "Wet afbreking zwangerschap"),
    Law("BWBR0008066", "Wet op de orgaandonatie"),
    Law("BWBR0009408", "Wet medisch-wetenschappelijk onderzoek met mensen"),
    Law("BWBR0013797", "Embryowet"),
    Law("BWBR0014682", "Wet veiligheid en kwaliteit lichaamsmateriaal"),
    Law("BWBR0020078", "Wet marktordening gezondheidszorg", ("Wmg", "WMG")),
    Law("BWBR0018906", "Wet toelating zorginstellingen", ("WTZi",)),
    Law("BWBR0023864", "Wet aanvullende bepalingen verwerking persoonsgegevens in de zorg", ("Wabvpz",)),
    Law("BWBR0005009", "Wet op de lijkbezorging", with_article=("Wlb",)),
    Law("BWBR0020368", "Wet op het financieel toezicht", ("Wft", "WFT"), also=("Wet financieel toezicht",)),
    Law("BWBR0024282", "Wet ter voorkoming van witwassen en financieren van terrorisme", ("Wwft", "WWFT")),
    Law("BWBR0019468", "Wet toezicht accountantsorganisaties", ("Wta",)),
    Law("BWBR0020369", "Wet toezicht financiële verslaggeving"),
    Law("BWBR0009508", "Bankwet 1998"),
    Law("BWBR0003296", "Sanctiewet 1977", also=("Sanctiewet",)),
    Law("BWBR0011353", "Wet inkomstenbelasting 2001", ("Wet IB 2001",), with_article=("IB 2001",)),
    Law("BWBR0002471", "Wet op de loonbelasting 1964", ("Wet LB 1964",)),
    Law("BWBR0002672", "Wet op de vennootschapsbelasting 1969", ("Wet Vpb 1969", "Wet VPB 1969")),
    Law("BWBR0002629", "Wet op de omzetbelasting 1968", ("Wet OB 1968",)),
    Law("BWBR0002515", "Wet op de dividendbelasting 1965", ("Wet DB 1965",)),
    Law("BWBR0002320", "Algemene wet inzake rijksbelastingen", with_article=("AWR",)),
    Law("BWBR0004770", "Invorderingswet 1990", with_article=("IW 1990",)),
    Law("BWBR0002226", "Successiewet 1956", with_article=("SW 1956",)),
    Law("BWBR0007119", "Wet waardering onroerende zaken", ("Wet WOZ",)),
    Law("BWBR0002740", "Wet op belastingen van rechtsverkeer", with_article=("WBR",)),
    Law("BWBR0005251", "Wet op de accijns"),
    Law("BWBR0007168", "Wet belastingen op milieugrondslag", with_article=("Wbm",)),
    Law("BWBR0006324", "Wet op de motorrijtuigenbelasting 1994", ("Wet MRB 1994",)),
    Law("BWBR0005806", "Wet op de belasting van personenauto's en motorrijwielen 1992", ("Wet BPM 1992",)),
    Law("BWBR0023746", "Algemene douanewet", with_article=("Adw",)),
    Law("BWBR0005181", "Woningwet"),
    Law("BWBR0035303", "Huisvestingswet 2014"),
    Law("BWBR0014315", "Uitvoeringswet huurprijzen woonruimte", with_article=("Uhw",)),
    Law("BWBR0003403", "Leegstandwet"),
    Law("BWBR0024779", "Wet algemene bepalingen omgevingsrecht", ("Wabo", "WABO")),
    Law("BWBR0020449", "Wet ruimtelijke ordening", ("Wro",)),
    Law("BWBR0037885", "Omgevingswet", with_article=("Ow",)),
    Law("BWBR0041330", "Besluit activiteiten leefomgeving", with_article=("Bal",)),
    Law("BWBR0041297", "Besluit bouwwerken leefomgeving", with_article=("Bbl",)),
    Law("BWBR0041313", "Besluit kwaliteit leefomgeving", with_article=("Bkl",)),
    Law("BWBR0041278", "Omgevingsbesluit"),
    Law("BWBR0022762", "Activiteitenbesluit milieubeheer", also=("Activiteitenbesluit",)),
    Law("BWBR0030461", "Bouwbesluit 2012", also=("Bouwbesluit",)),
    Law("BWBR0027431", "Crisis- en herstelwet", with_article=("Chw",)),
    Law("BWBR0003245", "Wet milieubeheer", with_article=("Wm",)),
    Law("BWBR0025458", "Waterwet"),
    Law("BWBR0026338", "Drinkwaterwet"),
    Law("BWBR0003994", "Wet bodembescherming", with_article=("Wbb",)),
    Law("BWBR0002505", "Ontgrondingenwet"),
    Law("BWBR0009641", "Natuurbeschermingswet 1998"),
    Law("BWBR0037552", "Wet natuurbescherming", ("Wnb",)),
    Law("BWBR0009640", "Flora- en faunawet", ("Ffw",)),
    Law("BWBR0002416", "Visserijwet 1963", also=("Visserijwet",)),
    Law("BWBR0030250", "Wet dieren"),
    Law("BWBR0035217", "Besluit houders van dieren"),
    Law("BWBR0005662", "Gezondheids- en welzijnswet voor dieren", ("Gwwd", "GWWD")),
    Law("BWBR0003081", "Wet op de dierproeven", with_article=("Wod",)),
    Law("BWBR0032739", "Wet verbod pelsdierhouderij"),
    Law("BWBR0004054", "Meststoffenwet"),
    Law("BWBR0021670", "Wet gewasbeschermingsmiddelen en biociden", ("Wgb",)),
    Law("BWBR0001969", "Warenwet"),
    Law("BWBR0002458", "Alcoholwet", also=("Drank- en Horecawet",)),
    Law("BWBR0004302", "Tabaks- en rookwarenwet", also=("Tabakswet",)),
    Law("BWBR0002469", "Wet op de kansspelen", with_article=("Wok",)),
    Law("BWBR0003420", "Wet op het primair onderwijs", with_article=("WPO",)),
    Law("BWBR0002399", "Wet op het voortgezet onderwijs", with_article=("WVO",)),
    Law("BWBR0044212", "Wet voortgezet onderwijs 2020", ("WVO 2020",)),
    Law("BWBR0003549", "Wet op de expertisecentra", with_article=("WEC",)),
    Law("BWBR0007625", "Wet educatie en beroepsonderwijs", with_article=("WEB",)),
    Law("BWBR0005682", "Wet op het hoger onderwijs en wetenschappelijk onderzoek", ("WHW",)),
    Law("BWBR0002628", "Leerplichtwet 1969", also=("Leerplichtwet",)),
    Law("BWBR0011453", "Wet studiefinanciering 2000", ("WSF 2000", "Wsf 2000"), with_article=("WSF", "Wsf")),
    Law("BWBR0012438", "Wet tegemoetkoming onderwijsbijdrage en schoolkosten", ("WTOS", "Wtos")),
    Law("BWBR0013800", "Wet op het onderwijstoezicht", with_article=("WOT",)),
    Law("BWBR0025028", "Mediawet 2008", with_article=("Mw 2008",), also=("Mediawet",)),
    Law("BWBR0025036", "Mediabesluit 2008"),
    Law("BWBR0009950", "Telecommunicatiewet", with_article=("Tw",)),
    Law("BWBR0025572", "Postwet 2009", also=("Postwet",)),
    Law("BWBR0009755", "Elektriciteitswet 1998", also=("Elektriciteitswet",)),
    Law("BWBR0011440", "Gaswet"),
    Law("BWBR0033729", "Warmtewet"),
    Law("BWBR0014168", "Mijnbouwwet"),
    Law("BWBR0002402", "Kernenergiewet", with_article=("Kew",)),
    Law("BWBR0036752", "Wet windenergie op zee"),
    Law("BWBR0008691", "Mededingingswet", with_article=("Mw",)),
    Law("BWBR0021777", "Handelsregisterwet 2007", also=("Handelsregisterwet",)),
    Law("BWBR0001886", "Auteurswet", with_article=("Aw",)),
    Law("BWBR0007118", "Rijksoctrooiwet 1995", with_article=("ROW 1995",)),
    Law("BWBR0015007", "Spoorwegwet"),
    Law("BWBR0011470", "Wet personenvervoer 2000", ("Wp 2000", "Wp2000")),
    Law("BWBR0005555", "Wet luchtvaart"),
    Law("BWBR0002267", "Luchtvaartwet"),
    Law("BWBR0004364", "Scheepvaartverkeerswet"),
    Law("BWBR0023009", "Binnenvaartwet"),
    Law("BWBR0007606", "Wet vervoer gevaarlijke stoffen", with_article=("Wvgs",)),
    Law("BWBR0037521", "Erfgoedwet"),
    Law("BWBR0004471", "Monumentenwet 1988"),
    Law("BWBR0007376", "Archiefwet 1995", also=("Archiefwet",)),
    Law("BWBR0036795", "Wet hergebruik van overheidsinformatie"),
    Law("BWBR0013409", "Wet op de inlichtingen- en veiligheidsdiensten 2002", ("Wiv 2002",)),
    Law("BWBR0039896", "Wet op de inlichtingen- en veiligheidsdiensten 2017", ("Wiv 2017",)),
    Law("BWBR0008277", "Wet veiligheidsonderzoeken"),
    Law("BWBR0027466", "Wet veiligheidsregio's", ("Wvr",)),
    Law("BWBR0017613", "Rijkswet Onderzoeksraad voor veiligheid"),
    Law("BWBR0009709", "Penitentiaire beginselenwet", ("Pbw", "PBW")),
    Law("BWBR0011756", "Beginselenwet justitiële jeugdinrichtingen", with_article=("Bjj",)),
    Law("BWBR0008765", "Beginselenwet verpleging ter beschikking gestelden", with_article=("Bvt",)),
    Law("BWBR0002559", "Uitleveringswet"),
    Law("BWBR0016664", "Overleveringswet", with_article=("OLW",)),
    Law(
        "BWBR0022604",
        "Wet wederzijdse erkenning en tenuitvoerlegging strafrechtelijke sancties",
        with_article=("WETS",),
    ),
    Law("BWBR0017212", "Wet DNA-onderzoek bij veroordeelden"),
    Law("BWBR0015252", "Wet internationale misdrijven", with_article=("WIM", "Wim")),
    Law("BWBR0013796", "Uitvoeringswet Internationaal Strafhof"),
    Law("BWBR0002063", "Wet op de economische delicten", with_article=("WED",)),
    Law(
        "BWBR0013798", "Wet bevordering integriteitsbeoordelingen door het openbaar bestuur", ("Wet Bibob", "Wet BIBOB")
    ),
    Law("BWBR0024649", "Wet tijdelijk huisverbod", with_article=("Wth",)),
    Law("BWBR0006763", "Algemene wet op het binnentreden", with_article=("Awbi",)),
    Law("BWBR0004318", "Wet openbare manifestaties", ("Wom", "WOM")),
    Law("BWBR0006589", "Ambtsinstructie voor de politie, de Koninklijke marechaussee en andere opsporingsambtenaren"),
    Law("BWBR0002979", "Wet schadefonds geweldsmisdrijven"),
    Law("BWBR0006803", "Wet explosieven voor civiel gebruik", with_article=("Wecg",)),
    Law("BWBR0004581", "Wet administratiefrechtelijke handhaving verkeersvoorschriften", ("Wahv", "WAHV")),
    Law("BWBR0033715", "Wet basisregistratie personen", ("Wet BRP",)),
    Law("BWBR0005212", "Paspoortwet"),
    Law("BWBR0010424", "Remigratiewet"),
    Law("BWBR0011468", "Wet bescherming persoonsgegevens", ("Wbp",)),
    Law("BWBR0040940", "Uitvoeringswet Algemene verordening gegevensbescherming", ("UAVG",)),
    Law("BWBR0041515", "Wet beveiliging netwerk- en informatiesystemen", ("Wbni",)),
    Law(
        "BWBR0032249",
        "Wet normering topinkomens",
        with_article=("WNT",),
        also=("Wet normering bezoldiging topfunctionarissen publieke en semipublieke sector",),
    ),
    Law("BWBR0013891", "Comptabiliteitswet 2001"),
    Law("BWBR0020495", "Kaderwet zelfstandige bestuursorganen", ("Kaderwet zbo's",)),
    Law("BWBR0008159", "Kaderwet adviescolleges"),
    Law("BWBR0001947", "Ambtenarenwet 2017", also=("Ambtenarenwet",)),
    Law("BWBR0003372", "Wet Nationale ombudsman"),
    Law("BWBR0023825", "Wet op de parlementaire enquête 2008"),
    Law("BWBR0012197", "Gerechtsdeurwaarderswet"),
    Law("BWBR0010388", "Wet op het notarisambt", with_article=("Wna",)),
    Law("BWBR0002093", "Advocatenwet"),
    Law("BWBR0006368", "Wet op de rechtsbijstand", with_article=("Wrb",)),
    Law("BWBR0020586", "Wet handhaving consumentenbescherming", with_article=("Whc",)),
    Law("BWBR0031401", "Veteranenwet"),
    Law("BWBR0008589", "Kaderwet dienstplicht"),
    Law(
        "BWBV0001000",
        "Europees Verdrag tot bescherming van de rechten van de mens en de fundamentele vrijheden",
        ("EVRM",),
        also=(
            "Verdrag tot bescherming van de rechten van de mens en de fundamentele vrijheden",
            "Europees Verdrag voor de Rechten van de Mens",
        ),
    ),
    Law("BWBV0001017", "Internationaal Verdrag inzake burgerrechten en politieke rechten", ("IVBPR",)),
    Law("BWBV0001016", "Internationaal Verdrag inzake economische, sociale en culturele rechten", ("IVESCR",)),
    Law(
        "BWBV0002508",
        "Verdrag inzake de rechten van het kind",
        ("IVRK",),
        also=("Internationaal Verdrag inzake de rechten van het kind", "Kinderrechtenverdrag"),
    ),
)
"""In the order of subjects: state and justice, migration, administration, care, work, money, land, schools, the rest."""

ACTS: tuple[Law, ...] = (
    _act(
        "32016R0679",
        "Algemene verordening gegevensbescherming",
        ("AVG", "GDPR"),
        also=("General Data Protection Regulation",),
    ),
    _act("32016L0680", "Richtlijn gegevensbescherming opsporing en vervolging"),
    _act(
        "32013R0604",
        "Dublin III-verordening",
        also=("Dublinverordening", "Dublin-III-verordening", "Dublin-verordening"),
    ),
    _act("32016R0399", "Schengengrenscode", with_article=("SGC",)),
    _act("32013L0033", "Opvangrichtlijn"),
    _act("32013L0032", "Procedurerichtlijn"),
    _act("32011L0095", "Kwalificatierichtlijn"),
    _act("32008L0115", "Terugkeerrichtlijn"),
    _act("32003L0086", "Gezinsherenigingsrichtlijn"),
    _act("32022R2065", "Digitaledienstenverordening", with_article=("DSA",), also=("Digital Services Act",)),
    _act("32022R1925", "Digitalemarktenverordening", with_article=("DMA",), also=("Digital Markets Act",)),
    _act("32024R1689", "AI-verordening", with_article=("AI Act",)),
    _act("32022L2555", "NIS2-richtlijn", also=("NIS 2-richtlijn",)),
    _act(
        "32022L2464",
        "Richtlijn duurzaamheidsrapportering door ondernemingen",
        ("CSRD",),
        also=("Corporate Sustainability Reporting Directive",),
    ),
    _act(
        "32024L1760",
        "Richtlijn zorgvuldigheid in het bedrijfsleven op het gebied van duurzaamheid",
        ("CSDDD",),
        also=("Corporate Sustainability Due Diligence Directive",),
    ),
    _act("32000L0060", "Kaderrichtlijn Water", also=("Kaderrichtlijn water",)),
    _act("31992L0043", "Habitatrichtlijn"),
    _act("32009L0147", "Vogelrichtlijn"),
    _act("31991L0676", "Nitraatrichtlijn"),
    _act("32024R1991", "Natuurherstelverordening", also=("Natuurherstelwet",)),
    _act("32016R0429", "Diergezondheidsverordening"),
    _act("32006L0123", "Dienstenrichtlijn"),
    _act("32003L0088", "Arbeidstijdenrichtlijn"),
    _act("32006R1907", "REACH-verordening"),
    _act("32017R0745", "Verordening medische hulpmiddelen", also=("Medical Device Regulation",)),
)

CIVIL_CODE: Mapping[str, str] = {
    "1": "BWBR0002656",
    "2": "BWBR0003045",
    "3": "BWBR0005291",
    "4": "BWBR0002761",
    "5": "BWBR0005288",
    "6": "BWBR0005289",
    "7": "BWBR0005290",
    "7A": "BWBR0006000",
    "8": "BWBR0005034",
    "10": "BWBR0030068",
}
"""The books of the Burgerlijk Wetboek, each a law of its own: `artikel 6:162 BW` is article 162 of book 6."""

_BY_ID: Mapping[str, Law] = {law.id: law for law in (*LAWS, *ACTS)}


def name(law_id: str) -> str | None:
    """Return the name of a law by its BWB or CELEX number; None where the table does not have it."""
    return _BY_ID[law_id].name if law_id in _BY_ID else None


def names(law_id: str) -> tuple[str, ...]:
    """Return all that means a law in any place: its name, other names, abbreviations; none if the table does not have it."""
    law = _BY_ID.get(law_id)
    return (law.name, *law.also, *law.abbreviations) if law else ()


def book(number: str) -> Law | None:
    """Return a book of the Burgerlijk Wetboek by its number: `6`, `7A`."""
    return _BY_ID.get(CIVIL_CODE.get(number.upper(), ""))


def is_book(law: Law) -> bool:
    """Say whether a law is a book of the Burgerlijk Wetboek, whose number may precede that of an article (`6:162`)."""
    return law.id in CIVIL_CODE.values()


def act(number: str) -> Law:
    """Return the act of the European Union with a CELEX number; nameless where the table does not have it."""
    return _BY_ID.get(number) or _act(number, "")
