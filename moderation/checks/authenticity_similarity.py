"""Texts that look alike: copied from another review, or sent by one hand."""

from collections.abc import Iterator

from moderation.checks.reading import readings
from moderation.findings import Family, Finding, OtherText, Severity, Span, Submission
from moderation.similarity import DUPLICATE, ENOUGH, SIMILAR, jaccard, shared_passages, shingles


def find_similar_texts(submission: Submission) -> Iterator[Finding]:
    """Random pairs of reviews share under 20% of their shingles; from 30% on, an editor compares them."""
    whole = "\n".join(submission.texts.values())
    own = shingles(whole)
    if len(own) < ENOUGH:
        return
    matches = [
        (similarity, other)
        for other in submission.history.other_texts
        if (similarity := jaccard(own, shingles(other.text))) >= SIMILAR
    ]
    for similarity, other in sorted(matches, key=lambda match: (-match[0], match[1].id)):
        yield from similarity_findings(submission, similarity, other)


def similarity_findings(submission: Submission, similarity: float, other: OtherText) -> Iterator[Finding]:
    """One finding for the pair, with the longest shared passage as its place."""
    duplicate = similarity >= DUPLICATE
    passages = [
        (end - start, field, start, end)
        for field, reading in readings(submission)
        for start, end in shared_passages(reading.text, other.text)
    ]
    longest = max(passages, default=None)
    percent = round(similarity * 100)
    whose = "dezelfde persoon" if other.same_author else "iemand anders"
    where = "over dezelfde voorziening" if other.same_facility else "over een andere voorziening"
    yield Finding(
        Family.AUTHENTICITY,
        "duplicate_text" if duplicate else "similar_text",
        severity_of(submission, other, duplicate=duplicate),
        f"Deze tekst lijkt voor {percent}% op een andere tekst van {whose}, {where}.",
        Span(*longest[1:]) if longest else None,
        {
            "similarity": round(similarity, 3),
            "other": other.id,
            "passages": [[name, first, last] for _, name, first, last in sorted(passages, reverse=True)[:10]],
        },
    )


def severity_of(submission: Submission, other: OtherText, *, duplicate: bool) -> Severity:
    """A provider may thank everyone in the same words; an author may repeat herself."""
    if submission.kind == "reply" and other.same_author:
        return Severity.INFO
    if other.same_author and other.same_facility:
        return Severity.NOTICE
    return Severity.WARNING if duplicate else Severity.NOTICE
