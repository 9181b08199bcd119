"""Fits the temperature of a model: what its logits are divided by, so that scores are true.

    python training/calibrate.py DIR --data ../shared/data

The best is the one under which development data is likeliest, each set counting the
same. Above 1 the model is too sure of itself.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

import data
import maps
from evaluate import Model, load
from loss import partial
from pieces import allowed

_CHOICES = np.round(np.arange(0.7, 2.51, 0.05), 2)


def logits(model: Model, records: list[data.Record]) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns the logits of all pieces of records, and the labels that they may have."""
    values, labels = [], []
    for row, offsets, found in model.run([r.text for r in records]):
        values.append(found)
        labels += allowed(model.labels, records[row], offsets)
    return torch.from_numpy(np.concatenate(values)), torch.tensor(labels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated sets")
    parser.add_argument("--task", default="multilingual", help="folder of maps/ that says what labels mean")
    parser.add_argument("--limit", type=int, default=200, help="so many records of each set")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()

    task, model = maps.task(args.task), load(args.model, args.threads)
    total = np.zeros(len(_CHOICES))
    for name in task.names():
        if (args.data / name / "dev.jsonl").exists():
            values, labels = logits(model, data.read(args.data, task.load(name), "dev")[: args.limit])
            losses = np.array([partial(values / float(t), labels).item() for t in _CHOICES])
            print(f"{name:20} {_CHOICES[losses.argmin()]:.2f}  loss {losses.min():.4f}, {losses[6]:.4f} at 1", flush=True)
            total += losses
    print(f"temperature: {_CHOICES[total.argmin()]:.2f}")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"calibrate.py: {problem}")
