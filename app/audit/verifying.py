"""Prove that nobody changed the audit trail, or say where somebody did."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import select

from app.audit.chain import START, chained
from app.audit.models import AuditEntry, AuditHead
from app.database import only_reading, session

PAGE = 1000


def trail_faults(heads: Path) -> list[str]:
    """What is wrong, in Dutch sentences; nothing when it is whole. `heads` was noted outside the database.

    Looks at one moment, and holds up nobody who writes meanwhile. Call it outside a transaction.
    """
    with only_reading():
        try:
            if session.get_bind().dialect.name == "postgresql":
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            return [*chain_faults(), *noted_faults(heads)]
        finally:
            session.rollback()


def chain_faults() -> Iterator[str]:
    """Row by row, then the end."""
    previous, last = START, 0
    for number, entry in rows():
        if number <= last:
            yield f"Rij {number} hoort er niet: het logboek begint bij rij 1."
            continue
        if number != last + 1:
            yield f"{missing(last + 1, number - 1)}: na rij {last} volgt rij {number}."
            previous = ""
        if entry is None:
            yield f"Rij {number} is niet te lezen: iemand heeft ze gewijzigd."
            previous, last = "", number
            continue
        if previous and chained(previous, entry) != entry.chain:
            yield f"Rij {number} is gewijzigd of hoort niet na rij {last}."
        previous, last = entry.chain, number
    yield from end_faults(last, previous)


def missing(first: int, last: int) -> str:
    """Such as "Rij 3 ontbreekt"."""
    return f"Rij {first} ontbreekt" if first == last else f"Rijen {first} tot {last} ontbreken"


def rows() -> Iterator[tuple[int, AuditEntry | None]]:
    """Each row with its number, in order; None for one that cannot be read."""
    following = select(AuditEntry.id).order_by(AuditEntry.id).limit(PAGE)
    numbers = session.scalars(following).all()
    while numbers:
        yield from readable(numbers)
        session.expunge_all()
        numbers = session.scalars(following.where(AuditEntry.id > numbers[-1])).all()


def readable(numbers: Sequence[int]) -> Iterator[tuple[int, AuditEntry | None]]:
    """These rows; where one of them holds nonsense, one by one."""
    try:
        found = session.scalars(
            select(AuditEntry).where(AuditEntry.id.in_(numbers)).order_by(AuditEntry.id)
        ).all()
    except (ValueError, TypeError):  # a moment or details that are none
        if len(numbers) == 1:
            yield numbers[0], None
            return
        for number in numbers:
            yield from readable([number])
        return
    yield from ((entry.id, entry) for entry in found)


def end_faults(last: int, chain: str) -> Iterator[str]:
    """The end that the trail keeps of itself."""
    heads = session.scalars(select(AuditHead)).all()
    if len(heads) != 1:
        yield f"Het logboek hoort één genoteerd einde te hebben; het heeft er {len(heads)}."
        return
    head = heads[0]
    if head.last_id > last:
        yield f"Het einde is afgesneden: de laatste rij hoort {head.last_id} te zijn, maar is {last}."
    elif head.last_id < last:
        yield f"Na rij {head.last_id} staan rijen die er niet horen, tot rij {last}."
    elif chain and head.chain != chain:
        yield f"Het einde is niet zoals het bij rij {last} genoteerd werd."


def noted_faults(heads: Path) -> Iterator[str]:
    """Compare with the ends that were noted outside the database."""
    if not heads.exists():
        return
    highest = 0
    for number, line in enumerate(heads.read_text(errors="replace").splitlines(), start=1):
        try:
            noted = json.loads(line)
            last, chain, at = int(noted["id"]), str(noted["chain"]), str(noted["at"])
        except (ValueError, KeyError, TypeError):
            yield f"Regel {number} van {heads.name} is niet te lezen."
            continue
        if last < highest:
            yield f"Op {at} was het logboek korter dan voordien: rij {last} na rij {highest}."
        highest = max(highest, last)
        stored = START if last == 0 else stored_chain(last)
        if stored != chain:
            yield f"Rij {last} is niet meer zoals ze op {at} buiten de databank genoteerd werd."


def stored_chain(number: int) -> str | None:
    """The proof of this row, as it stands in the database."""
    found: str | None = session.scalar(select(AuditEntry.chain).where(AuditEntry.id == number))
    return found
