"""Batches of examples of about the same length."""

import random
from collections.abc import Iterator

import torch

from pieces import ANY, Example

_STEP = 8


def padded(length: int) -> int:
    """Rounds a length up, so that there are few different shapes."""
    return -(-length // _STEP) * _STEP


def batches(examples: list[Example], size: int, chance: random.Random | None = None) -> Iterator[list[Example]]:
    """Yields batches of at most size pieces with their padding, sorted by length.

    With chance, batches come in any order and what is of one length is mixed.
    """
    order = list(examples)
    if chance:
        chance.shuffle(order)
    order.sort(key=lambda e: padded(len(e.ids)))
    made: list[list[Example]] = []
    for example in order:
        width = padded(len(example.ids))
        if not made or width * (len(made[-1]) + 1) > size:
            made.append([])
        made[-1].append(example)
    if chance:
        chance.shuffle(made)
    yield from made


def tensors(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Returns ids, the mask of attention and the labels allowed, padded."""
    width = padded(max(len(e.ids) for e in batch))
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width, dtype=torch.long)
    allowed = torch.full((len(batch), width), ANY, dtype=torch.long)
    for row, example in enumerate(batch):
        n = len(example.ids)
        ids[row, :n] = torch.tensor(example.ids)
        mask[row, :n] = 1
        allowed[row, :n] = torch.tensor(example.allowed)
    return ids, mask, allowed
