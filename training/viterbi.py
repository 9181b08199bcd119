"""The best labels for a text that follow one another as they may: no I without its B before."""

import numpy as np

from maps import LABELS

_NEVER = -1e9


def _transitions() -> np.ndarray:
    """Returns what is added for going from a label to another: nothing, or too much."""
    moves = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            if after.startswith("I-") and before[1:] != after[1:]:
                moves[i, j] = _NEVER
    return moves


_MOVES = _transitions()
_FIRST = np.array([_NEVER if label.startswith("I-") else 0 for label in LABELS], dtype=np.float32)


def best(logits: np.ndarray) -> list[str]:
    """Returns the labels of the pieces, whose logits are the rows."""
    if not len(logits):
        return []
    score, back = logits[0] + _FIRST, []
    for row in logits[1:]:
        paths = score[:, None] + _MOVES
        back.append(paths.argmax(0))
        score = paths.max(0) + row
    at = int(score.argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    return [LABELS[i] for i in reversed(path)]
