"""Notices, complaints and missed facilities on the editors' desk."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.audience import Editor, audience
from app.backoffice.evidence import titled
from app.backoffice.forms import ComplaintDecisionForm, NoticeDecisionForm
from app.backoffice.queries import missed_facilities, open_work
from app.contributions.permission import OutOfDate, SamePerson
from app.contributions.queries import number_open
from app.database import session
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.notices.actions import (
    AlreadyDecided,
    NeedsLeadEditor,
    NothingChanged,
    decide_complaint,
    decide_notice,
    needs_lead_editor,
)
from app.notices.models import Complaint, ComplaintOutcome, Notice, NoticeOutcome
from app.notices.queries import find_complaint, find_notice, open_complaints, open_notices
from app.reviews.actions import close_facility_request
from moderation.states import NotAllowed

bp = Blueprint("redress", __name__, url_prefix="/redactie")


@bp.route("/meldingen")
@audience(Editor)
def show_notices() -> ResponseReturnValue:
    """What readers and providers reported, oldest first."""
    return render_template(
        "backoffice/notices.html", notices=open_notices(100), total=number_open(), work=open_work()
    )


@bp.route("/meldingen/<int:number>", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def judge_notice(number: int) -> ResponseReturnValue:
    """The reported text, and the answer to who reported it."""
    notice = find_notice(number)
    if notice is None:
        abort(404)
    form = NoticeDecisionForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            decide_notice(notice, current_user.id, NoticeOutcome(form.outcome.data), form.answer.data or "")
            session.commit()
            enqueue_outbox()
            flash(_("Je antwoord is bewaard en wordt verstuurd."), "success")
            return redirect(url_for(".show_notices"))
        except NothingChanged:
            session.rollback()
            form.form_errors.append(
                _(
                    "Deze tekst is niet veranderd sinds de melding. Laat eerst een passage weg of haal de "
                    "tekst weg, of kies dat de tekst blijft staan. Wacht er een voorstel op een tweede "
                    "redacteur? Antwoord dan als het bevestigd is."
                )
            )
        except OutOfDate:  # the page tells what a colleague decided, or what oneself did with the first click
            session.rollback()
        except SamePerson:
            session.rollback()
            form.form_errors.append(_("Jij gaf het eerste antwoord. Iemand anders moet dit beslissen."))
        except NeedsLeadEditor:  # the page says so instead of the form
            session.rollback()
        notice = find_notice(number)
    if is_own_answer(notice, form.answer.data):
        return redirect(url_for(".show_notices"))
    first = notice.objection_to if notice is not None else None
    return render_template(
        "backoffice/notice.html",
        reported=notice,
        texts=titled(notice.version.texts) if notice is not None else [],
        first=first,
        own=first is not None and first.decided_by_id == current_user.id,
        for_lead=notice is not None and needs_lead_editor(notice, current_user),
        form=form,
    )


@bp.route("/bezwaren")
@audience(Editor)
def show_complaints() -> ResponseReturnValue:
    """Who objects to a decision, oldest first."""
    return render_template(
        "backoffice/complaints.html", complaints=open_complaints(100), total=number_open(), work=open_work()
    )


@bp.route("/bezwaren/<int:number>", methods=["GET", "POST"])
@audience(Editor)
@keeps_what_was_typed
def judge_complaint(number: int) -> ResponseReturnValue:
    """Only somebody else than who took the decision can judge it."""
    complaint = find_complaint(number)
    if complaint is None:
        abort(404)
    own = current_user.id in complaint.decision.people
    form = ComplaintDecisionForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            if complaint.decided_at is not None:
                raise AlreadyDecided
            decide_complaint(
                complaint, current_user.id, ComplaintOutcome(form.outcome.data), form.answer.data or ""
            )
            session.commit()
            enqueue_outbox()
            flash(_("Je antwoord is bewaard en wordt verstuurd."), "success")
            return redirect(url_for(".show_complaints"))
        except SamePerson:
            session.rollback()
            form.form_errors.append(
                _("Jij nam deze beslissing mee. Iemand anders moet over het bezwaar oordelen.")
            )
        except AlreadyDecided:
            session.rollback()
        except (OutOfDate, NotAllowed):
            session.rollback()
            form.form_errors.append(_("Dit bezwaar of de bijdrage veranderde intussen. Kijk opnieuw."))
        complaint = find_complaint(number)
    if is_own_answer(complaint, form.answer.data):
        return redirect(url_for(".show_complaints"))
    return render_template("backoffice/complaint.html", complaint=complaint, own=own, form=form)


def is_own_answer(found: Notice | Complaint | None, typed: str | None) -> bool:
    """The second click of two: this very answer was stored by who sent it."""
    if found is None or found.decided_by_id != current_user.id or found.answer != (typed or "").strip():
        return False
    flash(_("Je antwoord was al bewaard."), "info")
    return True


@bp.route("/gemist")
@audience(Editor)
def show_requests() -> ResponseReturnValue:
    """Facilities that visitors did not find."""
    return render_template(
        "backoffice/requests.html", requests=missed_facilities(), total=number_open(), work=open_work()
    )


@bp.route("/gemist/<int:number>", methods=["POST"])
@audience(Editor)
def handle_request(number: int) -> ResponseReturnValue:
    """Looked up."""
    if not close_facility_request(number, current_user.id):
        abort(404)
    session.commit()
    return redirect(url_for(".show_requests"))
