"""What we keep of an author, for that author."""

from collections.abc import Sequence
from typing import Any

from app.contributions.models import Review
from app.database import session
from app.identities.encryption import decrypt
from app.identities.models import Identity
from app.notices.queries import complaints_about
from app.threads.models import Message, Party, Sender
from app.threads.queries import find_thread


def own_identity(review: Review) -> dict[str, str]:
    """Name and address, for their owner."""
    identity = session.get(Identity, review.identity_id) if review.identity_id else None
    return {
        "voornaam": decrypt(identity.first_name) if identity else "",
        "achternaam": decrypt(identity.last_name) if identity else "",
        "email": decrypt(identity.email) if identity else "",
        "taal": identity.language if identity else "",
    }


def everything_of(review: Review) -> dict[str, Any]:
    """As a file holds it (GDPR art. 15 and 20)."""
    return {
        "voorziening": review.facility.name,
        "toestand": review.state.value,
        "gestuurd_op": review.created_at.isoformat(),
        "indiener": own_identity(review),
        "versies": [
            {
                "nummer": version.number,
                "gemaakt_op": version.created_at.isoformat(),
                "teksten": version.texts,
                "scores": version.scores,
                "taal": version.language or "nl",
                "relatie": version.relation,
                "ervaring_van": version.experience_from.isoformat() if version.experience_from else None,
                "ervaring_tot": version.experience_until.isoformat() if version.experience_until else None,
            }
            for version in review.versions
        ],
        "gesprek": [
            {
                "wie": "redactie" if message.sender is Sender.EDITORS else "jij",
                "wanneer": message.created_at.isoformat(),
                "tekst": message.text,
            }
            for message in said(review)
        ],
        "bezwaren": [
            {
                "wanneer": complaint.created_at.isoformat(),
                "tekst": complaint.text,
                "antwoord": complaint.answer,
            }
            for complaint in complaints_about(review.id)
        ],
        "beslissingen": [
            {
                "wat": decision.action.value,
                "wanneer": decision.created_at.isoformat(),
                "regels": list(decision.rules),
                "bericht": decision.message,
            }
            for decision in review.decisions
        ],
    }


def said(review: Review) -> Sequence[Message]:
    """Between the author and the editors."""
    thread = find_thread(review.id, Party.AUTHOR)
    return thread.messages if thread is not None else ()
