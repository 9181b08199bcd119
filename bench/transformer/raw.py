"""Runs the texts of a file through a model with ONNX Runtime alone: batches of 8, sorted by
length. The pieces are there before the clock starts, and nothing is made of the logits.
Prints the seconds of each round."""

import argparse
import json
import resource
import time

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


def seconds():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True)
    p.add_argument("--file", default="model.onnx")
    p.add_argument("--texts", required=True)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--batch", type=int, default=8)
    p.add_argument("--rounds", type=int, default=3)
    a = p.parse_args()
    o = onnxruntime.SessionOptions()
    o.intra_op_num_threads = a.threads
    o.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(f"{a.model}/{a.file}", o, providers=["CPUExecutionProvider"])
    names = [i.name for i in session.get_inputs()]
    t = Tokenizer.from_file(f"{a.model}/tokenizer.json")
    t.no_padding()
    t.no_truncation()
    rows = sorted((e.ids for e in t.encode_batch([json.loads(line)["text"] for line in open(a.texts, encoding="utf-8")])), key=len)
    batches = []
    for i in range(0, len(rows), a.batch):
        part = rows[i : i + a.batch]
        ids = np.zeros((len(part), max(map(len, part))), np.int64)
        mask = np.zeros_like(ids)
        for k, r in enumerate(part):
            ids[k, : len(r)], mask[k, : len(r)] = r, 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        batches.append({n: given[n] for n in names})
    session.run(None, batches[0])
    for _ in range(a.rounds):
        wall, cpu = time.time(), seconds()
        for b in batches:
            session.run(None, b)
        print(json.dumps({"wall": time.time() - wall, "cpu": seconds() - cpu, "entities": 0}), flush=True)


if __name__ == "__main__":
    main()
