"""Labels for the pieces of a text.

Pieces, not words: in Japanese, Korean and many others entities end inside what spaces
separate, and labels of words would cap F1 at 35 to 90.
"""

from dataclasses import dataclass

from tokenizers import Tokenizer

from data import Record
from maps import LABELS, OUTSIDE

ANY = (1 << len(LABELS)) - 1


@dataclass(frozen=True)
class Example:
    """The pieces of a record with special ones, and for each a set of labels as bits."""

    ids: list[int]
    allowed: list[int]


def bits(types: frozenset[str], parts: str) -> int:
    """Returns the labels that a piece may have which is one of the types, in B, I or both."""
    found = 0
    for i, label in enumerate(LABELS):
        part, _, kind = label.partition("-")
        if label in types or (kind in types and part in parts):
            found |= 1 << i
    return found


def allowed(record: Record, offsets: list[tuple[int, int]]) -> list[int]:
    """Returns the labels that each piece may have; those without a place, any."""
    outside = bits(record.outside, "BI")
    labels, at, begun = [], 0, False
    for start, end in offsets:
        if start == end:
            labels.append(ANY)
            continue
        while at < len(record.entities) and record.entities[at].end <= start:
            at, begun = at + 1, False
        if at == len(record.entities) or end <= record.entities[at].start:
            labels.append(outside)
            continue
        entity = record.entities[at]
        if entity.sure:
            labels.append(bits(entity.types, "I" if begun else "B"))
        else:
            labels.append(bits(entity.types, "BI"))
        begun = True
    return labels


def examples(records: list[Record], tokenizer: Tokenizer, limit: int) -> list[Example]:
    """Cuts records into pieces, at most limit of each."""
    made = []
    for record, encoding in zip(records, tokenizer.encode_batch([r.text for r in records]), strict=True):
        ids, labels = encoding.ids, allowed(record, encoding.offsets)
        if len(ids) > limit:
            ids, labels = [*ids[: limit - 1], ids[-1]], [*labels[: limit - 1], ANY]
        made.append(Example(ids, labels))
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
