"""On which rules of the rulebook something rests: a decision, or what an editor proposes."""

from sqlalchemy.orm import Mapped, mapped_column


class Grounds:
    """One rule, and the others where a text went against several."""

    rule: Mapped[str | None]
    """The first one."""
    more_rules: Mapped[list[str]] = mapped_column(default=list, server_default="[]")

    @property
    def rules(self) -> tuple[str, ...]:
        """All of them, in the order in which the author reads them."""
        return (self.rule, *self.more_rules) if self.rule else ()
