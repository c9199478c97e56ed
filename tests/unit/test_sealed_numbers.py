"""Numbers in addresses: the same for who has the key, nonsense for everybody else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import Settings, read_settings, use_settings
from app.sealed_numbers import NotSealed, seal, unseal

NUMBERS = st.integers(min_value=0, max_value=2**63 - 1)


@pytest.fixture(scope="module", autouse=True)
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = read_settings({"WAARDERING_DATA": str(tmp_path_factory.mktemp("data"))})
    use_settings(made)
    return made


@given(NUMBERS)
def test_a_number_comes_back(number: int) -> None:
    assert unseal("reply", seal("reply", number)) == number


@given(NUMBERS)
def test_an_address_is_as_long_whatever_the_number(number: int) -> None:
    assert len(seal("reply", number)) == 22


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", max_size=24))
def test_what_somebody_makes_up_is_no_number(text: str) -> None:
    with pytest.raises(NotSealed):
        unseal("reply", text)


@pytest.mark.parametrize("change", [-1, 0, 7])
def test_one_other_character_makes_it_worthless(change: int) -> None:
    address = list(seal("reply", 12))
    address[change] = "A" if address[change] != "A" else "B"
    with pytest.raises(NotSealed):
        unseal("reply", "".join(address))


def test_a_number_of_one_kind_is_none_of_another() -> None:
    with pytest.raises(NotSealed):
        unseal("thread", seal("reply", 12))


def test_another_installation_has_other_addresses(settings: Settings) -> None:
    here = seal("reply", 12)
    use_settings(replace(settings, matching_key="iets anders"))
    there = seal("reply", 12)
    use_settings(settings)
    assert here != there
