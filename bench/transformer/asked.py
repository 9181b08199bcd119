"""Has the Python package gliner and Onomast ask the same model for the same types, and
compares what they find and how long it takes, in the same run.

    pip install gliner==0.2.29 onnx==1.23.2 onnxruntime==1.32.0
    make build
    python bench/transformer/asked.py

The model has the shape of MiniLM-L6, the pieces of models/multilingual and random weights
such that few spans are likely. Both run it by ONNX Runtime on as many threads; the
package in batches of 8.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import compare

sys.path.insert(0, str(compare.ROOT / "plugins" / "transformer" / "testdata"))
import make_gliner  # noqa: E402
import onnxruntime  # noqa: E402
from gliner.model import GLiNER  # noqa: E402
from transformers import PreTrainedTokenizerFast  # noqa: E402

TYPES = {"DRUG": "drug or medicine", "ORGANISATION": "organisation", "PERSON": "person", "PLACE": "city, country or other place"}


def export(folder):
    """Writes a model as the package does."""
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(compare.ROOT / "models" / "multilingual" / "tokenizer.json"),
        unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]", mask_token="[MASK]",
    )  # fmt: skip
    model = make_gliner.spans(
        tokenizer, centre=-3, hidden=384, layers=6, heads=12, places=512, max_width=12, max_len=384, max_types=25
    )  # fmt: skip
    model.export_to_onnx(folder)


def package(folder, texts, threads):
    """Returns what the package finds, as one list of entities a text, and its processor time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    model = GLiNER.from_pretrained(
        str(folder), load_onnx_model=True, onnx_model_file="model.onnx", session_options=options, local_files_only=True
    )  # fmt: skip
    model.inference(texts[:8], TYPES)
    start = time.process_time()
    found = model.inference(texts, TYPES, batch_size=8)
    took = time.process_time() - start
    return [[(e["start"], e["end"], e["label"], e["score"]) for e in own] for own in found], took


def ours(folder, texts, threads, library):
    """Returns the same of Onomast. What one text takes, for starting and loading, is taken off."""
    pipeline = folder / "p.yaml"
    with_ = {"model": str(folder), "ask": TYPES, "context": "document"}
    pipeline.write_text(f"stages:\n  - {{id: asked, uses: transformer, with: {json.dumps(with_)}}}\n  - {{id: entities, uses: resolver}}\n")
    took, found = [], []
    for some in (texts[:1], texts):
        path = folder / "texts.jsonl"
        path.write_text("".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(some)))
        before = compare.children()
        command = [compare.ROOT / "bin" / "runner", "--quiet", "run", "-p", pipeline, path]
        out = subprocess.run(command, check=True, capture_output=True, env=compare.env(threads, library)).stdout
        took.append(compare.children() - before)
        docs = sorted(map(json.loads, out.splitlines()), key=lambda d: int(d["id"]))
        found = [[(e["start"], e["end"], e["label"], e["score"]) for e in d["entities"]] for d in docs]
    return found, took[1] - took[0]


def same(a, b):
    return [x[:3] for x in a] == [x[:3] for x in b] and all(abs(x[3] - y[3]) < 1e-4 for x, y in zip(a, b))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", default=str(compare.ROOT.parent / "shared" / "data"))
    p.add_argument("--library", type=pathlib.Path, default=compare.ROOT / "bin" / "libonnxruntime.so")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--sentences", type=int, default=500)
    p.add_argument("--rounds", type=int, default=3)
    a = p.parse_args()
    texts = compare.sentences(a.data, a.sentences)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        export(folder)
        took = {"gliner": [], "Onomast": []}
        for _ in range(a.rounds):
            theirs, cpu = package(folder, texts, a.threads)
            took["gliner"].append(cpu)
            own, cpu = ours(folder, texts, a.threads, a.library)
            took["Onomast"].append(cpu)
    alike = sum(same(sorted(x), sorted(y)) for x, y in zip(theirs, own, strict=True))
    print(f"{len(texts)} sentences, {sum(map(len, theirs))} entities, {len(TYPES)} types, {a.threads} thread(s), median of {a.rounds} rounds")
    for who, all_ in took.items():
        print(f"{who:10}{len(texts) / statistics.median(all_):8.1f} sentences per CPU s")
    print(f"the same entities, labels and scores in {alike} of {len(texts)}")


if __name__ == "__main__":
    main()
