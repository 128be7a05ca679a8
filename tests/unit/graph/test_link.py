"""What concerns a whole site when it is linked: one address for one page."""

from __future__ import annotations

LETTER = "content/letters/2021z00001"
QUESTION = "---\nnumber: {n}\n{head}---\n## Vraag\n\nV?\n\n## Antwoord\n\nJa.\n"


def letter(head, date="2021-10-27", folder=LETTER):
    return {
        f"{folder}/letter.md": f"---\ntitle: T\ndate: {date}\n{head}---\n",
        f"{folder}/vraag-01.md": QUESTION.format(n=1, head=""),
    }


def topic(name, *lines):
    return "\n".join(["---", f"name: {name}", *lines, "---", ""])


def test_an_old_address_leads_to_one_page(site):
    files = {
        "content/topics/water.md": topic("Water", "aliases: [/w/, /x]"),
        "content/actors/abc.md": "---\nname: ABC\ntype: party\nold_urls: [/w]\n---\n",
    }
    built = site(letter("aliases: [/x/]\n") | files)
    assert [(p.code, str(p.position), dict(p.values)["other"]) for p in built.problems] == [
        ("duplicate-alias", "content/topics/water.md:3:11", "content/actors/abc.md"),
        ("duplicate-alias", "content/topics/water.md:3:16", f"{LETTER}/letter.md"),
    ]
