"""Who a note is meant for: `@` and the name of a colleague, or as much of it as names one person alone."""

import re
from collections.abc import Iterable, Sequence

from app.accounts.models import Account
from app.facilities.search_key import plain

MENTION = re.compile(r"(?<![\w@.])@([^\W\d_][\w'’.-]*(?: [\w'’-]+){0,3})")
"""At most four words are looked at; an e-mail address is no mention."""


def mentioned(text: str, colleagues: Sequence[Account]) -> tuple[list[Account], list[str]]:
    """The colleagues whom a text names, and what follows an `@` and names nobody or several."""
    found: dict[int, Account] = {}
    unknown = []
    for words in MENTION.findall(text):
        who = best_match(words, colleagues)
        if who is None:
            unknown.append(words.split()[0].rstrip(".-"))
        else:
            found[who.id] = who
    return list(found.values()), unknown


def best_match(words: str, colleagues: Iterable[Account]) -> Account | None:
    """The longest run of words from the start that names exactly one colleague."""
    parts = words.split()
    people = [(account, plain(account.name).split()) for account in colleagues]
    for length in range(len(parts), 0, -1):
        wanted = plain(" ".join(parts[:length])).split()
        matches = [account for account, name in people if wanted and name[: len(wanted)] == wanted]
        exact = [account for account, name in people if name == wanted]
        if len(exact) == 1 or len(matches) == 1:
            return (exact if len(exact) == 1 else matches)[0]
    return None
