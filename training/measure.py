"""F1 of a model in PyTorch on development sets, while it is trained."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import BertForTokenClassification

import data
from maps import Task
from pieces import spans
from scores import Score
from viterbi import best

_LIMIT = 512


def found(task: Task, model: BertForTokenClassification, tokenizer: Tokenizer, text: str) -> list[tuple[int, int, str]]:
    """Returns the entities in a text, of which what is longer than the model reads is not read."""
    encoding = tokenizer.encode(text)
    ids = torch.tensor([encoding.ids[:_LIMIT]])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        logits = model(input_ids=ids, attention_mask=torch.ones_like(ids)).logits[0].float().numpy()
    last = min(len(encoding.ids), _LIMIT) - 1
    return spans(best(task.labels, logits[1:last]), encoding.offsets[1:last])


def measure(task: Task, model: BertForTokenClassification, tokenizer: Tokenizer, folder: Path, n: int) -> dict[str, float]:
    """Prints F1 on the first n records of each set, and returns it."""
    scores = {}
    for name in task.names():
        score = Score(task.counted)
        for record in data.read(folder, task.load(name), "dev")[:n] if (folder / name / "dev.jsonl").exists() else []:
            score.add(record, found(task, model, tokenizer, record.text))
        if score.gold:
            scores[name] = score.f1()
            print(f"{name:20} {score.f1():5.1f}  " + "  ".join(f"{k} {score.f1(k):5.1f}" for k in score.gold), flush=True)
    print(f"{'mean':20} {sum(scores.values()) / max(1, len(scores)):5.1f}", flush=True)
    return scores
