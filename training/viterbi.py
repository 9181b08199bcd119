"""The best labels for a text that follow one another as they may: no I without its B before."""

from collections.abc import Sequence
from functools import cache

import numpy as np

_NEVER = -1e9


@cache
def _rules(labels: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Returns what is added for beginning with a label, and for going from one to another: nothing, or too much."""
    moves = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I-") and before[1:] != after[1:]:
                moves[i, j] = _NEVER
    return np.array([_NEVER if label.startswith("I-") else 0 for label in labels], dtype=np.float32), moves


def best(labels: Sequence[str], logits: np.ndarray) -> list[str]:
    """Returns the labels of the pieces, whose logits are the rows."""
    if not len(logits):
        return []
    first, moves = _rules(tuple(labels))
    score, back = logits[0] + first, []
    for row in logits[1:]:
        paths = score[:, None] + moves
        back.append(paths.argmax(0))
        score = paths.max(0) + row
    at = int(score.argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    return [labels[i] for i in reversed(path)]
