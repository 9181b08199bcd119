"""Learning curves: F1 on test after the first 50, 100, ... sequences of the training data."""

SETS = ["restaurants8k", "bc5cdr", "btc", "ler_de"]
SIZES = [50, 100, 200, 500, 1000]


def table(bench):
    sizes = SIZES[:3] if bench.quick else SIZES
    print("\nF1 on test after training on the first sequences only")
    print(f"{'':44}" + "".join(f"{size:>8,}" for size in sizes))
    for name in SETS[:1] if bench.quick else SETS:
        rows = {"Onomast, default template": ours, "CRFsuite, usual template": theirs}
        if not bench.crfsuite:
            del rows["CRFsuite, usual template"]
        for row, learn in rows.items():
            print(f"{name:16}{row:28}"[:44].ljust(44) + "".join(f"{learn(bench, name, size):8.2f}" for size in sizes), flush=True)


def ours(bench, name, size):
    model, tags = bench.path("curve.crf"), bench.path("curve.tags")
    bench.onomast.train(bench.data.sequences(name, "train", size), model)
    bench.onomast.tag(model, bench.data.sequences(name, "test"), tags)
    return bench.data.judge(name, tags)[2]


def theirs(bench, name, size):
    tags = bench.path("curve.tags")
    bench.crfsuite.learn(bench.data.shared, bench.data.sequences(name, "train", size), bench.data.sequences(name, "test"), tags)
    return bench.data.judge(name, tags)[2]
