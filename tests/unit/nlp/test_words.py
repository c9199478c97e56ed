"""Words, languages and moods: what the language part knows."""

import pytest

from nlp_models.dictionary import is_dutch, is_known, suggestions
from nlp_models.polarity import polarity_of
from nlp_models.which_language import language_of


@pytest.mark.parametrize(
    "word", ["goesting", "ambetant", "juffen", "crèche", "Zetelke", "KINDEREN", "foto’s", "Gent"]
)
def test_dutch_and_flemish_words_are_known(word: str) -> None:
    assert is_dutch(word)


@pytest.mark.parametrize("word", ["begleidster", "kindreopvang", "vreindelijk", "qsdfgh"])
def test_slips_are_unknown(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize("word", ["heben", "alleeen", "thus", "tuis", "iederen", "sids"])
def test_slips_that_a_list_holds_are_unknown_too(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize(
    "word",
    [
        "dochterke",
        "papierke",
        "uurkes",
        "móet",
        "Eén",
        "CSF-voorzitter",
        "krijst",
        "gent",
    ],
)
def test_what_people_write_in_flanders_is_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("begleidster", "begeleidster"), ("kindreopvang", "kinderopvang"), ("meissjes", "meisjes")],
)
def test_the_writer_is_told_what_may_be_meant(word: str, meant: str) -> None:
    assert meant in suggestions(word)


def test_nobody_waits_for_a_word_without_end() -> None:
    assert (is_known("a" * 5000), suggestions("a" * 5000)) == (True, ())


def test_a_frequent_loan_word_is_known_though_no_dictionary_has_it() -> None:
    assert is_known("whatsapp")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Het is daar super en onze kleine gaat graag", "nl"),
        ("ge moet da ne keer zien, da's plezant", "nl"),
        ("Notre fille est très heureuse dans cette crèche", "fr"),
        ("The carers are very kind and patient", "en"),
        ("Çocuğum buraya severek gidiyor, çok memnunuz", "tr"),
        ("Unsere Tochter geht sehr gerne dorthin", "de"),
        ("ابنتي سعيدة جدا هنا والمربيات لطيفات", "ar"),
        ("Moja córka bardzo lubi tam chodzić", "pl"),
        ("Baie vriendelike mense, hulle is baie goed", "af"),
        ("Kocham imigrantów.", "pl"),
        ("دي سخافة.", "ar"),
        ("Very small garden but clean rooms.", "en"),
        ("Vivo con dos trans.", "es"),
        ("t kan nie beter", "nl"),
        ("das egt de max, k ben content", "nl"),
        ("De film van Rising Perfection is goed", "nl"),
        ("Super!", None),
        ("👶🏽❤️", None),
    ],
)
def test_the_language_is_told(text: str, code: str | None) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Super opvang, niets dan lof!",
        "Lieve begeleiders en een warme sfeer.",
        "Wij zijn heel tevreden, niets te klagen.",
        "Geen slechte dag gehad, fantastisch!",
        "Jammer dat het zo snel voorbij ging! We gaan haar missen.",
        "Geen enkele klacht in al die tijd.",
    ],
)
def test_glad_texts_are_glad(text: str) -> None:
    assert (polarity_of(text) or 0) > 0.25


@pytest.mark.parametrize(
    "text",
    [
        "Slechte ervaring, onvriendelijk personeel.",
        "Niet tevreden en niet vriendelijk.",
        "Vuil, koud en onbeleefd. Nooit meer.",
        "Heel ontgoocheld, het kon veel beter.",
        "Spijtig dat ik geen nul sterren kan geven.",
        "Wij raden dit niemand aan.",
    ],
)
def test_sad_texts_are_sad(text: str) -> None:
    assert (polarity_of(text) or 0) < -0.25


@pytest.mark.parametrize("text", ["", "Ze gaan elke dag naar buiten.", "De opvang ligt naast de school."])
def test_plain_facts_have_no_mood(text: str) -> None:
    assert polarity_of(text) is None
