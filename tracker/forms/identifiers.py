"""Numbers that identify a child in what a person typed: NHS numbers and UPNs."""

import re
import unicodedata
from itertools import chain

NHS_NUMBER = "an NHS number"
UPN = "a unique pupil number (UPN)"

GAP = r"[ .\u2010-\u2015-]"  # a space, a point, a hyphen or a dash
ALONE = r"(?<![\w.-])", r"(?![\w-])"  # neither in a word nor in a longer number
IN_GROUPS = re.compile(
    rf"(?<!\+44 ){ALONE[0]}([0-9]{{3}}){GAP}([0-9]{{3}}){GAP}([0-9]{{4}}){ALONE[1]}"
)
TEN_DIGITS = rf"(?<!\d)((?:[0-9]{GAP}?){{9}}[0-9])(?!\d)"
NEAR = r"[^0-9\n]{0,20}?"  # "NHS no:", "NHS number is", "(NHS)"
BESIDE_NHS = (
    re.compile(rf"\bNHS\b{NEAR}{TEN_DIGITS}", re.IGNORECASE),
    re.compile(rf"{TEN_DIGITS}{NEAR}\bNHS\b", re.IGNORECASE),
)
LIKE_A_UPN = re.compile(
    rf"{ALONE[0]}([A-HJ-NP-RT-Z][0-9]{{11}}[0-9A-HJ-NP-RT-Z]){ALONE[1]}", re.IGNORECASE
)

NHS_MODULUS = 11
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # by value, 0 to 22; I, O and S are not used


def found_in(text: str) -> list[str]:
    """Which kinds of number about a child the text seems to hold; usually none.

    An NHS number counts where its check digit is right and it is written 3-3-4 or
    beside "NHS"; a UPN where its check letter is right.
    """
    plain = unicodedata.normalize("NFKC", text)
    kinds = []
    if any(map(is_nhs_number, _like_nhs_numbers(plain))):
        kinds.append(NHS_NUMBER)
    if any(is_upn(match[1]) for match in LIKE_A_UPN.finditer(plain)):
        kinds.append(UPN)
    return kinds


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end in the check digit of an NHS number.

    The first nine are weighed by 10 down to 2; the sum modulo 11 is taken from 11,
    and 11 counts as 0. Ten times the same digit is nobody's number.
    """
    if len(set(digits)) == 1:
        return False
    weighed = zip(digits, range(10, 1, -1), strict=False)
    check = -sum(int(digit) * weight for digit, weight in weighed) % NHS_MODULUS
    return str(check) == digits[-1]


def is_upn(code: str) -> bool:
    """Whether thirteen characters begin with the check letter of a UPN.

    The other twelve are weighed by 2 up to 13, the letter that ends a temporary
    number by its value; the sum modulo 23 gives the letter.
    """
    letter, rest = code[0].upper(), code[1:].upper()
    values = (int(each) if each.isdigit() else UPN_LETTERS.index(each) for each in rest)
    total = sum(value * weight for weight, value in enumerate(values, start=2))
    return UPN_LETTERS[total % len(UPN_LETTERS)] == letter


def _like_nhs_numbers(text: str) -> list[str]:
    matches = chain.from_iterable(form.finditer(text) for form in BESIDE_NHS)
    beside = ["".join(filter(str.isdigit, match[1])) for match in matches]
    return [*beside, *("".join(match.groups()) for match in IN_GROUPS.finditer(text))]
