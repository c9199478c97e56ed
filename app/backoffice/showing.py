"""One contribution as the editor's page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.models import Account
from app.backoffice.deciding import JUDGEMENTS
from app.backoffice.marking import Segment, numbered, segments
from app.contributions.models import Contribution, RecordedFinding, Review, Version
from app.contributions.queries import earlier_reviews_of_author
from app.questionnaires import Questionnaire, questionnaire
from app.replies.models import Reply
from app.reviews.standing import shows_help
from moderation.states import Action, allowed_actions

FIELD_TITLES = {"text_good": "Wat is goed?", "text_better": "Wat kan beter?", "text": "Reactie"}


@dataclass(frozen=True)
class ShownText:
    """One field of the text, with its findings marked."""

    field: str
    title: str
    segments: Sequence[Segment]


@dataclass(frozen=True)
class ShownItem:
    """Everything on the page of one item."""

    contribution: Contribution
    version: Version
    texts: Sequence[ShownText]
    findings: Sequence[tuple[int, RecordedFinding]]
    scores: Sequence[tuple[str, int | None]]
    relation: str
    about: Review | None
    """For a reply: the review that it answers."""
    earlier: Sequence[Review]
    actions: Sequence[Action]
    """Exactly what the state allows this editor."""
    can_redact: bool
    claimed_by_me: bool
    claimed_by_other: str
    """The name of the colleague who is busy with it, or ""."""
    shows_help: bool


def shown_item(contribution: Contribution, account: Account) -> ShownItem:
    """For this editor, now."""
    version = latest(contribution)
    findings = numbered(version.findings)
    about = contribution.review if isinstance(contribution, Reply) else None
    review = contribution if isinstance(contribution, Review) else None
    asked = questions(review)
    claim = contribution.claim if contribution.claim and contribution.claim.is_live else None
    allowed = allowed_actions(contribution.state, account.moderation_role)
    return ShownItem(
        contribution=contribution,
        version=version,
        texts=[
            ShownText(field, FIELD_TITLES.get(field, field), segments(text, field, findings))
            for field, text in version.texts.items()
            if text
        ],
        findings=findings,
        scores=[(theme.title, version.scores.get(theme.key)) for theme in asked.themes] if asked else [],
        relation=relation_label(asked, version),
        about=about,
        earlier=earlier_reviews_of_author(review) if review else [],
        actions=[action for action in allowed if action in JUDGEMENTS and makes_sense(contribution, action)],
        can_redact=Action.REDACT in allowed and bool(version.texts),
        claimed_by_me=claim is not None and claim.account_id == account.id,
        claimed_by_other=claim.account.name if claim and claim.account_id != account.id else "",
        shows_help=shows_help(contribution),
    )


def latest(contribution: Contribution) -> Version:
    """The version to judge."""
    return next(v for v in contribution.versions if v.id == contribution.latest_version_id)


def makes_sense(contribution: Contribution, action: Action) -> bool:
    """What is online without a pending revision cannot be published or returned once more."""
    if action in (Action.PUBLISH, Action.RETURN) and contribution.published_version_id is not None:
        return contribution.has_pending_revision
    return True


def questions(review: Review | None) -> Questionnaire | None:
    """The version that the review answered."""
    if review is None:
        return None
    return questionnaire(review.facility.sector, review.questionnaire_version or 1)


def relation_label(asked: Questionnaire | None, version: Version) -> str:
    """How the author knows the facility."""
    labels = {relation.key: relation.label for relation in asked.relations} if asked else {}
    return labels.get(version.relation, _("onbekend") if asked else "")
