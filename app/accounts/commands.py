"""`waardering create-account`: an account, and a one-time link by which its owner chooses a password."""

import click
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from app.accounts import actions
from app.accounts.actions import INVITATION_HOLDS, AccountExists, new_account_link
from app.accounts.forms import tidy_email
from app.accounts.models import AccountRole
from app.config import read_settings, use_settings
from app.database import connect, session
from app.facilities.models import Facility
from app.facilities.queries import find_facility
from app.questionnaires import Sector


class NoAccount(click.ClickException):
    """Nothing was made; the message says why in one sentence."""

    def show(self, file: object = None) -> None:
        click.echo(self.format_message(), err=True)


@click.command("create-account")
@click.argument("email", metavar="E-MAILADRES")
@click.option("--role", type=click.Choice([role.value for role in AccountRole]), required=True)
@click.option("--name", default="", help="Hoe collega's deze persoon kennen.")
@click.option(
    "--facility",
    "keys",
    multiple=True,
    metavar="SECTOR/DOSSIERNUMMER",
    help="Een voorziening van deze account; mag meermaals.",
)
def create_account(email: str, role: str, name: str, keys: tuple[str, ...]) -> None:
    """Maak een account; toont een eenmalige link om een wachtwoord te kiezen."""
    try:
        address = tidy_email(email)
    except ValueError:
        raise NoAccount(f"{email} is geen geldig e-mailadres.") from None
    if role == AccountRole.PROVIDER and not keys:
        raise NoAccount("Geef minstens één voorziening op met --facility SECTOR/DOSSIERNUMMER.")
    if role != AccountRole.PROVIDER and keys:
        raise NoAccount("Alleen een account met --role provider hoort bij een voorziening.")
    click.echo(store(address, AccountRole(role), name.strip(), keys))


def store(email: str, role: AccountRole, name: str, keys: tuple[str, ...]) -> str:
    """Make it in one transaction; the link."""
    settings = read_settings()
    use_settings(settings)
    engine = connect(settings.database_url)
    try:
        with session.begin():
            if not inspect(session.connection()).has_table("accounts"):
                raise NoAccount("De databank is nog niet klaar: voer eerst “waardering migrate” uit.")
            account = actions.create_account(email, role, name, [named_facility(key) for key in keys])
            token = new_account_link(account.id, INVITATION_HOLDS)
    except AccountExists:
        raise NoAccount(f"Er is al een account met het adres {email}.") from None
    except SQLAlchemyError as error:
        raise NoAccount(f"De databank weigert ({type(error).__name__}): er is niets gemaakt.") from error
    finally:
        session.remove()
        engine.dispose()
    return (
        f"De account van {email} is gemaakt. Met deze link kiest die persoon een wachtwoord; "
        f"ze werkt één keer, {INVITATION_HOLDS.days} dagen lang:\n{settings.base_url}/wachtwoord/{token}"
    )


def named_facility(key: str) -> Facility:
    """The facility with this sector and dossiernummer. Raises NoAccount."""
    sector, slash, number = key.partition("/")
    if sector not in list(Sector) or not (slash and number):
        raise NoAccount(
            f"“{key}” moet een sector en een dossiernummer zijn, zoals {Sector.KINDEROPVANG}/12345."
        )
    facility = find_facility(sector, number)
    if facility is None:
        raise NoAccount(f"Er is geen voorziening {key}.")
    return facility
