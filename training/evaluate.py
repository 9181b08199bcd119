"""Prints the strict F1 of ONNX models on annotated sets.

    python training/evaluate.py DIR [DIR2 ...] --data ../shared/data --part test

Place and type must be exact; what a set's map leaves open does not count.
Several models are compared on the same records. The labels are the best sequence that
may be: no I without its B.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Encoding, Tokenizer

import data
import maps
from pieces import spans
from scores import Score
from viterbi import best

_LIMIT = 512
_BATCH = 2048


@dataclass(frozen=True)
class Model:
    """An ONNX model with its tokenizer."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    labels: tuple[str, ...]

    def logits(self, batch: list[Encoding]) -> np.ndarray:
        """Runs a batch."""
        width = min(_LIMIT, max(len(e.ids) for e in batch))
        given = {n: np.zeros((len(batch), width), np.int64) for n in ("input_ids", "attention_mask", "token_type_ids")}
        for row, encoding in enumerate(batch):
            n = min(len(encoding.ids), width)
            given["input_ids"][row, :n] = encoding.ids[:n]
            given["attention_mask"][row, :n] = 1
        names = [i.name for i in self.session.get_inputs()]
        return self.session.run(["logits"], {n: given[n] for n in names})[0]

    def run(self, texts: list[str]) -> Iterator[tuple[int, list[tuple[int, int]], np.ndarray]]:
        """Yields for each text its place in the list, where its pieces lie, and their logits."""
        encoded = self.tokenizer.encode_batch(texts)
        for rows in _batches([min(_LIMIT, len(e.ids)) for e in encoded]):
            for row, values in zip(rows, self.logits([encoded[i] for i in rows]), strict=True):
                last = min(_LIMIT, len(encoded[row].ids)) - 1
                yield row, encoded[row].offsets[1:last], values[1:last]

    def find(self, texts: list[str]) -> list[list[tuple[int, int, str]]]:
        """Returns the entities of each text."""
        found: list[list[tuple[int, int, str]]] = [[] for _ in texts]
        for row, offsets, values in self.run(texts):
            found[row] = spans(best(self.labels, values), offsets)
        return found


def _batches(lengths: list[int]) -> Iterator[list[int]]:
    """Yields the places of texts of about the same length together."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[i] > _BATCH:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def load(folder: Path, threads: int) -> Model:
    """Loads a model directory."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    labels = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
    return Model(session, Tokenizer.from_file(str(folder / "tokenizer.json")), tuple(labels[str(i)] for i in range(len(labels))))


def evaluate(model: Model, records: list[data.Record], counted: tuple[str, ...]) -> Score:
    """Scores a model on records."""
    score = Score(counted)
    for record, found in zip(records, model.find([r.text for r in records]), strict=True):
        score.add(record, found)
    return score


def line(name: str, language: str, scores: list[Score]) -> str:
    """Returns a row of a table: F1 of each model, and of the first by type."""
    kinds = " ".join(f"| {scores[0].f1(k):.1f} " if scores[0].gold[k] else "| " for k in scores[0].counted)
    return f"| {name} | {language} | {scores[0].gold.total()} | " + " | ".join(f"{s.f1():.1f}" for s in scores) + f" {kinds}|"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated sets")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--task", default="multilingual", help="folder of maps/ that says what labels mean")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="sets; without it, all of the task")
    parser.add_argument("--limit", type=int, default=0, help="so many records of each set, evenly taken; 0 for all")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()

    task, models = maps.task(args.task), [load(folder, args.threads) for folder in args.models]
    print("| set | language | entities |" + "".join(f" {m.name} |" for m in args.models) + " " + " | ".join(task.counted) + " |")
    print("|---|---|--:|" + "--:|" * (len(models) + len(task.counted)))
    all_scores = []
    for name in args.only or task.names():
        if not (args.data / name / f"{args.part}.jsonl").exists():
            continue
        rules = task.load(name)
        records = data.read(args.data, rules, args.part)
        if args.limit and len(records) > args.limit:
            records = [records[i * len(records) // args.limit] for i in range(args.limit)]
        scores = [evaluate(model, records, task.counted) for model in models]
        all_scores.append([s.f1() for s in scores])
        print(line(name, rules.language, scores), flush=True)
    print("| mean | | | " + " | ".join(f"{np.mean(c):.1f}" for c in zip(*all_scores, strict=True)) + " |" * (len(task.counted) + 1))


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"evaluate.py: {problem}")
