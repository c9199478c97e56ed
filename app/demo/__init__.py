"""Examples to look around with: facilities, accounts and reviews, all invented. Never beside real data."""

from dataclasses import dataclass

PASSWORD = "drie rode ballonnen"  # noqa: S105 (the examples' own, shown to everybody)


@dataclass(frozen=True)
class ExampleAccount:
    """Somebody who can sign in to the examples."""

    role: str
    """A value of AccountRole."""
    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.role:<12} {self.email:<30} wachtwoord: {PASSWORD}"


EXAMPLE_ACCOUNTS = (
    ExampleAccount("editor", "Robin Redacteur", "redacteur@demo.example"),
    ExampleAccount("editor", "Noa Redacteur", "redacteur2@demo.example"),
    ExampleAccount("lead-editor", "Hanne Hoofdredacteur", "hoofdredacteur@demo.example"),
    ExampleAccount("provider", "Olga Opvang", "opvang@demo.example"),
    ExampleAccount("admin", "Bas Beheerder", "beheerder@demo.example"),
)


def demo_accounts() -> list[tuple[str, str, str]]:
    """Role, address and password of each."""
    return [(account.role, account.email, PASSWORD) for account in EXAMPLE_ACCOUNTS]


def load_demo() -> None:
    """Fill an empty, migrated database; one that holds accounts already is left as it is."""
    from app.demo.loading import load

    load()
