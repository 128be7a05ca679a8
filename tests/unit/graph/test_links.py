from __future__ import annotations

import pytest

from generator.graph.site import QuestionKey, TargetKind
from generator.references.schemes import Identity

LETTER = "content/letters/2021z00001"
OTHER = "content/letters/2022z00009"


def question(number, answer="Ja.", head=""):
    return f"---\nnumber: {number}\n{head}---\n## Vraag\n\nVraag {number}?\n\n## Antwoord\n\n{answer}\n"


def letter(folder=LETTER, date="2021-10-27", head="", **answers):
    files = {f"{folder}/letter.md": f"---\ntitle: T\ndate: {date}\n{head}---\nGeachte.\n\nTwee.\n"}
    for number in range(1, 6):
        files[f"{folder}/vraag-0{number}.md"] = question(number, answers.get(f"a{number}", "Ja."))
    return files


BASE = {
    "content/topics/water.md": "---\nname: Water\n---\n",
    "content/actors/abc.md": "---\nname: ABC\ntype: party\n---\n",
    "content/pages/about.md": "---\ntitle: Over\n---\nX.\n",
    f"{LETTER}/notes/noot.md": "---\nnumber: 5\nquote: Ja.\n---\nX.\n",
}


def of(*numbers, letter_id="2021z00001"):
    return tuple(QuestionKey(letter_id, number) for number in numbers)


@pytest.mark.parametrize(
    ("destination", "numbers"),
    [
        ("question:4", (4,)),
        ("question:2-4", (2, 3, 4)),
        ("question:2,5", (2, 5)),
        ("question:2-3,5", (2, 3, 5)),
        ("question:2021z00001/4", (4,)),
        ("vraag-04.md", (4,)),
        ("../2021z00001/vraag-04.md", (4,)),
    ],
)
def test_a_link_to_questions(site, destination, numbers):
    built = site(letter(a1=f"Zie [dat]({destination})."))
    assert built.problems == ()
    [pointer] = [p for group in built.graph.pointers.values() for p in group]
    assert pointer.targets == of(*numbers)
    assert (pointer.place.start, pointer.place.end) == (4, 7)
    assert {key: [p.place for p in group] for key, group in built.graph.pointers_to.items()} == {
        key: [pointer.place] for key in pointer.targets
    }


@pytest.mark.parametrize(
    ("destination", "kind", "id_"),
    [
        ("letter:2021z00001", TargetKind.LETTER, "2021z00001"),
        ("letter.md", TargetKind.LETTER, "2021z00001"),
        ("actor:abc", TargetKind.ACTOR, "abc"),
        ("../../actors/abc.md", TargetKind.ACTOR, "abc"),
        ("topic:water", TargetKind.TOPIC, "water"),
        ("page:about", TargetKind.PAGE, "about"),
        ("note:noot", TargetKind.NOTE, "2021z00001/noot"),
        ("note:2021z00001/noot", TargetKind.NOTE, "2021z00001/noot"),
        ("notes/noot.md", TargetKind.NOTE, "2021z00001/noot"),
        ("https://example.org/a?b#c", TargetKind.WEB, "https://example.org/a?b#c"),
        ("mailto:a@example.org", TargetKind.WEB, "mailto:a@example.org"),
    ],
)
def test_a_link_to_something_else(site, destination, kind, id_):
    built = site(BASE | letter(a1=f"Zie [dat]({destination})."))
    assert built.problems == ()
    [target] = built.graph.targets.values()
    assert (target.kind, target.id) == (kind, id_)


@pytest.mark.parametrize(
    ("destination", "code", "suggestion"),
    [
        ("question:44", "unknown-question", "4"),
        ("question:9", "unknown-question", "5"),
        ("question:4-9", "unknown-question", "5"),
        ("question:4-2", "wrong-question", None),
        ("question:vier", "wrong-question", None),
        ("question:1-999999999", "wrong-question", None),
        ("question:2021z0001/4", "unknown-letter", "2021z00001"),
        ("letter:2021z00002", "unknown-letter", "2021z00001"),
        ("actor:abd", "unknown-actor", "abc"),
        ("topic:watre", "unknown-topic", "water"),
        ("page:over", "unknown-page", None),
        ("note:nood", "unknown-note", "2021z00001/noot"),
        ("vraag-4.md", "unknown-file", f"{LETTER}/vraag-04.md"),
        ("question:4#a2", "unknown-anchor", None),
        ("letter.md#b3", "unknown-anchor", None),
        ("kst:3082", "wrong-identity", None),
        ("vraag:4", "unknown-destination", "question:4"),
        ("questoin:4", "unknown-destination", "question:4"),
        ("www.example.org", "unknown-destination", "https://www.example.org"),
        ("h-tk:20212022-10-5", "unknown-destination", "h:tk-20212022-10-5"),
        ("kst-30821:124", "unknown-destination", "kst:30821-124"),
        ("ah-tk-20212022-753", "unknown-destination", "ah:tk-20212022-753"),
        ("kst-30821-124", "unknown-destination", "kst:30821-124"),
        ("stcrt-2024-30890", "unknown-destination", "stcrt:2024-30890"),
        ("trb-2001-12", "unknown-destination", "trb:2001-12"),
        ("h-tk:onzin", "unknown-destination", None),
        ("#a1", "unknown-destination", None),
        ("javascript:alert(1)", "unknown-destination", None),
    ],
)
def test_a_link_that_leads_nowhere(site, destination, code, suggestion):
    built = site(BASE | letter(a1=f"Zie\n[dat]({destination})."))
    assert [(p.code, str(p.position)) for p in built.problems] == [(code, f"{LETTER}/vraag-01.md:11:1")]
    assert dict(built.problems[0].values).get("suggestion") == suggestion
    assert built.graph.targets == {}


def test_every_place_that_leads_nowhere_is_reported(site):
    built = site(letter(a1="Zie [a](question:8) en [b](question:8).", a2="[c](question:8)"))
    assert [str(p.position) for p in built.problems] == [
        f"{LETTER}/vraag-01.md:10:5",
        f"{LETTER}/vraag-01.md:10:24",
        f"{LETTER}/vraag-02.md:10:1",
    ]


def test_an_unknown_paragraph_is_told_which_there_are(site):
    built = site(letter(a1="Zie [dat](question:4#a2)."))
    assert dict(built.problems[0].values)["known"] == "v1, a1"


@pytest.mark.parametrize(
    ("destination", "anchor"), [("question:2#a1", "a1"), ("question:2#v1", "v1"), ("letter:2021z00001", "")]
)
def test_a_link_may_name_a_paragraph(site, destination, anchor):
    built = site(letter(a1=f"Zie [dat]({destination})."))
    assert built.problems == ()
    assert [target.anchor for target in built.graph.targets.values()] == [anchor]


def test_links_in_what_editors_wrote_are_resolved_and_checked(site):
    files = {
        f"{LETTER}/notes/a.md": "---\nnumber: 1\nquote: Ja.\n---\nZie [x](question:4) en [y](../vraag-05.md).\n",
        "content/topics/water.md": "---\nname: Water\n---\nZie [x](question:2021z00001/4) en [y](question:4).\n",
        "content/actors/abc.md": "---\nname: ABC\ntype: party\n---\nZie [x](topic:watr).\n",
        "content/pages/about.md": "---\ntitle: Over\n---\nZie.[^1]\n\n[^1]: [x](page:weg)\n",
    }
    built = site(letter() | files)
    assert [(p.code, str(p.position)) for p in built.problems] == [
        ("unknown-topic", "content/actors/abc.md:5:5"),
        ("unknown-page", "content/pages/about.md:6:7"),
        ("question-without-letter", "content/topics/water.md:4:35"),
    ]
    assert dict(built.problems[2].values)["suggestion"] == "question:2021z00001/4"
    assert {key: t.questions for key, t in built.graph.targets.items()} == {
        ("2021z00001", "question:4"): of(4),
        ("2021z00001", "/content/letters/2021z00001/vraag-05.md"): of(5),
        ("", "question:2021z00001/4"): of(4),
    }
    assert built.graph.pointers == {}


def test_joint_numbers_lead_to_the_question_that_holds_them(site):
    files = letter(a1="Zie [a](question:2-3).") | {f"{LETTER}/vraag-02.md": question(2, head="with: [3]\n")}
    del files[f"{LETTER}/vraag-03.md"]
    built = site(files)
    assert built.problems == ()
    [pointer] = [p for group in built.graph.pointers.values() for p in group]
    assert pointer.targets == of(2)
    assert built.graph.questions[of(3)[0]].number == 2


def test_citations_are_gathered_by_document(site):
    built = site(
        letter(
            a1="[x](kst:30821-124), [art. 3](jci1.3:c:BWBR0031788&artikel=3).[^1]\n\n[^1]: <ecli:NL:HR:1995:ZD0328>",
            a2="[y](https://zoek.officielebekendmakingen.nl/kst-30821-124.html) en [z](https://example.org).",
        )
    )
    assert built.problems == ()
    assert {str(document): len(group) for document, group in built.graph.citations_of.items()} == {
        "kst:30821-124": 2,
        "jci1.3:c:BWBR0031788": 1,
        "ecli:NL:HR:1995:ZD0328": 1,
    }
    [law] = built.graph.citations_of[Identity("jci1.3", "c:BWBR0031788")]
    assert law.identity == Identity("jci1.3", "c:BWBR0031788&artikel=3")
    assert [key.part.value for key in built.graph.citations] == ["answer", "footnote", "answer"]


def test_a_citation_of_a_letter_on_this_site_stays_inside(site):
    files = letter(a1="[a](zaak:2022Z00009) en [b](ah:tk-20222023-12) en [c](zaak:2022Z00008).") | letter(
        OTHER, "2022-11-01", "numbers: [2022Z00009]\npublication: ah-tk-20222023-12\n"
    )
    built = site(files)
    assert built.problems == ()
    targets = {destination: (t.kind, t.id) for (_, destination), t in built.graph.targets.items()}
    assert targets == {
        "zaak:2022Z00009": (TargetKind.LETTER, "2022z00009"),
        "ah:tk-20222023-12": (TargetKind.LETTER, "2022z00009"),
        "zaak:2022Z00008": (TargetKind.DOCUMENT, ""),
    }
    assert built.graph.own == {
        Identity("zaak", "2022Z00009"): "2022z00009",
        Identity("ah", "tk-20222023-12"): "2022z00009",
    }


def test_of_letters_with_one_number_the_answers_are_meant(site):
    files = letter(OTHER, "2022-11-01", "numbers: [2021Z00001]\nkind: questions\n") | letter(
        LETTER, "2021-10-27", "numbers: [2021Z00001]\n"
    )
    assert site(files).graph.own[Identity("zaak", "2021Z00001")] == "2021z00001"


def test_one_letter_under_two_ids_is_noticed(site):
    head = "numbers: [2021Z00001]\npublication: ah-tk-20212022-753\n"
    built = site(letter(head=head) | letter(OTHER, head=head) | letter(f"{OTHER}b", head=f"kind: questions\n{head}"))
    found = [(p.code, str(p.position), p.is_error) for p in built.problems if p.code == "same-letter"]
    assert found == [
        ("same-letter", f"{OTHER}/letter.md:4:11", False),
        ("same-letter", f"{OTHER}/letter.md:5:14", False),
    ]


def test_another_letters_answer_can_be_pointed_at(site):
    built = site(letter(a1="Zie [daar](question:2022z00009/3).") | letter(OTHER, "2022-11-01"))
    assert built.problems == ()
    assert list(built.graph.pointers_to) == list(of(3, letter_id="2022z00009"))


def test_articles_point_at_answers_and_letters(site):
    head = "url: https://example.org/a\ntitle: A\noutlet: K\n"
    files = {
        "content/articles/een.md": f"---\n{head}links: ['question:2021z00001/2-3', 'letter:2021z00001']\n---\n",
        "content/articles/twee.md": f"---\n{head}links:\n  - question:2021z00001/2\n  - question:3\n---\n",
    }
    built = site(letter() | files)
    assert [(p.code, str(p.position)) for p in built.problems] == [
        ("question-without-letter", "content/articles/twee.md:7:5")
    ]
    assert built.graph.articles_to == {of(2)[0]: ("een", "twee"), of(3)[0]: ("een",)}
    assert built.graph.articles_to_letter == {"2021z00001": ("een",)}


def test_letters_come_newest_first_and_those_without_a_date_last(site):
    files = letter() | letter(OTHER, "2022-11-01")
    files["content/letters/zonder/letter.md"] = "---\ntitle: Z\nkind: letter\n---\n"
    assert list(site(files).graph.letters) == ["2022z00009", "2021z00001", "zonder"]


# --- Answers ---------------------------------------------------------------------------------------------------


def without_answer(number, answered_in):
    return f"---\nnumber: {number}\nanswered_in: {answered_in}\n---\n## Vraag\n\nVraag {number}?\n"


def test_an_answer_to_several_questions(site):
    files = {f"{LETTER}/vraag-04.md": without_answer(4, 2), f"{LETTER}/vraag-05.md": without_answer(5, 4)}
    built = site(letter() | files)
    assert built.problems == ()
    assert built.graph.answers == dict(zip(of(1, 2, 3, 4, 5), of(1, 2, 3, 2, 2), strict=True))
    assert built.graph.covers == {of(1)[0]: of(1), of(2)[0]: of(2, 4, 5), of(3)[0]: of(3)}


def test_a_question_without_an_answer_has_none(site):
    built = site(letter() | {f"{LETTER}/vraag-05.md": "---\nnumber: 5\n---\n## Vraag\n\nVraag 5?\n"})
    assert built.problems == ()
    assert of(5)[0] not in built.graph.answers


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({4: without_answer(4, 9)}, ["unknown-question"]),
        ({4: without_answer(4, 4)}, ["answered-in-circle"]),
        ({4: without_answer(4, 5), 5: without_answer(5, 4)}, ["answered-in-circle"] * 2),
        ({4: without_answer(4, 5), 5: "---\nnumber: 5\n---\n## Vraag\n\nV?\n"}, ["answered-in-nothing"]),
        ({4: question(4, head="answered_in: 1\n")}, ["answered-twice"]),
    ],
)
def test_an_answer_that_is_elsewhere_must_be_there(site, files, codes):
    built = site(letter() | {f"{LETTER}/vraag-0{number}.md": text for number, text in files.items()})
    assert built.codes == codes
    assert str(built.problems[0].position) == f"{LETTER}/vraag-04.md:3:14"
