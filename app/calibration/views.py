"""A lead editor sends a sample to other editors; they judge without knowing what was decided."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Editor, LeadEditor, audience
from app.backoffice.evidence import titled
from app.backoffice.forms import rule_choices
from app.calibration.actions import NothingToJudge, NotYours, close_round, judge, may_judge, start_round
from app.calibration.forms import JudgementForm, RoundForm
from app.calibration.models import CalibrationCase, CalibrationRound
from app.calibration.queries import (
    agreements,
    case_of,
    cases_for,
    closed_rounds,
    judged_by,
    possible_judges,
    round_with_all,
    rounds,
)
from app.contributions.models import Review
from app.database import session
from app.forms import keeps_what_was_typed, options
from app.languages import gettext as _
from app.questionnaires import questionnaire
from moderation.rulebook import current_rulebook, rules_for
from moderation.states import Action, RuleMissing

bp = Blueprint("calibration", __name__, url_prefix="/redactie/toetsing")


@bp.route("")
@audience(Editor)
def overview() -> ResponseReturnValue:
    """All samples, and how far editors agree over the closed ones."""
    return render_template(
        "calibration/overview.html", lines=rounds(), agreements=agreements(closed_rounds())
    )


@bp.route("/nieuw", methods=["GET", "POST"])
@audience(LeadEditor)
@keeps_what_was_typed
def start() -> ResponseReturnValue:
    """How many texts, and for whom."""
    form, known = RoundForm(request.form), possible_judges()
    form.judges.choices = options([(str(account.id), account.name) for account in known])
    if request.method == "GET":
        form.size.data = 30
    if request.method == "POST" and form.validate():
        chosen = [account for account in known if account.id in set(form.judges.data or [])]
        try:
            made = start_round(form.size.data or 0, chosen, current_user.id)
            session.commit()
            flash(_("De toetsing is verstuurd: ze staat bij elke gekozen redacteur klaar."), "success")
            return redirect(url_for(".show", number=made.id))
        except NothingToJudge:
            session.rollback()
            form.form_errors.append(_("Er is nog niets beslist dat opnieuw beoordeeld kan worden."))
    return render_template("calibration/start.html", form=form)


def find_round(number: int) -> CalibrationRound:
    """404 when there is none."""
    found = round_with_all(number)
    if found is None:
        abort(404)
    return found


@bp.route("/<int:number>")
@audience(Editor)
def show(number: int) -> ResponseReturnValue:
    """What is left to judge; once closed, what was found."""
    found = find_round(number)
    own = cases_for(found, current_user.id)
    is_judge = any(account.id == current_user.id for account in found.judges)
    return render_template(
        "calibration/round.html",
        round=found,
        is_judge=is_judge,
        own=[(case, judged_by(case, current_user.id)) for case in own] if is_judge else [],
        progress=[
            (
                account,
                sum(judged_by(case, account.id) is not None for case in found.cases),
                len(cases_for(found, account.id)),
            )
            for account in found.judges
        ],
        agreements=agreements([found]) if found.closed_at else [],
    )


@bp.route("/<int:number>/sluiten", methods=["POST"])
@audience(LeadEditor)
def close(number: int) -> ResponseReturnValue:
    """From here on the results show."""
    close_round(find_round(number), current_user.id)
    session.commit()
    return redirect(url_for(".show", number=number))


@bp.route("/<int:number>/<int:place>", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def judge_case(number: int, place: int) -> ResponseReturnValue:
    """One text: no earlier decision, no writer, no name of the facility."""
    case = case_of(number, place)
    if case is None or not may_judge(case, current_user):
        abort(404)
    form = JudgementForm(request.form)
    kind = case.contribution.kind
    allowed = {rule.id for action in (Action.RETURN, Action.REJECT) for rule in rules_for(kind, action)}
    form.rule.choices = rule_choices(rule for rule in current_rulebook().rules if rule.id in allowed)
    if request.method == "POST" and form.validate():
        try:
            judge(case, current_user, Action(form.action.data), form.rule.data or None)
            session.commit()
            return redirect(next_case(number, place))
        except RuleMissing:
            session.rollback()
            form.rule.errors = [_("Kies de regel waarop je steunt, een die bij deze beslissing past")]
        except NotYours:
            session.rollback()
            abort(404)
        case = case_of(number, place)
        assert case is not None
    if request.method == "GET":
        earlier = judged_by(case, current_user.id)
        form.action.data = earlier.action.value if earlier else None
        form.rule.data = earlier.rule if earlier else ""
    return render_template("calibration/case.html", form=form, case=case, **shown(case))


def shown(case: CalibrationCase) -> dict[str, object]:
    """What a judge may see of a text."""
    version, contribution = case.version, case.contribution
    themes = (
        questionnaire(contribution.facility.sector, contribution.questionnaire_version or 1).themes
        if isinstance(contribution, Review)
        else ()
    )
    return {
        "texts": titled(version.texts),
        "scores": [(theme.title, version.scores.get(theme.key)) for theme in themes if version.scores],
        "facility": contribution.facility,
    }


def next_case(number: int, place: int) -> str:
    """The first after this one that is not judged yet, else the page of the sample."""
    found = find_round(number)
    waiting = [
        case.number for case in cases_for(found, current_user.id) if judged_by(case, current_user.id) is None
    ]
    following = next((other for other in waiting if other > place), waiting[0] if waiting else None)
    if following is None:
        return url_for(".show", number=number)
    return url_for(".judge_case", number=number, place=following)
