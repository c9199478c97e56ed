"""Row numbers in addresses that others than editors see: encrypted, so that they tell no order and no count.

A reply and a review are numbered in one row. Whoever read these numbers would learn how much was written in
between, and when (design, rule 2).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from werkzeug.routing import BaseConverter, Map, ValidationError

from app.identities.encryption import keyed_hash

ZEROS = bytes(8)
"""In front of each number: what somebody made up decrypts to something else."""


class NotSealed(ValueError):
    """Somebody made it up, or sealed it for something else."""


def cipher(purpose: str) -> Cipher[modes.ECB]:
    """One block at a time; the same number gives another address for another purpose."""
    key = bytes.fromhex(keyed_hash("sealed number", purpose))
    return Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 (one block, and each number only once)


def seal(purpose: str, number: int) -> str:
    """As it stands in an address: 22 characters."""
    encryptor = cipher(purpose).encryptor()
    block = encryptor.update(ZEROS + number.to_bytes(8)) + encryptor.finalize()
    return urlsafe_b64encode(block).decode().rstrip("=")


def unseal(purpose: str, text: str) -> int:
    """The number again. Raises NotSealed for what was not made by `seal` for this purpose."""
    try:
        decryptor = cipher(purpose).decryptor()
        block = decryptor.update(urlsafe_b64decode(text + "==")) + decryptor.finalize()
    except ValueError as error:  # no base64, or no whole block
        raise NotSealed from error
    number = int.from_bytes(block)
    if number >= 2**63 or seal(purpose, number) != text:
        raise NotSealed
    return number


class SealedNumber(BaseConverter):
    """`<sealed("reply"):number>`; anything that was not sealed for this purpose is no address."""

    regex = "[A-Za-z0-9_-]{22}"

    def __init__(self, url_map: Map, purpose: str) -> None:
        super().__init__(url_map)
        self.purpose = purpose

    def to_python(self, value: str) -> int:
        """From the address."""
        try:
            return unseal(self.purpose, value)
        except NotSealed as error:
            raise ValidationError from error

    def to_url(self, value: int) -> str:
        """Into the address."""
        return seal(self.purpose, value)
