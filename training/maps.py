"""What a model learns, and what the labels of annotated sets mean to it: the folders of maps/.

A task is a folder. Its task.yaml names the types, each other file is about one set. A set
calls people, organisations and places by its own names, leaves out some of them, and has
labels that are one of ours in one sentence and none in the next. So a label means one of
several types, and so does a word without any: in a set that does not annotate
miscellaneous names it is "O or MISC". Training sums over what is allowed (loss.py).
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

OUTSIDE = "O"

_FOLDER = Path(__file__).parent / "maps"
_TASK = "task"
_MOST = 31  # types: what a piece may be is kept as bits of one number of 64
_KEYS = {"language", "labels", "absent", "cut", "limit", "unit", "letters", "keep_empty"}


@dataclass(frozen=True)
class SetMap:
    """How one set is read.

    labels      what each of its labels may mean
    outside     what text without a label may mean
    language    as in BCP 47
    cut         training data is three quarters of the development data
    limit       how many records are trained on at most, 0 for all
    unit        "record"; for long documents "lines" or "sentences", which are taken in groups
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


@dataclass(frozen=True)
class Task:
    """The types that a model tells apart, and those of them that F1 counts."""

    name: str
    types: tuple[str, ...]
    counted: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Returns the labels of pieces, in the order of the model's numbers."""
        return (OUTSIDE, *(f"{part}-{kind}" for kind in self.types for part in "BI"))

    def parse(self, name: str, text: str) -> SetMap:
        """Reads a map; a key or type that is not known is an error."""
        data, where = yaml.safe_load(text), f"maps/{self.name}/{name}.yaml"
        if unknown := set(data) - _KEYS:
            raise ValueError(f"{where}: no such key: {', '.join(sorted(unknown))}")
        absent = self._types([OUTSIDE, *data.pop("absent", [])], f"{where}: absent")
        labels = {label: self._types(value, f"{where}: {label}") for label, value in data.pop("labels").items()}
        return SetMap(name=name, labels=labels, outside=absent, **data)

    def _types(self, value: str | list[str], where: str) -> frozenset[str]:
        found = frozenset([value] if isinstance(value, str) else value)
        unknown = found - {OUTSIDE, *self.types}
        if unknown or not found:
            raise ValueError(f"{where}: {sorted(unknown)} is none of {OUTSIDE}, {', '.join(self.types)}")
        return found

    def load(self, name: str) -> SetMap:
        """Reads the map of a set."""
        return self.parse(name, (_FOLDER / self.name / f"{name}.yaml").read_text(encoding="utf-8"))

    def names(self) -> list[str]:
        """Returns the sets that there are maps for."""
        return sorted(file.stem for file in (_FOLDER / self.name).glob("*.yaml") if file.stem != _TASK)


def tasks() -> list[str]:
    """Returns the names of the tasks."""
    return sorted(file.parent.name for file in _FOLDER.glob(f"*/{_TASK}.yaml"))


def task(name: str) -> Task:
    """Reads a task."""
    if name not in tasks():
        raise ValueError(f"there is no task {name!r}; there are {', '.join(tasks())}")
    data = yaml.safe_load((_FOLDER / name / f"{_TASK}.yaml").read_text(encoding="utf-8"))
    types = tuple(data["types"])
    if len(types) > _MOST:
        raise ValueError(f"maps/{name}/{_TASK}.yaml: {len(types)} types are more than {_MOST}")
    return Task(name, types, tuple(data.get("counted", types)))
