"""Numbers that news writes as words."""

NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
"""Those that stand for several."""

TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def count_of(word: str) -> int | None:
    """The number below a hundred that a word stands for ("twenty-seven"); None for others."""
    word = word.lower()
    if word in NUMBERS:
        return NUMBERS[word]
    if word in TEENS:
        return 13 + TEENS.index(word)
    tens, _, ones = word.partition("-")
    if tens not in TENS or (ones and ones not in NUMBERS and ones != "one"):
        return None
    unit = 1 if ones == "one" else NUMBERS.get(ones, 0)
    return 20 + 10 * TENS.index(tens) + unit if unit < 10 else None
