"""Anyone can report a published text (DSA art. 16)."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from app.audience import Everyone, audience
from app.config import settings
from app.contributions.models import Contribution
from app.contributions.published import published
from app.contributions.queries import published_by_public_id
from app.database import session
from app.doubles import stored_once
from app.facilities.cards import facility_url, segments
from app.forms import keeps_what_was_typed
from app.jobs import enqueue_outbox
from app.languages import gettext as _
from app.limits import may, visitor
from app.notices.actions import Reporter, can_object, file_notice, object_to_answer
from app.notices.forms import NoticeForm, ObjectionForm
from app.notices.models import NoticeReason
from app.notices.queries import notice_of_form, notice_with_reference, objection_to, was_public

bp = Blueprint("notices", __name__, url_prefix="/melden")

OF_ONE_TEXT = "3 per day"
TOO_MANY = 429
GONE = 410


@bp.route("/<public_id>", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def report(public_id: str) -> ResponseReturnValue:
    """The text, and a form that says what is wrong with it; sent twice, it is stored once."""
    contribution = published_by_public_id(public_id)
    if contribution is None:
        return no_longer_there(public_id)
    form = NoticeForm(request.form)
    status = 200
    if request.method == "POST" and form.validate() and form.is_about(contribution):
        if notice_of_form(form.submission_key.data) is not None:
            return store(contribution, form)
        if may(f"{settings().submissions_per_hour} per hour", "notice", visitor()):
            return store(contribution, form) if is_first(contribution, form) else there_already(form)
        form.form_errors.append(
            _(
                "Er kwamen veel meldingen na elkaar van dezelfde internetverbinding. "
                "Wacht een uur en verstuur opnieuw."
            )
        )
        status = TOO_MANY
    form.prepare(contribution)
    return notice_page(contribution, form), status


def is_first(contribution: Contribution, form: NoticeForm) -> bool:
    """Somebody reports a text once for one reason, and from one connection a few do. Danger always comes in.

    Counted, not looked up by address: else whoever knows an address could find out what was reported by it.
    """
    reason = str(form.reason.data)
    if reason == NoticeReason.DANGER:
        return True
    place = (visitor(), str(contribution.published_version_id))
    email = (form.email.data or "").lower()
    if email and not may(f"1 per {settings().answer_days} days", "notice-of-one", *place, email, reason):
        return False
    return may(OF_ONE_TEXT, "notice-of-text", *place)


def there_already(form: NoticeForm) -> ResponseReturnValue:
    """Nothing is lost: what was typed can be copied."""
    return render_template("notices/known.html", typed=form.explanation.data)


def notice_page(contribution: Contribution, form: NoticeForm) -> str:
    """With the text as it stands online."""
    version = published(contribution)
    titles = {
        "text_good": _("Wat is goed?"),
        "text_better": _("Wat kan beter?"),
        "text": _("Reactie van %(name)s", name=contribution.facility.name),
    }
    return render_template(
        "notices/report.html",
        kind=contribution.kind,
        facility=contribution.facility,
        facility_url=facility_url(contribution.facility),
        written=version.language or "nl",
        texts=[
            (title, segments(version, field))
            for field, title in titles.items()
            if str(version.texts.get(field) or "").strip()
        ],
        form=form,
        danger=NoticeReason.DANGER.value,
    )


def no_longer_there(public_id: str) -> ResponseReturnValue:
    """Nothing to report: it was taken offline, or it never was there."""
    if not was_public(public_id):
        abort(404)
    return render_template("notices/gone.html"), GONE


def store(contribution: Contribution, form: NoticeForm) -> ResponseReturnValue:
    """Commit, then let the receipt go."""
    try:
        notice = file_notice(
            contribution, form, Reporter(name=form.name.data or "", email=form.email.data or "")
        )
        session.commit()
    except IntegrityError:  # the same form, sent twice in the same moment
        session.rollback()
        known = notice_of_form(form.submission_key.data)
        if known is None:
            raise
        notice = known
    enqueue_outbox()
    return redirect(url_for(".received", reference=notice.reference))


@bp.route("/ontvangen/<reference>")
@audience(Everyone)
def received(reference: str) -> ResponseReturnValue:
    """The receipt, for whoever sent it: nothing of what was written."""
    notice = notice_with_reference(reference)
    if notice is None or notice.account_id is not None:
        abort(404)
    return render_template(
        "notices/received.html",
        notice=notice,
        in_danger=notice.reason is NoticeReason.DANGER,
        contestable=can_object(notice),
    )


@bp.route("/ontvangen/<reference>/bezwaar", methods=["GET", "POST"])
@audience(Everyone)
@keeps_what_was_typed
def object_to(reference: str) -> ResponseReturnValue:
    """Who reported does not agree with our answer; another editor looks again."""
    notice = notice_with_reference(reference)
    if notice is None or notice.account_id is not None:
        abort(404)
    form = ObjectionForm(request.form)
    if not can_object(notice):
        return redirect(url_for(".received", reference=reference))
    if request.method == "POST" and form.validate():
        number = notice.id
        with stored_once(lambda: objection_to(number)):
            reference = object_to_answer(notice, form.text.data or "").reference
        enqueue_outbox()
        return redirect(url_for(".received", reference=reference))
    return render_template("notices/object.html", notice=notice, form=form)
