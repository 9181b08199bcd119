"""Annotated sets as records whose entities are of our types.

Offsets are code points, as in the sets and in Hugging Face's tokenizers.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from maps import OUTSIDE, SetMap

_BLOCK = 50
_GROUP = 400
_ENDS = {"lines": re.compile(r"(?<=\n)"), "sentences": re.compile(r"(?<=[.?!] )(?=[A-Z0-9])")}


@dataclass(frozen=True)
class Entity:
    """A span, end exclusive, and what it may be."""

    start: int
    end: int
    types: frozenset[str]

    @property
    def sure(self) -> bool:
        """Reports whether it is one type and nothing else."""
        return len(self.types) == 1


@dataclass(frozen=True)
class Record:
    """A text with entities in order, none inside another; outside is what the rest may be."""

    text: str
    entities: tuple[Entity, ...]
    outside: frozenset[str]


def outermost(found: Iterable[Entity]) -> tuple[Entity, ...]:
    """Leaves out what overlaps a larger one, or a sure one where it is not sure itself."""
    kept: list[Entity] = []
    for entity in sorted(found, key=lambda e: (not e.sure, e.start - e.end, e.start)):
        if all(entity.end <= k.start or k.end <= entity.start for k in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda e: e.start))


def _record(line: str, rules: SetMap) -> Record:
    data = json.loads(line)
    text, found = data["text"], []
    for e in data["entities"]:
        types = rules.labels[e["label"]]
        if rules.letters and not any(c.isalpha() for c in text[e["start"] : e["end"]]):
            types = frozenset([OUTSIDE])
        if types != {OUTSIDE}:
            found.append(Entity(e["start"], e["end"], types))
    return Record(text, outermost(found), rules.outside)


def _piece(record: Record, start: int, end: int) -> Record:
    inside = [e for e in record.entities if start <= e.start and e.end <= end]
    return replace(
        record,
        text=record.text[start:end],
        entities=tuple(replace(e, start=e.start - start, end=e.end - start) for e in inside),
    )


def apart(record: Record, unit: str) -> Iterator[Record]:
    """Cuts a document at the ends of lines or sentences, into parts of some hundred letters, never in an entity."""
    start = at = 0
    for part in filter(None, _ENDS[unit].split(record.text)):
        at += len(part)
        inside = any(e.start < at < e.end for e in record.entities)
        if (at - start >= _GROUP or at == len(record.text)) and not inside:
            yield _piece(record, start, at)
            start = at


def cut(lines: list[str], part: str) -> list[str]:
    """Takes the part of development data that is trained on, or the one that is not.

    Every fourth block of 50 lines is kept for development, as models/train.sh does.
    """
    return [line for i, line in enumerate(lines) if (i // _BLOCK % 4 == 3) == (part == "dev")]


def read(folder: Path, rules: SetMap, part: str) -> list[Record]:
    """Reads a part of a set, train, dev or test."""
    taken = "dev" if rules.cut and part == "train" else part
    lines = (folder / rules.name / f"{taken}.jsonl").read_text(encoding="utf-8").splitlines()
    if rules.cut and part != "test":
        lines = cut(lines, part)
    records = [_record(line, rules) for line in lines]
    return [r for record in records for r in apart(record, rules.unit)] if rules.unit in _ENDS else records


def training(folder: Path, rules: SetMap, seed: int) -> list[Record]:
    """Reads what is trained on: with the limits of the set, in its own order."""
    chance = random.Random(f"{seed} {rules.name}")
    records = [r for r in read(folder, rules, "train") if r.entities or chance.random() < rules.keep_empty]
    if rules.limit and len(records) > rules.limit:
        records = [records[i] for i in sorted(chance.sample(range(len(records)), rules.limit))]
    return records


def join(records: list[Record]) -> Record:
    """Makes one record of several of a set, with a space between."""
    text, entities = "", []
    for record in records:
        text += " " * bool(text)
        entities += [replace(e, start=e.start + len(text), end=e.end + len(text)) for e in record.entities]
        text += record.text
    return Record(text, tuple(entities), records[0].outside)


def recase(record: Record, upper: bool) -> Record:
    """Writes the text in capitals or small letters, where that keeps its length."""
    letters = ((c.upper() if upper else c.lower()) for c in record.text)
    text = "".join(new if len(new) == 1 else old for old, new in zip(record.text, letters, strict=True))
    return replace(record, text=text)


def vary(records: list[Record], chance: random.Random, joined: float = 0.15, cased: float = 0.03) -> list[Record]:
    """Joins some neighbours into texts of several sentences, and changes the case of some.

    A model trained on single sentences finds less in the middle of a page; one that
    never saw capitals finds nothing in headlines.
    """
    varied, at = [], 0
    while at < len(records):
        size = chance.randint(2, 5) if chance.random() < joined / 3 else 1
        record = join(records[at : at + size])
        if chance.random() < 2 * cased:
            record = recase(record, upper=chance.random() < 0.5)
        varied.append(record)
        at += size
    return varied
