"""F1 on test of all sets, with the default template and no tuning, beside that of CRFsuite."""

import json
import os

QUICK = ["restaurants8k", "wnut17", "crossner_politics"]
AIM = {"wnut17": 30 - 15.77, "crossner_politics": 8, "crossner_science": 8}


def table(bench):
    with open(os.path.join(bench.data.shared, "bench", "crfsuite_baseline.jsonl"), encoding="utf-8") as lines:
        usual = [json.loads(line) for line in lines]
    print("\nF1 on test, strict, no tuning: the default template, and CRFsuite with the usual one")
    print(f"{'':20}{'Onomast':>9}{'CRFsuite':>10}{'more':>8}{'aim':>7}{'':>5}{'train s':>9}")
    for record in usual:
        if record["set"] in QUICK or not bench.quick:
            print(row(bench, record), flush=True)


def row(bench, record):
    name, data = record["set"], bench.data
    tags, model = bench.path(f"{name}.default.tags"), bench.path(f"{name}.default.crf")
    result = bench.onomast.train(data.sequences(name, "train"), model)
    bench.onomast.tag(model, data.sequences(name, "test"), tags)
    f1 = data.judge(name, tags)[2]
    more, aim = f1 - record["f1"], AIM.get(name, 3 if record["f1"] < 90 else 1)
    return (f"{name:20}{f1:9.2f}{record['f1']:10.2f}{more:+8.2f}{aim:+7.1f}{'' if more < aim else 'met':>5}{result['wall']:9.1f}")
