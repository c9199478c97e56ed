"""Names from everywhere are found alike, with and without capitals."""

import pytest

from app.screening import screen
from moderation.findings import Submission

GROUPS = {
    "Flemish": ("Lotte", "Wout", "Fien", "Jef", "Marleen", "Dirk", "Griet", "Lowie"),
    "Moroccan": ("Youssef", "Fatima", "Ayoub", "Naima", "Hamza", "Soukaina", "Bilal", "Zoubida"),
    "Turkish": ("Mehmet", "Elif", "Emre", "Zeynep", "Yusuf", "Hatice", "Berkay", "Gülsüm"),
    "Polish": ("Katarzyna", "Jakub", "Zuzanna", "Piotr", "Agnieszka", "Wojciech", "Kasia", "Maciej"),
    "Congolese": ("Mbuyi", "Exaucé", "Merveille", "Gloire", "Tshala", "Kabongo", "Divine", "Ngalula"),
}
STORIES = (
    "{} is heel lief voor onze kinderen.",
    "Onze {} gaat er graag naartoe.",
    "Juf {} zingt elke ochtend.",
    "Bedankt {} voor alles!",
    "Gisteren speelde hij met {} in de tuin.",
    "De mama van {} bracht taart mee.",
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
