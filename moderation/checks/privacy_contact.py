"""Ways to reach somebody: e-mail, phone, web, social media; also disguised."""

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from moderation.checks.privacy_numbers import bank_accounts, company_numbers, national_numbers
from moderation.checks.reading import Reading, once_a_text, readings
from moderation.findings import FacilityFacts, Family, Finding, Severity, Submission

PROVIDERS = (
    r"g ?mail|hot ?mail|outlook|live|tele ?net|skynet|yahoo|icloud|proximus|scarlet|msn|protonmail|proton"
    r"|pandora|me|mail|gmx|ziggo|kpnmail|voo|belgacom|googlemail|zeelandnet|edpnet"
)
OPEN_TLD = r"be|com|nl|eu|net|org|info|vlaanderen|gent|brussels|io|online|shop|site|app"
"""Those that no Dutch word after a forgotten space looks like (`zijn.De`)."""
TLD = rf"{OPEN_TLD}|fr|de|uk|biz|lu|co|tv|me|social"
SHORT_TLD = "ly|gl|gle|ee|gy|gd|at|ai|dev|xyz|cc|blog|link"
"""Of links, when a path follows: `bit.ly/3xYzAb`."""
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}", re.I)
AT = (
    r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|apen?staart\w*|@|a)\s?[)\]}>]\s?|\s?[\"']at[\"']\s?"
    r"|\s(?:at|apen?staart(?:je)?|a-?staartje|aapje)\s)"
)
DOT = r"(?:\s?\.\s?|\s?[(\[{<]\s?(?:dot|punt|\.)\s?[)\]}>]\s?|\s(?:dot|punt)\s)"
LOCAL = (
    r"(?<![\w.+-])[\w+-]{1,40}(?:(?:\.|\s(?:punt|dot|streepje|underscore|laag streepje)\s"
    r"|\s?[(\[](?:punt|dot)[)\]]\s?)[\w+-]{1,40}){0,5}"
)
DISGUISED_EMAIL = re.compile(
    rf"{LOCAL}{AT}(?:(?:{PROVIDERS})(?:(?:{DOT}|\s)(?:{TLD})\b)?|(?:[\w-]{{1,40}}{DOT}){{1,3}}(?:{TLD})\b)(?!\w)",
    re.I,
)
LOOSE_AT = (
    r"(?:[-_](?:at|apen?staart)[-_]"
    r"|\s(?:(?:en )?dan|et|ad|a|met (?:een )?apen?staart\w*(?: (?:en )?dan)?)\s)"
)
ACCOUNT = r"(?=[\w.+-]{0,40}(?:\d|\w[._]\w))[\w.+-]{3,40}"
MAIL = r"(?:g ?mail|hot ?mail|telenet|outlook)"
LOOSE_EMAIL = re.compile(
    rf"(?<![\w.+-])[a-z0-9][\w.+-]{{1,40}}?{LOOSE_AT}(?:{PROVIDERS}){DOT}(?:{TLD})\b"
    rf"|(?<![\w.+-]){ACCOUNT}\s(?:op|via|bij)\s{MAIL}\b"
    rf"|\b(?:op|via|bij|mijn|haar|zijn)\s{MAIL}(?:\s?(?:is|als|onder|heet|adres|:)\s?){{1,2}}{ACCOUNT}",
    re.I,
)
"""Where a large provider is named: `els.peeters en dan gmail punt com`, `els_peeters op hotmail`."""
WEB = re.compile(
    r"\b(?:https?://[^\s<>\"]+|www\.[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}(?:/[^\s<>\"]*)?"
    rf"|(?<![@.\w-])(?:[a-z0-9][\w-]{{0,62}}\.){{1,5}}(?:{OPEN_TLD})"
    rf"(?![\w.-]{{0,64}}@)\b(?:/[^\s<>\"]*)?"
    rf"|(?<![@.\w-])[a-z0-9][\w-]{{0,62}}\.(?:{TLD}|{SHORT_TLD})/[^\s<>\"]{{4,}})",
    re.I,
)
DISGUISED_WEB = re.compile(
    rf"\b(?:(?:www|w w w){DOT}[\w-]{{1,63}}{DOT}(?:{TLD})"
    r"|(?<![\w-])[\w-]{3,63}(?:\s(?:punt|dot)\s|\s?[(\[](?:punt|dot)[)\]]\s?)(?:be|com|nl|eu|net|org))\b",
    re.I,
)
KNOWN_SHOPS = re.compile(
    r"^(?:www\.)?(?:bol|amazon|booking|zalando|coolblue|ikea|2dehands|tweedehands|google|facebook|instagram"
    r"|youtube|vinted|airbnb|vrt|hln|netflix|spotify|smartschool)\.(?:com|be|nl|eu|fr|de)$",
    re.I,
)
"""Named as a shop or a service, without a page of somebody."""
PUBLIC_SITES = re.compile(
    r"(?:^|[./])(?:vlaanderen|opgroeien|kindengezin|1712|1813|vaph|zorg-en-gezondheid|departementzorg"
    r"|waarderingsplatform|mijnkinderopvang|kinderopvangzoeker)\.be\b|\.vlaanderen\b",
    re.I,
)
NETWORKS = (
    r"insta(?:gram)?|facebook|fb|tik\s?tok|snap(?:chat)?|twitter|bluesky|linked\s?in|telegram|messenger"
    r"|threads|pinterest|youtube|discord|signal|vinted"
)
HANDLE = re.compile(r"(?<![\w@.])@(?!\s)[a-z_][\w.-]{1,29}(?<![.-])", re.I)
NAMED_HANDLE = re.compile(
    rf"\b(?:{NETWORKS})(?:[- ]?(?:naam|account|profiel|pagina|handle|gebruiker\w*))?"
    rf"(?:\s[a-z]+){{0,4}}?\s?[:=(\"']?\s?"
    rf"(?P<name>(?=[\w.-]{{0,28}}(?:[_\d]|\w\.\w))[a-z_][\w.-]{{2,29}}(?<![.-]))",
    re.I,
)
HANDLE_AFTER_CUE = re.compile(
    rf"\b(?:{NETWORKS})\s?(?:(?:is|naam|account|onder|heet|als|:|=)\s?)+\s?[\"']?(?P<name>[a-z][\w.-]{{4,29}}(?<![.-]))",
    re.I,
)
HANDLE_BEFORE_CUE = re.compile(
    r"(?P<name>(?<![\w.-])(?=[\w.-]{0,28}(?:[_\d]|\w\.\w))[a-z_][\w.-]{2,29}(?<![.-]))"
    rf"\s(?:op|via|bij)\s(?:mijn\s)?(?:{NETWORKS})\b",
    re.I,
)
ON_NETWORK = re.compile(
    rf"\b(?:{NETWORKS})(?:\s(?:is|naam|account|onder|als|via|op|heet|de))*\s?:?\s?$", re.I
)
"""What stands before a name with a dot that would be a web address elsewhere: `op facebook onder a.b`."""
NOT_A_HANDLE = re.compile(
    r"(?:pagina|groep|account|profiel|gelezen|gezien|foto\w*|bericht\w*|helaas|gevonden|verschenen)$", re.I
)
DIGIT_WORDS = r"nul|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d{1,2}"
SPOKEN_PHONE = re.compile(
    r"\bnul\s\w{1,20}honderd\w{0,20}(?:[\s,./-]{1,3}\d{2}){3}\b|"
    rf"\bnul\s(?:(?:{DIGIT_WORDS}|\w{{1,20}}(?:tien|tig|honderd)\w{{0,10}})[\s,./-]{{1,3}}){{4,14}}"
    rf"(?:{DIGIT_WORDS}|\w{{1,20}}(?:tien|tig)\w{{0,10}})\b",
    re.I,
)


def find_email_addresses(submission: Submission) -> Iterator[Finding]:
    """An address lets strangers reach a parent or a carer directly."""
    for field, reading in readings(submission):
        for start, end in emails(reading):
            if not belongs_to(reading.plain[start:end], submission.facility):
                yield Finding(
                    Family.PRIVACY,
                    "email_address",
                    Severity.WARNING,
                    "Hier staat een e-mailadres waarmee iemand bereikt kan worden.",
                    reading.span(field, start, end),
                )


def find_phone_numbers(submission: Submission) -> Iterator[Finding]:
    """A number leads to one person or one home. The facility's own number is public."""
    own = re.sub(r"\D", "", submission.facility.phone)[-8:]
    for field, reading in readings(submission):
        for start, end in phones(reading):
            if not own or re.sub(r"\D", "", reading.plain[start:end])[-8:] != own:
                yield Finding(
                    Family.PRIVACY,
                    "phone_number",
                    Severity.WARNING,
                    "Hier staat een telefoonnummer waarmee iemand bereikt kan worden.",
                    reading.span(field, start, end),
                )


def find_web_addresses(submission: Submission) -> Iterator[Finding]:
    """A link can lead to a private page or to advertising; the facility's and public sites may stand."""
    for field, reading in readings(submission):
        for start, end in web_addresses(reading):
            written = reading.plain[start:end]
            public = PUBLIC_SITES.search(written) or KNOWN_SHOPS.search(written)
            if not public and not belongs_to(written, submission.facility):
                yield Finding(
                    Family.PRIVACY,
                    "web_address",
                    Severity.NOTICE,
                    "Hier staat een webadres. Kijk of het naar een persoon of naar reclame leidt.",
                    reading.span(field, start, end),
                )


def find_social_handles(submission: Submission) -> Iterator[Finding]:
    """An account on social media shows who somebody is, often with pictures of children."""
    for field, reading in readings(submission):
        for start, end in handles(reading):
            yield Finding(
                Family.PRIVACY,
                "social_handle",
                Severity.WARNING,
                "Hier staat een account op sociale media. Daarmee zie je wie iemand is.",
                reading.span(field, start, end),
            )


@once_a_text
def emails(reading: Reading) -> list[tuple[int, int]]:
    """As typed, or written out: `els punt peeters at gmail`."""
    found = [match.span() for match in EMAIL.finditer(reading.plain)]
    for pattern in (DISGUISED_EMAIL, LOOSE_EMAIL):
        for match in pattern.finditer(reading.plain):
            if not overlaps(match.span(), found):
                found.append(match.span())
    return sorted(found)


@once_a_text
def phones(reading: Reading) -> list[tuple[int, int]]:
    """Valid Belgian and international numbers, and numbers spelled in words."""
    taken = [*national_numbers(reading), *bank_accounts(reading), *company_numbers(reading)]
    found: list[tuple[int, int]] = []
    # The matcher wants digits and separators it knows; the places stay the same.
    written = re.sub(r"(?<=\d)[·•*|,_](?=\d)", ".", reading.plain)
    for match in phonenumbers.PhoneNumberMatcher(written, "BE"):
        if not overlaps((match.start, match.end), taken):
            found.append((match.start, match.end))
    for spoken in SPOKEN_PHONE.finditer(reading.plain):
        found.append(spoken.span())
    return sorted(found)


@once_a_text
def web_addresses(reading: Reading) -> list[tuple[int, int]]:
    """With or without www, also `www punt mijnsite punt be`; never the end of an e-mail address."""
    taken = emails(reading)
    found: list[tuple[int, int]] = []
    for pattern in (WEB, DISGUISED_WEB):
        for match in pattern.finditer(reading.plain):
            written = match.group().rstrip(".,;:!?)\"'")
            if is_account(reading, match.start(), written):
                continue
            place = (match.start(), match.start() + len(written))
            if written and not overlaps(place, taken) and not overlaps(place, found):
                found.append(place)
    return sorted(found)


def is_account(reading: Reading, start: int, written: str) -> bool:
    """Whether a bare `naam.be` is an account, because a network is named just before."""
    bare = "/" not in written and not written.lower().startswith("www")
    return bare and ON_NETWORK.search(reading.plain[max(0, start - 40) : start]) is not None


@once_a_text
def handles(reading: Reading) -> list[tuple[int, int]]:
    """`@mamavanotis`, `insta: lotte_dm`, `lotte.dm op tiktok`."""
    taken = [*emails(reading), *web_addresses(reading)]
    found: list[tuple[int, int]] = []
    for pattern in (HANDLE, NAMED_HANDLE, HANDLE_BEFORE_CUE, HANDLE_AFTER_CUE):
        for match in pattern.finditer(reading.plain):
            place = match.span("name") if "name" in pattern.groupindex else match.span()
            name = reading.plain[slice(*place)]
            if pattern is HANDLE_AFTER_CUE and (NOT_A_HANDLE.search(name) or name[0].isupper()):
                continue
            if not overlaps(place, taken) and not overlaps(place, found):
                found.append(place)
    return sorted(found)


def overlaps(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    """Whether a place shares a character with one of the others."""
    return any(start < place[1] and place[0] < end for start, end in others)


def belongs_to(address: str, facility: FacilityFacts) -> bool:
    """Whether an address is on the facility's own domain, which is public."""
    domain = re.sub(r"^(?:https?://)?(?:www\.)?", "", facility.website.lower()).split("/")[0]
    written = address.lower()
    own_mail = bool(facility.email) and facility.email.lower() in written
    return own_mail or (
        bool(domain) and re.search(rf"(?:^|[@/.]){re.escape(domain)}(?:/|$)", written) is not None
    )
