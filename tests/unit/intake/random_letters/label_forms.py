"""How the questions and answers of a random letter are labelled: a row a form, at least one for each pattern of the import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROMAN = "I II III IV V VI VII VIII IX".split()
WORDS = "een twee drie vier vijf zes zeven acht negen".split()


@dataclass(frozen=True)
class LabelForm:
    """The labels of a letter: `{n}` is a number, `{r}` a Roman one, `{w}` one in words, `{ns}` the numbers of several."""

    question: str
    answer: str
    inline: bool = False
    """Whether the text is on the line of its label."""
    joint: str = ""
    """The label of an answer to several questions; empty where answers have no number."""
    lists: bool = True
    """Whether a numbered list cannot be taken for questions."""

    def asking(self, number: int) -> str:
        return self.question.format(n=number, r=ROMAN[number - 1], w=WORDS[number - 1])

    def answering(self, numbers: Sequence[int]) -> str:
        if len(numbers) > 1:
            return self.joint.format(ns=listed(numbers))
        return self.answer.format(n=numbers[0], r=ROMAN[numbers[0] - 1], w=WORDS[numbers[0] - 1])


def listed(numbers: Sequence[int]) -> str:
    """Write numbers as labels do: `2 en 3`, `4 t/m 6`, `1, 3 en 4`."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]} t/m {numbers[-1]}"
    return f"{', '.join(map(str, numbers[:-1]))} en {numbers[-1]}"


PUBLISHED = LabelForm("Vraag {n}", "Antwoord {n}", joint="Antwoord {ns}")
"""The labels of official publications."""
FORMS = {
    "Vraag 1": PUBLISHED,
    "Antwoord op vraag 1": LabelForm("Vraag {n}", "Antwoord op vraag {n}", joint="Antwoord op vragen {ns}"),
    "Antwoord college op vraag 1:": LabelForm(
        "Vraag {n}", "Antwoord college op vraag {n}:", joint="Antwoord college op de vragen {ns}:"
    ),
    "Antwoord 1 van het college:": LabelForm(
        "Uw vraag {n}:", "Antwoord {n} van het college:", inline=True, joint="Antwoord {ns} van het college:"
    ),
    "Vraag 1.": LabelForm("Vraag {n}.", "Antwoord {n}.", inline=True),
    "Vraag 1:": LabelForm("Vraag {n}:", "Antwoord V{n}:", inline=True),
    "Vraag 1)": LabelForm("Vraag {n})", "Antwoord:", inline=True),
    "Vraag 1 –": LabelForm("Vraag {n} –", "Antwoord –", inline=True),
    "VRAAG 1": LabelForm("VRAAG {n}", "ANTWOORD {n}", joint="ANTWOORD {ns}"),
    "vraag 1:": LabelForm("vraag {n}:", "antwoord {n}:"),
    "Vraag nummer 1": LabelForm("Vraag nummer {n}", "Antwoord op vraag nummer {n}"),
    "Vraag #1": LabelForm("Vraag #{n}", "Antwoord #{n}"),
    "Vraag (1)": LabelForm("Vraag ({n})", "Antwoord ({n})"),
    "Vraag 1 van 9": LabelForm("Vraag {n} van 9", "Antwoord op vraag {n} van 9"),
    "Vraag I": LabelForm("Vraag {r}", "Antwoord {r}"),
    "Vraag een": LabelForm("Vraag {w}", "Antwoord op vraag {w}"),
    "Vraag: 1": LabelForm("Vraag: {n}", "Antwoord: {n}"),
    "1. Vraag": LabelForm("{n}. Vraag", "{n}. Antwoord"),
    "1e vraag": LabelForm("{n}e vraag", "Antwoord op de {n}e vraag"),
    "Vraag:": LabelForm("Vraag:", "Antwoord:", inline=True),
    "V1.": LabelForm("V{n}.", "A{n}.", inline=True),
    "V.1": LabelForm("V.{n}", "A.{n}"),
    "Vr. 1": LabelForm("Vr. {n}", "Antw. {n}"),
    "V:": LabelForm("V:", "A:", inline=True),
    "Question 1": LabelForm("Question {n}", "Answer"),
    "Q1.": LabelForm("Q{n}.", "A{n}.", inline=True),
    "(1)": LabelForm("({n})", "Antwoord:", inline=True, lists=False),
    "1.": LabelForm("{n}.", "Antwoord", inline=True, lists=False),
    "1. op": LabelForm("{n}.", "Antwoord op vraag {n}", inline=True, joint="Antwoord op de vragen {ns}", lists=False),
    "1": LabelForm("{n}", "Antwoord", lists=False),
    "Ad 1": LabelForm("{n}.", "Ad {n}:", inline=True, lists=False),
    "[Vraag 1]": LabelForm("[Vraag {n}]", "[Antwoord {n}]"),
    "**Vraag 1**": LabelForm("**Vraag {n}**", "**Antwoord {n}**"),
    "Antwoord minister": LabelForm("Vraag {n}", "Antwoord van de minister:"),
    "Mijn antwoord": LabelForm("Vraag {n}", "Mijn antwoord:"),
    "Mijn antwoord op": LabelForm("Vraag {n}", "Mijn antwoord op vraag {n}:", joint="Mijn antwoord op de vragen {ns}:"),
    "Beantwoording": LabelForm("Vraag {n}", "Beantwoording"),
    "Reactie": LabelForm("Vraag {n}", "Reactie op vraag {n}", joint="Reactie op de vragen {ns}"),
}
