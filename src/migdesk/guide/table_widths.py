"""Shares a table's width among its columns by their words; Qt's rich text by itself makes them equal."""

from __future__ import annotations

import re

NARROWEST_COLUMN = 18  # percent of a table
MARKUP = re.compile(r"<[^>]+>")


class TableInHand:
    """A table whose tags are being written into `parts`. `finish` puts the widths into its cells."""

    def __init__(self, parts: list[str]) -> None:
        self._parts = parts
        self._rows: list[list[tuple[int, int]]] = []  # of each cell, the parts that open and close it
        self._has_spans = False

    def open_row(self) -> None:
        self._rows.append([])

    def open_cell(self, attributes: str) -> None:
        """Note the cell whose opening tag is the next part."""
        self._has_spans |= "span=" in attributes
        if not self._rows:
            self.open_row()
        self._rows[-1].append((len(self._parts), len(self._parts)))

    def close_cell(self) -> None:
        """Note that the cell's closing tag is the next part."""
        if self._rows and self._rows[-1]:
            self._rows[-1][-1] = (self._rows[-1][-1][0], len(self._parts))

    def finish(self) -> None:
        """Give each cell its width and, where it has no paragraph, one that the style sheet knows."""
        rows = [row for row in self._rows if row]
        columns = max(map(len, rows), default=0)
        regular = columns > 1 and all(len(row) == columns for row in rows) and not self._has_spans
        insides = [["".join(self._parts[opening:closing]) for opening, closing in row] for row in rows]
        widths = column_widths([[MARKUP.sub("", inside) for inside in row] for row in insides]) if regular else []
        for row, row_insides in zip(rows, insides, strict=True):
            for column, ((opening, closing), inside) in enumerate(zip(row, row_insides, strict=True)):
                self._write(opening, closing, inside, widths[column] if regular else 0)

    def _write(self, opening: int, closing: int, inside: str, width: int) -> None:
        tag, _, behind = self._parts[opening].partition(">")
        tag += f' width="{width}%">' if width else ">"
        if "<p" in inside:
            self._parts[opening] = tag + behind
        else:
            self._parts[opening] = f'{tag}<p class="cell">{behind}'
            self._parts[closing] = f"</p>{self._parts[closing]}"


def column_widths(rows: list[list[str]]) -> list[int]:
    """Return each column's share of the width in whole percent, for rows of equally many plain texts."""
    count = len(rows[0])
    weights = [sum(min(len(row[index].strip()), 200) for row in rows) / len(rows) + 6 for index in range(count)]
    # The square root keeps a column of long texts from crowding out the short ones beside it.
    shares = [weight**0.6 for weight in weights]
    narrowest = min(NARROWEST_COLUMN, 100 // count)
    spare = 100 - narrowest * count
    return [narrowest + int(spare * share / sum(shares)) for share in shares]
