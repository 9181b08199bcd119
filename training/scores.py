"""Strict F1: an entity counts when its place and its type are right."""

from collections import Counter
from dataclasses import dataclass, field

from data import Record

Span = tuple[int, int, str]


@dataclass
class Score:
    """Counts of entities of some types: right, found and in the data."""

    counted: tuple[str, ...]
    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, record: Record, found: list[Span]) -> None:
        """Counts a record, of which what may or may not be an entity is neither right nor wrong."""
        gold = {(e.start, e.end, next(iter(e.types))) for e in record.entities if e.sure}
        doubt = [e for e in record.entities if not e.sure]
        for span in found:
            unsure = any(e.start < span[1] and span[0] < e.end and span[2] in e.types for e in doubt)
            if span[2] in self.counted and not (unsure and span not in gold):
                self.found[span[2]] += 1
                self.right[span[2]] += span in gold
        self.gold.update(kind for _, _, kind in gold if kind in self.counted)

    def f1(self, kind: str | None = None) -> float:
        """Returns F1 in percent, of one type or of all together; 0 where there is none."""
        right, found, gold = (c[kind] if kind else c.total() for c in (self.right, self.found, self.gold))
        return 200 * right / (found + gold) if found + gold else 0.0
