"""One contribution as the editor's page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import Account
from app.backoffice.author_history import AuthorHistory, history_of_author
from app.backoffice.deciding import JUDGEMENTS
from app.backoffice.evidence import (
    FIELD_TITLES,
    Burst,
    Comparison,
    ScoresAndText,
    Timeline,
    burst_of,
    comparisons,
    scores_and_text,
    timeline_of,
)
from app.backoffice.explaining import why_here
from app.backoffice.facts import facts_of
from app.backoffice.marking import Segment, numbered, segments
from app.contributions.models import Contribution, RecordedFinding, Review, Version
from app.database import now
from app.languages import gettext as _
from app.questionnaires import Questionnaire, questionnaire
from app.replies.models import Reply
from app.reviews.standing import shows_help
from moderation.rulebook import Rule, current_rulebook
from moderation.states import Action, allowed_actions


@dataclass(frozen=True)
class ShownText:
    """One field of the text, with its findings marked."""

    field: str
    title: str
    segments: Sequence[Segment]


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its number in the text, or 0 where it has no place there."""

    number: int
    found: RecordedFinding
    facts: Sequence[tuple[str, str]]
    can_redact: bool
    """An editor may replace this place on the ground of its rule."""


@dataclass(frozen=True)
class Evidence:
    """What stands behind the findings, to see at one glance."""

    comparisons: Sequence[Comparison]
    burst: Burst | None
    timeline: Timeline | None
    scores_and_text: ScoresAndText | None


@dataclass(frozen=True)
class ShownItem:
    """Everything on the page of one item."""

    contribution: Contribution
    version: Version
    why: str
    """Why it stands where it stands; "" where it waits for nobody."""
    texts: Sequence[ShownText]
    findings: Sequence[ShownFinding]
    evidence: Evidence
    history: AuthorHistory
    rules: Sequence[Rule]
    """Those that the findings speak of."""
    scores: Sequence[tuple[str, int | None]]
    relation: str
    about: Review | None
    """For a reply: the review that it answers."""
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
    review = contribution if isinstance(contribution, Review) else None
    asked = questions(review)
    claim = contribution.claim if contribution.claim and contribution.claim.is_live else None
    allowed = allowed_actions(contribution.state, account.moderation_role)
    history = history_of_author(contribution)
    return ShownItem(
        contribution=contribution,
        version=version,
        why=why_here(contribution, now()) if contribution.is_open else "",
        texts=shown_texts(version, findings),
        findings=[
            ShownFinding(number, found, facts_of(found), redactable(contribution, found))
            for number, found in findings
        ],
        evidence=Evidence(
            comparisons(version, contribution, findings),
            burst_of(contribution, findings),
            timeline_of(contribution, findings, history),
            scores_and_text(findings),
        ),
        history=history,
        rules=rules_of(findings),
        scores=[(theme.title, version.scores.get(theme.key)) for theme in asked.themes] if asked else [],
        relation=relation_label(asked, version),
        about=contribution.review if isinstance(contribution, Reply) else None,
        actions=[action for action in allowed if action in JUDGEMENTS and makes_sense(contribution, action)],
        can_redact=Action.REDACT in allowed and any(version.texts.values()),
        claimed_by_me=claim is not None and claim.account_id == account.id,
        claimed_by_other=claim.account.name if claim and claim.account_id != account.id else "",
        shows_help=shows_help(contribution),
    )


def latest(contribution: Contribution) -> Version:
    """The version to judge."""
    return next(v for v in contribution.versions if v.id == contribution.latest_version_id)


def shown_texts(version: Version, findings: Sequence[tuple[int, RecordedFinding]]) -> list[ShownText]:
    """Each field that holds a text."""
    return [
        ShownText(field, str(FIELD_TITLES.get(field, field)), segments(text, field, findings))
        for field, text in version.texts.items()
        if text
    ]


def redactable(contribution: Contribution, found: RecordedFinding) -> bool:
    """It has a place, and its rule lets an editor replace it."""
    return found.start is not None and any(
        rule.id == found.rule and Action.REDACT in rule.decides and contribution.kind in rule.kinds
        for rule in current_rulebook().rules
    )


def rules_of(findings: Sequence[tuple[int, RecordedFinding]]) -> list[Rule]:
    """Each rule once, in the order of the findings."""
    known = {rule.id: rule for rule in current_rulebook().rules if rule.public}
    return [known[rule] for rule in dict.fromkeys(found.rule for _n, found in findings) if rule in known]


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
