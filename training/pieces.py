"""Labels for the pieces of a text.

Pieces, not words: in Japanese, Korean and many others entities end inside what spaces
separate, and labels of words would cap F1 at 35 to 90.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from data import Record
from maps import OUTSIDE

ANY = -1  # all bits, however many labels there are


@dataclass(frozen=True)
class Example:
    """The pieces of a record with special ones, and for each a set of labels as bits."""

    ids: list[int]
    allowed: list[int]


def bits(labels: Sequence[str], types: frozenset[str], parts: str) -> int:
    """Returns the labels that a piece may have which is one of the types, in B, I or both."""
    found = 0
    for i, label in enumerate(labels):
        part, _, kind = label.partition("-")
        if label in types or (kind in types and part in parts):
            found |= 1 << i
    return found


def allowed(labels: Sequence[str], record: Record, offsets: list[tuple[int, int]]) -> list[int]:
    """Returns which of the labels each piece may have; those without a place, any."""
    outside = bits(labels, record.outside, "BI")
    may, at, begun = [], 0, False
    for start, end in offsets:
        if start == end:
            may.append(ANY)
            continue
        while at < len(record.entities) and record.entities[at].end <= start:
            at, begun = at + 1, False
        if at == len(record.entities) or end <= record.entities[at].start:
            may.append(outside)
            continue
        entity = record.entities[at]
        if entity.sure:
            may.append(bits(labels, entity.types, "I" if begun else "B"))
        else:
            may.append(bits(labels, entity.types, "BI"))
        begun = True
    return may


def examples(labels: Sequence[str], records: list[Record], tokenizer: Tokenizer, limit: int) -> list[Example]:
    """Cuts records into pieces, at most limit of each."""
    made = []
    for record, encoding in zip(records, tokenizer.encode_batch([r.text for r in records]), strict=True):
        ids, may = encoding.ids, allowed(labels, record, encoding.offsets)
        if len(ids) > limit:
            ids, may = [*ids[: limit - 1], ids[-1]], [*may[: limit - 1], ANY]
        made.append(Example(ids, may))
    return made


def spans(labels: list[str], offsets: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Returns the entities that labels of pieces write: start, end, type; I without B opens one."""
    found: list[tuple[int, int, str]] = []
    last = OUTSIDE
    for label, (start, end) in zip(labels, offsets, strict=True):
        part, _, kind = label.partition("-")
        if part == "I" and last == kind:
            found[-1] = (found[-1][0], end, kind)
        elif kind:
            found.append((start, end, kind))
        last = kind
    return found
