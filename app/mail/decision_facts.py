"""What the mail about a decision tells: what was decided, why, and what can be done now."""

from typing import Any

from app.addresses import full
from app.contributions.models import Contribution, Decision
from app.contributions.redaction import told_with
from app.database import now, session
from app.mail.links import own_link, public_link
from app.mail.models import OutboxMail
from app.pages.rulebook_words import spoken
from app.reviews.standing import shows_help
from app.reviews.writing_again import first_day_to_write_again
from app.times import local, long_date
from moderation.rulebook import UnknownRule, UnknownRulebook, rulebook
from moderation.states import Action, State

Facts = dict[str, Any]


def decision_facts(row: OutboxMail) -> Facts | None:
    """What was decided on a review or a reply, and why."""
    decision = session.get_one(Decision, row.context["decision"])
    contribution = decision.contribution
    link = own_link(contribution, row)
    if link is None or (decision.action is Action.PUBLISH and contribution.state is not State.PUBLISHED):
        return None
    later = contribution.visible_from is not None and contribution.visible_from > now()
    return {
        "facility": contribution.facility.name,
        "link": link,
        "public_link": public_link(contribution),
        "visible_from": long_date(contribution.visible_from) if later and contribution.visible_from else "",
        "due": long_date(contribution.due_at) if contribution.due_at else "",
        "was_online": decision.from_state is State.PUBLISHED,
        "stays_online": decision.from_state is State.PUBLISHED and bool(public_link(contribution)),
        "is_redacted": bool(decision.version and decision.version.is_redacted),
        "redactions": [reason_of(redaction) for redaction in told_with(decision)],
        "danger": shows_help(contribution),
        **again_facts(contribution),
        **reason_of(decision),
    }


def reason_of(decision: Decision) -> Facts:
    """What the editor wrote, and the rules that it rests on, in the words of the rulebook of that day."""
    return {
        "message": decision.message,
        "rules": [
            {"title": title_then(rule, decision.rulebook_version), "link": full(f"/gedragscode#regel-{rule}")}
            for rule in decision.rules
        ],
    }


def title_then(rule: str, version: int | None) -> str:
    """What the rule was called in this version."""
    try:
        return spoken(rulebook(version or 0)).rule(rule).title
    except (UnknownRule, UnknownRulebook):
        return rule


def again_facts(contribution: Contribution) -> Facts:
    """Whether its author may write about this facility again today, or from when."""
    day = first_day_to_write_again(contribution)
    is_now = day is not None and day <= local(now()).date()
    return {"again_now": is_now, "again_from": "" if day is None or is_now else long_date(day)}
