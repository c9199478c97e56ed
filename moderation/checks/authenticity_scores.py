"""Scores beside the text: do they tell the same story?"""

from collections.abc import Iterator

from moderation.findings import Family, Finding, Severity, Submission

LOW, HIGH = 2.0, 4.0
"""Mean scores, 1 to 5, that clearly say bad and good."""
GLAD, SAD = 0.45, -0.3
"""From which mood, -1 to 1, a text clearly says good and bad: angry people still use kind words.

Chosen on the dev sets of decision 0085: more found than by the lexicon alone, and less told wrongly.
"""
TROUBLE = 0.6
"""Likelihood, by the second opinion, from which a passage tells of trouble."""
FEWEST_SCORES = 6


def find_score_text_mismatch(submission: Submission) -> Iterator[Finding]:
    """Glad words with low scores are often a slip: 1 taken for the best. Ask before publishing."""
    mean, mood = submission.mean_score, mood_of(submission)
    if mean is None or submission.kind != "review":
        return
    if mean <= LOW and mood >= GLAD and not tells_of_trouble(submission):
        explanation = "De tekst klinkt tevreden, maar de scores zijn laag. Misschien een vergissing."
    elif mean >= HIGH and mood <= SAD:
        explanation = "De tekst klinkt ontevreden, maar de scores zijn hoog. Misschien een vergissing."
    else:
        return
    yield Finding(
        Family.AUTHENTICITY,
        "score_text_mismatch",
        Severity.NOTICE,
        explanation,
        evidence={"mean_score": round(mean, 2), "polarity": round(mood, 2)},
    )


def mood_of(submission: Submission) -> float:
    """How glad a text sounds, -1 to 1: by its words, and by what the second opinion hears in its passages."""
    words = submission.language.polarity or 0.0
    heard = [opinion.likelihood for opinion in submission.language.opinions]
    if not heard:
        return words
    passages = sum(likely.get("praise", 0.0) - likely.get("complaint", 0.0) for likely in heard) / len(heard)
    return (words + passages) / 2


def tells_of_trouble(submission: Submission) -> bool:
    """Who tells of danger or scolds is not glad, whatever kind words stand beside it."""
    return any(
        opinion.likelihood.get(kind, 0.0) >= TROUBLE
        for opinion in submission.language.opinions
        for kind in ("danger", "insult", "threat", "accusation")
    )


def find_uniform_scores(submission: Submission) -> Iterator[Finding]:
    """The same score on every theme, with hardly a word, says little about eight different things."""
    given = [score for score in submission.scores.values() if score is not None]
    words = sum(len(text.split()) for text in submission.texts.values())
    if len(given) >= FEWEST_SCORES and len(set(given)) == 1:
        yield Finding(
            Family.AUTHENTICITY,
            "uniform_scores",
            Severity.NOTICE if words < 10 else Severity.INFO,
            f"Alle {len(given)} scores zijn gelijk ({given[0]}).",
            evidence={"score": given[0], "count": len(given), "words": words},
        )
