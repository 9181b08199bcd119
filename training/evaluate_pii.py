"""Prints how much of what identifies people a model of personal data finds.

    python training/evaluate_pii.py models/pii --data ../shared/data

The model and the set cut things differently (a given name and a surname, or a person; an
address, or its parts), so what is asked is whether each annotated thing is covered to
its last letter or digit, and which share of what is found lies in any of them.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

_SET = "presidio_synth"
_KINDS = ("PERSON", "STREET_ADDRESS", "GPE", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE")
_OUTSIDE = {"EMAIL", "URL"}


def words(session: onnxruntime.InferenceSession, tokenizer: Tokenizer, labels: list[str], text: str) -> list[tuple[int, int]]:
    """Returns the words with a label, each labelled by its first piece, whose share is a half at least."""
    encoding = tokenizer.encode(text)
    given = {"input_ids": encoding.ids, "attention_mask": encoding.attention_mask, "token_type_ids": encoding.type_ids}
    logits = session.run(["logits"], {k: np.array([v], np.int64) for k, v in given.items()})[0][0]
    shares = np.exp(logits - logits.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    found, last = [], None
    for i, word in enumerate(encoding.word_ids):
        if word is None or word == last:
            if found and word == last and word is not None and found[-1][2] == word:
                found[-1] = (found[-1][0], encoding.offsets[i][1], word)
            continue
        last = word
        label = labels[int(shares[i].argmax())].partition("-")[2]
        if label and label not in _OUTSIDE and shares[i].max() >= 0.5:
            found.append((*encoding.offsets[i], word))
    return [(start, end) for start, end, _ in found]


def covered(text: str, start: int, end: int, found: list[tuple[int, int]]) -> bool:
    """Reports whether every letter and digit from start to end lies in something found."""
    return all(not text[i].isalnum() or any(s <= i < e for s, e in found) for i in range(start, end))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated sets")
    args = parser.parse_args()

    session = onnxruntime.InferenceSession(str(next(args.model.glob("*.onnx"))), providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(args.model / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    config = json.loads((args.model / "config.json").read_text(encoding="utf-8"))
    labels = [config["id2label"][str(i)] for i in range(len(config["id2label"]))]

    gold, hit, inside, all_found = Counter(), Counter(), 0, 0
    for line in (args.data / _SET / "test.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        text, entities = record["text"], record["entities"]
        found = words(session, tokenizer, labels, text)
        all_found += len(found)
        inside += sum(any(e["start"] <= s and t <= e["end"] for e in entities) for s, t in found)
        for e in entities:
            gold[e["label"]] += 1
            hit[e["label"]] += covered(text, e["start"], e["end"], found)
    print("| what | in the test split | found |\n|---|--:|--:|")
    for kind in _KINDS:
        print(f"| {kind} | {gold[kind]} | {hit[kind] / gold[kind]:.0%} |")
    print(f"\nOf {all_found} words that it marks, {inside / max(1, all_found):.0%} lie in something annotated.")


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as problem:
        sys.exit(f"evaluate_pii.py: {problem}")
