"""Names from everywhere are found alike, with and without capitals."""

import pytest

from app.screening import screen
from moderation.findings import Submission

GROUPS = {
    "Flemish": (
        *("Lotte", "Wout", "Fien", "Jef", "Marleen", "Dirk"),
        *("Griet", "Lowie", "Godelieve", "Siebe", "Tuur", "Katrien"),
    ),
    "Moroccan": (
        *("Youssef", "Fatima", "Ayoub", "Naima", "Hamza", "Soukaina"),
        *("Bilal", "Zoubida", "Fadwa", "Nordin", "Wissal", "Anouar"),
    ),
    "Turkish": (
        *("Mehmet", "Elif", "Emre", "Zeynep", "Yusuf", "Hatice"),
        *("Berkay", "Gülsüm", "Özlem", "Büşra", "Tuğba", "Gökhan"),
    ),
    "Polish": (
        *("Katarzyna", "Jakub", "Zuzanna", "Piotr", "Agnieszka", "Kasia"),
        *("Maciej", "Małgorzata", "Łukasz", "Bożena", "Ewa", "Wojtek"),
    ),
    "Congolese": (
        *("Mbuyi", "Exaucé", "Merveille", "Gloire", "Tshala", "Kabongo"),
        *("Divine", "Ngalula", "Dieumerci", "Plamedi", "Ntumba", "Mpia"),
    ),
}
STORIES = (
    "{} is heel lief voor onze kinderen.",
    "Onze {} gaat er graag naartoe.",
    "Juf {} zingt elke ochtend.",
    "Bedankt {} voor alles!",
    "Gisteren speelde hij met {} in de tuin.",
    "De mama van {} bracht taart mee.",
    "Toen {} viel, belden ze meteen.",
    "Volgens {} was er niets aan de hand.",
)


def share_found(names: tuple[str, ...], *, small: bool) -> float:
    """Of all names in all stories."""
    texts = [story.format(name.lower() if small else name) for name in names for story in STORIES]
    found = sum(
        any(
            f.rule == "person_name"
            for f in screen(Submission(texts={"text": text.lower() if small else text}))
        )
        for text in texts
    )
    return found / len(texts)


@pytest.mark.parametrize("small", [False, True], ids=["as written", "in small letters"])
def test_no_group_is_found_three_points_less_than_another(small: bool) -> None:
    shares = {group: share_found(names, small=small) for group, names in GROUPS.items()}
    assert max(shares.values()) - min(shares.values()) <= 0.03, shares
