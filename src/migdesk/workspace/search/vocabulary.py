"""The words in the index and how many entries hold each: how common a word is, and which one a slip stands for."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate

SHORTEST_SLIP = 4
"""Letters. Among shorter words almost everything is one letter away from something else."""
LONGEST_SLIP = 30

_WORD = re.compile(r"\w+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LAST = chr(0x10FFFF)
_MOST_COMPARED = 200


class Vocabulary:
    """Counts the entries in which each word stands. A beginning of a word stands for all words that begin with it."""

    def __init__(self) -> None:
        self._entries_with: Counter[str] = Counter()
        self._words: list[str] = []
        self._sums: list[int] = [0]
        self._outdated = False

    def add(self, text: str) -> None:
        """Take in an entry's words."""
        self._entries_with.update(_words_in(text))
        self._outdated = True

    def remove(self, text: str) -> None:
        """Take out an entry's words."""
        self._entries_with.subtract(_words_in(text))
        self._outdated = True

    def count(self, word: str, *, begun: bool) -> int:
        """Return about how many entries hold a word, or (`begun`) any word that begins with it; never too few."""
        word = folded(word)
        if not begun:
            return self._entries_with[word]
        first, last = self._range(word)
        return self._sums[last] - self._sums[first]

    def meant_by(self, slip: str) -> str:
        """Return the commonest word that `slip` is one letter away from: one left out, added, wrong, or two swapped.

        A word that is not typed to its end is meant as well. Empty where there is none, and for short words.
        """
        slip = folded(slip)
        if not SHORTEST_SLIP <= len(slip) <= LONGEST_SLIP:
            return ""
        near = sorted(set(_one_letter_away(slip)))
        whole = [word for word in near if self._entries_with[word] > 0]
        if whole:
            return max(whole, key=self._entries_with.__getitem__)
        begun = {
            word for neighbour in near if len(neighbour) >= SHORTEST_SLIP for word in self._beginning_with(neighbour)
        }
        return max(sorted(begun), key=self._entries_with.__getitem__, default="")

    def _beginning_with(self, beginning: str) -> list[str]:
        first, last = self._range(beginning)
        return [word for word in self._words[first : min(last, first + _MOST_COMPARED)] if self._entries_with[word] > 0]

    def _range(self, beginning: str) -> tuple[int, int]:
        if self._outdated:
            self._words = sorted(self._entries_with)
            self._sums = [0, *accumulate(self._entries_with[word] for word in self._words)]
            self._outdated = False
        first = bisect_left(self._words, beginning)
        return first, bisect_left(self._words, beginning + _LAST, first)


def folded(text: str) -> str:
    """Return a word as the full-text index keeps it: in lower case and without accents."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _words_in(text: str) -> Iterable[str]:
    return set(_WORD.findall(folded(text)))


def _one_letter_away(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
