"""Numbers that belong to one person: national number, bank account, licence plate."""

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.be import nn, vat
from stdnum.exceptions import ValidationError

from moderation.checks.reading import Reading, once_a_text, readings
from moderation.findings import Family, Finding, Severity, Submission

NATIONAL_NUMBER = re.compile(
    r"(?<![\d.])\d{2}[-. /]?\d{2}[-. /]?\d{2}[-. /]{0,3}\d{3}[-. /]{0,3}\d{2}(?![\d])"
)
NATIONAL_NUMBER_CUE = re.compile(r"rijksregister|rijksnummer|insz|nationaal nummer|\brrn\b|\bnrn\b", re.I)
IBAN = re.compile(r"\b[A-Z]{2} ?\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,3})?\b", re.I)
IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28,
    "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GE": 22,
    "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KZ": 20, "LB": 28,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TN": 24, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
"""How long an IBAN of each country is (SWIFT's registry)."""
OLD_ACCOUNT = re.compile(r"\b\d{3}-\d{7}-\d{2}\b")
ACCOUNT_CUE = re.compile(r"rekening|iban|stort|overschrijv|schrijven over", re.I)
BELGIAN_ACCOUNT = re.compile(r"\bBE ?\d{2}(?:[ .-]?\d{4}){3}\b", re.I)
COMPANY = re.compile(
    r"\b(?:BE ?)?[01]?\d{3}[. ]\d{3}[. ]\d{3}\b|\bBE ?[01]\d{9}\b|\b[01]\d{9}\b", re.IGNORECASE
)
COMPANY_CUE = re.compile(
    r"\b(?:kbo|btw|rpr|ondernemings\w*|vestigings\w*|erkennings\w*|dossier\w*|ingeschreven onder)", re.I
)
PLATE = re.compile(
    r"\b(?:[1-9][- .]?[A-HJ-NP-Z]{3}[- .]?\d{3}|[A-Z]{3}[- .]\d{3}|\d{3}[- .][A-Z]{3})\b", re.IGNORECASE
)
FOREIGN_PLATE = re.compile(
    r"\b(?:[A-Z]{1,2}-\d{3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-\d{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}"
    r"|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-\d{2}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}"
    r"|[A-Z]{1,3}[ -][A-Z]{1,2} \d{1,4})\b"
)
"""Dutch, French and German forms."""
LOOSE_PLATE = re.compile(
    r"\b(?=[A-Z0-9.-]{0,12}\d)(?=[A-Z0-9.-]{0,12}[A-Z])[A-Z0-9]{1,4}(?:[-. ]?[A-Z0-9]{1,4}){0,2}\b", re.I
)
PLATE_CUE = re.compile(
    r"(?:nummerplaat|kentekenplaat|kenteken|\bplaat)\w*(?: (?:is|was|met|nummer|van))*[ :]*$", re.I
)
PLATE_CUE_NEAR = re.compile(
    r"nummerplaat|kenteken|\bplaat\b|\bauto|wagen\b|\bgeparkeer|\bparking\b|\bparkeer|\breed\b|\brijdt\b|oldtimer"
    r"|camionette|\bmoto\b|\bbrommer|\bbusje\b|voertuig|chauffeur|\b(?:bmw|audi|golf|mercedes|volvo|peugeot)\b",
    re.I,
)


def find_national_numbers(submission: Submission) -> Iterator[Finding]:
    """A national number opens every door of somebody's life; two check digits make it certain."""
    for field, reading in readings(submission):
        for start, end in national_numbers(reading):
            yield Finding(
                Family.PRIVACY,
                "national_number",
                Severity.WARNING,
                "Hier staat een rijksregisternummer. Dat mag nooit zichtbaar worden.",
                reading.span(field, start, end),
            )


def find_bank_accounts(submission: Submission) -> Iterator[Finding]:
    """An account number helps swindlers; IBAN's check digits tell it from other codes."""
    for field, reading in readings(submission):
        for start, end in bank_accounts(reading):
            yield Finding(
                Family.PRIVACY,
                "bank_account",
                Severity.WARNING,
                "Hier staat een rekeningnummer. Dat hoort niet in een waardering.",
                reading.span(field, start, end),
            )


def find_licence_plates(submission: Submission) -> Iterator[Finding]:
    """A plate leads to its owner. Belgian plates since 2010 are 1-ABC-234; older ones ABC-123."""
    for field, reading in readings(submission):
        for start, end in licence_plates(reading):
            yield Finding(
                Family.PRIVACY,
                "licence_plate",
                Severity.WARNING,
                "Hier staat een nummerplaat. Daarmee vind je de eigenaar van de auto.",
                reading.span(field, start, end),
            )


@once_a_text
def national_numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Valid ones, and mistyped ones when the sentence says what they are."""
    for match in NATIONAL_NUMBER.finditer(reading.plain):
        digits = re.sub(r"\D", "", match.group())
        if is_national_number(digits) or says(NATIONAL_NUMBER_CUE, reading, *match.span()):
            yield match.span()


def is_national_number(digits: str) -> bool:
    """Check digits modulo 97, for births before and since 2000; a bis number adds 20 or 40 to the month."""
    if len(digits) != 11:
        return False
    month, day = int(digits[2:4]), int(digits[4:6])
    if month % 20 > 12 or day > 31:
        return False
    body, check = digits[:9], int(digits[9:])
    return check in (97 - int(body) % 97, 97 - int("2" + body) % 97) and (
        nn.is_valid(digits) or month >= 20 or month == 0 or day == 0
    )


@once_a_text
def bank_accounts(reading: Reading) -> Iterator[tuple[int, int]]:
    """Valid IBANs of any country, a Belgian one with a typing error, and the old twelve digits."""
    found: list[tuple[int, int]] = []
    for match in IBAN.finditer(reading.plain):
        length = longest_iban(match.group())
        if length:
            found.append((match.start(), match.start() + length))
    for match in BELGIAN_ACCOUNT.finditer(reading.plain):
        known = any(start < match.end() and match.start() < end for start, end in found)
        if not known and says(ACCOUNT_CUE, reading, *match.span()):
            found.append(match.span())
    for match in OLD_ACCOUNT.finditer(reading.plain):
        if is_old_account(match.group()) or says(ACCOUNT_CUE, reading, *match.span()):
            found.append(match.span())
    yield from sorted(found)


def longest_iban(candidate: str) -> int:
    """How many of the characters form a valid IBAN; 0 when none do. A word may stick to its end."""
    wanted = IBAN_LENGTHS.get(candidate[:2].upper(), 0)
    letters = [place for place, char in enumerate(candidate) if char.isalnum()]
    if not wanted or len(letters) < wanted:
        return 0
    length = letters[wanted - 1] + 1
    return length if is_iban(candidate[:length]) else 0


def is_iban(written: str) -> bool:
    """The check digits alone: the list of banks changes faster than we would notice."""
    try:
        iban.validate(written.replace(".", ""), check_country=False)
    except ValidationError:
        return False
    return True


def is_old_account(written: str) -> bool:
    """Ten digits and their remainder modulo 97 (97 for 0)."""
    digits = written.replace("-", "")
    return int(digits[10:]) == (int(digits[:10]) % 97 or 97)


@once_a_text
def company_numbers(reading: Reading) -> Iterator[tuple[int, int]]:
    """Numbers of companies (KBO): public, no finding, but they look like phone numbers."""
    for match in COMPANY.finditer(reading.plain):
        digits = re.sub(r"\D", "", match.group()).zfill(10)
        grouped = re.search(r"\d[. ]\d{3}[. ]\d{3}$", match.group())
        if says(COMPANY_CUE, reading, *match.span()) or (grouped and vat.is_valid(digits)):
            yield match.span()


def licence_plates(reading: Reading) -> Iterator[tuple[int, int]]:
    """The present form anywhere; older and foreign ones only beside a word about cars."""
    taken: list[tuple[int, int]] = []
    for match in PLATE.finditer(reading.plain):
        present_form = (match.group()[0].isdigit() and match.group()[1:2] in "- .") or match.group().isupper()
        modern = bool(re.match(r"[1-9][- .]?[A-Za-z]{3}[- .]?\d{3}$", match.group()))
        if (modern and present_form) or says(PLATE_CUE_NEAR, reading, *match.span()):
            taken.append(match.span())
            yield match.span()
    for match in FOREIGN_PLATE.finditer(reading.plain):
        overlaps = any(start < match.end() and match.start() < end for start, end in taken)
        if not overlaps and says(PLATE_CUE_NEAR, reading, *match.span()):
            taken.append(match.span())
            yield match.span()
    for match in LOOSE_PLATE.finditer(reading.plain):
        overlaps = any(start < match.end() and match.start() < end for start, end in taken)
        if not overlaps and PLATE_CUE.search(reading.plain[max(0, match.start() - 40) : match.start()]):
            yield match.span()


def says(cue: re.Pattern[str], reading: Reading, start: int, end: int) -> bool:
    """Whether the cue stands within 60 characters of a place."""
    return cue.search(reading.plain, max(0, start - 60), end + 60) is not None
