"""A published review as the public sees it: no identity, and less detail at a small facility."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for

from app.contributions.models import Review, Version
from app.contributions.published import Published, published, replies_to
from app.contributions.queries import visible_replies
from app.facilities.models import Facility
from app.languages import gettext as _
from app.questionnaires import Questionnaire, current_questionnaire, questionnaire
from app.times import local, long_date, month_and_year, month_key

Scores = tuple[tuple[str, int | None], ...]
"""Pairs of theme title and score."""


@dataclass(frozen=True)
class Segment:
    """A piece of a public text."""

    text: str
    redacted: bool = False
    """An editor put this label in the place of what somebody wrote."""


@dataclass(frozen=True)
class ReplyCard:
    """A facility's answer."""

    public_id: str
    author_name: str
    date_iso: str
    date_text: str
    language: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class ReviewCard:
    """A review with its answer."""

    public_id: str
    facility_name: str
    facility_url: str
    relation: str
    period: str
    date_iso: str
    date_text: str
    texts: tuple[tuple[str, tuple[Segment, ...]], ...]
    """Question and answer; questions without an answer are left out."""
    scores: Scores
    """Empty at a small facility."""
    mean: float | None
    changed: str
    """What happened to the text after it was first sent, and when; empty for nothing."""
    language: str
    """In which it was written, such as nl."""
    helpful: int
    """Readers who said that it helped."""
    replies: tuple[ReplyCard, ...]


def review_card(review: Published, replies: Sequence[Published], facility: Facility) -> ReviewCard:
    """Of a review that may be seen, with its replies."""
    asked = asked_of(review, facility)
    scores = () if facility.is_small else theme_scores(review.scores, asked)
    given = [score for _title, score in scores if score is not None]
    iso, text = dates(review, facility)
    return ReviewCard(
        public_id=review.public_id or "",
        facility_name=facility.name,
        facility_url=facility_url(facility),
        relation=asked.relation_labels.get(review.relation, ""),
        period=period(review.experience_from, review.experience_until),
        date_iso=iso,
        date_text=text,
        texts=tuple(
            (title, segments(review, field))
            for field, title in (("text_good", _("Wat is goed?")), ("text_better", _("Wat kan beter?")))
            if str(review.texts.get(field) or "").strip()
        ),
        scores=scores,
        mean=sum(given) / len(given) if given else None,
        changed=changed(review, facility),
        language=review.language or "nl",
        helpful=review.helpful_count,
        replies=tuple(reply_card(reply, facility) for reply in replies),
    )


def review_cards(facility: Facility, reviews: Sequence[Published]) -> list[ReviewCard]:
    """Of several reviews of one facility. One statement, for their replies."""
    answers = replies_to(reviews)
    return [review_card(review, answers.get(review.id, ()), facility) for review in reviews]


def card_of(review: Review) -> ReviewCard:
    """Of one review that was read already, with its replies."""
    replies = [published(reply) for reply in visible_replies(review)]
    return review_card(published(review), replies, review.facility)


def reply_card(reply: Published, facility: Facility) -> ReplyCard:
    """Of a reply that may be seen."""
    iso, text = dates(reply, facility)
    return ReplyCard(
        public_id=reply.public_id or "",
        author_name=facility.name,
        date_iso=iso,
        date_text=text,
        language=reply.language or "nl",
        segments=segments(reply, "text"),
    )


def changed(contribution: Published, facility: Facility) -> str:
    """Of the approved wording: who changed it, and in which month or on which day."""
    if contribution.number == 1:
        return ""
    when = month_and_year if facility.is_small else long_date
    if contribution.redactions:
        return str(
            _(
                "De redactie verving een stuk van deze tekst (%(date)s). Dat staat tussen vierkante haken.",
                date=when(contribution.made_at),
            )
        )
    return str(_("De schrijver paste de tekst aan (%(date)s).", date=when(contribution.made_at)))


def asked_of(review: Published, facility: Facility) -> Questionnaire:
    """The questions that this review answered."""
    if review.questionnaire_version is None:
        return current_questionnaire(facility.sector)
    return questionnaire(facility.sector, review.questionnaire_version)


def theme_scores(scores: Mapping[str, Any], asked: Questionnaire) -> Scores:
    """In the order of the questionnaire; themes that were left open are left out."""
    return tuple((theme.title, scores[theme.key]) for theme in asked.themes if theme.key in scores)


def dates(contribution: Published, facility: Facility) -> tuple[str, str]:
    """When it appeared, for machines and for people: the month alone at a small facility (DOMAIN E9)."""
    moment: datetime = contribution.revealed_at or contribution.created_at
    if facility.is_small:
        return month_key(moment), month_and_year(moment)
    return local(moment).date().isoformat(), long_date(moment)


def period(start: date | None, end: date | None) -> str:
    """The months of the experience."""
    if start and end and start != end:
        return f"{month_and_year(start)} – {month_and_year(end)}"
    if start and not end:
        return str(_("sinds %(month)s", month=month_and_year(start)))
    return month_and_year(end) if end else ""


def segments(version: Published | Version, field: str) -> tuple[Segment, ...]:
    """The text of a field, cut at what an editor replaced."""
    text = str(version.texts.get(field) or "")
    return cut(text, [(r["start"], r["end"]) for r in version.redactions if r["field"] == field])


def cut(text: str, places: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """The text in pieces, those at `places` (code points, end exclusive) marked as redacted."""
    pieces: list[Segment] = []
    done = 0
    for start, end in sorted(places):
        if start > done:
            pieces.append(Segment(text[done:start]))
        if end > max(start, done):
            pieces.append(Segment(text[max(start, done) : end], redacted=True))
        done = max(done, end)
    if done < len(text):
        pieces.append(Segment(text[done:]))
    return tuple(pieces)


def facility_url(facility: Facility) -> str:
    """The address of its page."""
    return url_for("facilities.show", sector=facility.sector.value, dossiernummer=facility.dossiernummer)
