"""The objects of a PDF as Qt writes it: plain, with one table of where each stands. Read, changed and written anew."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n")
_END = b"endobj\n"


class Objects:
    """The objects of a file by their number, each as it is written between `obj` and `endobj`."""

    def __init__(self, pdf: bytes) -> None:
        table = int(pdf[pdf.rindex(b"startxref") :].split()[1])
        lines = pdf[table:].split(b"\n")
        self._trailer = pdf[pdf.index(b"trailer", table) : pdf.rindex(b"startxref")]
        number = int(lines[1].split()[1])
        starts = sorted(int(line[:10]) for line in lines[2 : 2 + number] if line[17:18] == b"n")
        self.all: dict[int, bytes] = {}
        for start, end in zip(starts, (*starts[1:], table), strict=True):
            head = _OBJECT.match(pdf, start)
            if head is not None:
                self.all[int(head[1])] = pdf[head.end() : pdf.rindex(_END, start, end)]
        self.root = reference(self._trailer, b"Root")
        self._next = max(self.all) + 1

    def new(self) -> int:
        """Return a number for a new object."""
        self._next += 1
        return self._next - 1

    def add(self, body: str) -> int:
        """Add an object, and return its number."""
        number = self.new()
        self.all[number] = body.encode()
        return number

    def extend(self, number: int, entries: str) -> None:
        """Add entries to a dictionary."""
        self.all[number] = self.all[number].rstrip().removesuffix(b">>") + entries.encode() + b"\n>>\n"

    def pages(self) -> list[int]:
        """Return the numbers of the pages in their order."""
        kids = re.search(rb"/Kids\s*\[([^]]*)\]", self.all[reference(self.all[self.root], b"Pages")])
        return [int(found) for found in re.findall(rb"(\d+) 0 R", kids[1])] if kids else []

    def stream(self, number: int) -> bytes:
        """Return what is in a packed stream."""
        body = self.all[number]
        return zlib.decompressobj().decompress(body[body.index(b"stream\n") + 7 :])

    def put_stream(self, number: int, content: bytes) -> None:
        """Put other content into a packed stream; its length needs no object of its own then."""
        self.all.pop(reference(self.all[number], b"Length"), None)
        packed = zlib.compress(content)
        head = b"<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n" % len(packed)
        self.all[number] = head + packed + b"\nendstream\n"

    def written(self) -> bytes:
        """Return the whole file."""
        made, starts, length = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"], dict[int, int](), 15
        for number, body in sorted(self.all.items()):
            starts[number] = length
            made.append(b"%d 0 obj\n%s%s%s" % (number, body, b"" if body.endswith(b"\n") else b"\n", _END))
            length += len(made[-1])
        size = max(starts) + 1
        made.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        made += (b"%010d 00000 n \n" % starts[n] if n in starts else b"0000000000 65535 f \n" for n in range(1, size))
        made.append(re.sub(rb"/Size \d+", b"/Size %d" % size, self._trailer) + b"startxref\n%d\n%%%%EOF\n" % length)
        return b"".join(made)


def reference(dictionary: bytes, key: bytes) -> int:
    """Return the number of the object that an entry refers to; 0 where there is none."""
    found = re.search(rb"/" + key + rb"\s+(\d+) 0 R", dictionary)
    return int(found[1]) if found else 0


def text(words: str) -> str:
    """Return words as a PDF's text string."""
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"
