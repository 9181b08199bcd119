"""What the labels of an annotated set mean: the files in maps/, one a set.

A set calls people, organisations and places by its own names, leaves out some of them,
and has labels that are one of ours in one sentence and none in the next. So a label
means one of several types, and so does a word without any: in a set that does not annotate
miscellaneous names it is "O or MISC". Training sums over what is allowed (loss.py).
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

TYPES = ("PER", "ORG", "LOC", "MISC")
OUTSIDE = "O"
LABELS = (OUTSIDE, *(f"{part}-{kind}" for kind in TYPES for part in "BI"))

_FOLDER = Path(__file__).parent / "maps"
_KEYS = {"language", "labels", "absent", "cut", "limit", "unit", "letters", "keep_empty"}


@dataclass(frozen=True)
class SetMap:
    """How one set is read.

    labels      what each of its labels may mean
    outside     what text without a label may mean
    language    as in BCP 47
    cut         training data is three quarters of the development data
    limit       how many records are trained on at most, 0 for all
    unit        "record", or "lines" for long documents, whose lines are taken in groups
    letters     an entity without any letter is none
    keep_empty  the share of the records without entities that is trained on
    """

    name: str
    language: str
    labels: dict[str, frozenset[str]]
    outside: frozenset[str]
    cut: bool = False
    limit: int = 0
    unit: str = "record"
    letters: bool = False
    keep_empty: float = 1.0


def _types(value: str | list[str], where: str) -> frozenset[str]:
    found = frozenset([value] if isinstance(value, str) else value)
    unknown = found - {OUTSIDE, *TYPES}
    if unknown or not found:
        raise ValueError(f"{where}: {sorted(unknown)} is none of {OUTSIDE}, {', '.join(TYPES)}")
    return found


def parse(name: str, text: str) -> SetMap:
    """Reads a map; a key or type that is not known is an error."""
    data = yaml.safe_load(text)
    if unknown := set(data) - _KEYS:
        raise ValueError(f"maps/{name}.yaml: no such key: {', '.join(sorted(unknown))}")
    absent = _types([OUTSIDE, *data.pop("absent", [])], f"maps/{name}.yaml: absent")
    labels = {label: _types(value, f"maps/{name}.yaml: {label}") for label, value in data.pop("labels").items()}
    return SetMap(name=name, labels=labels, outside=absent, **data)


def load(name: str) -> SetMap:
    """Reads the map of a set."""
    return parse(name, (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def names() -> list[str]:
    """Returns the sets that there are maps for."""
    return sorted(file.stem for file in _FOLDER.glob("*.yaml"))
