"""The same features and the same data: what training takes, and what it comes to."""

from data import equal
from statistics import median

SETTINGS = [  # what people read, c1, c2, iterations (0: until it converges), our algorithm
    ("c1 = 0, c2 = 1, until it converges", 0, 1, 0, "lbfgs"),
    ("c1 = c2 = 0.1, 100 iterations", 0.1, 0.1, 100, "owlqn"),
]


def tables(bench):
    for name in ["wnut17"] if bench.quick else ["wnut17", "bc5cdr"]:
        for setting in SETTINGS:
            table(bench, name, setting)
    if not bench.quick:
        table(bench, "lener_br", SETTINGS[1])
    if bench.java:
        own_features(bench, "wnut17")


class Run:
    """One contender: a way to train, whose results are collected, and the tags it then gives test."""

    def __init__(self, name, train, tag=None, tags=None, once=False):
        self.name, self.train, self.tag, self.tags, self.once = name, train, tag, tags, once
        self.results = []


def contenders(bench, name, setting):
    _, c1, c2, iterations, algorithm = setting
    data, stem = bench.data, bench.path(f"{name}.c2={c2:g}")
    sequences, test = data.sequences(name, "train"), data.sequences(name, "test")
    ours = bench.onomast
    options = ["-template", "baseline", "-usual", "-algorithm", algorithm, "-c1", c1, "-c2", c2, "-iterations", iterations]
    yield Run("Onomast, two threads", lambda: ours.train(sequences, stem + ".crf", *options),
              lambda tags: ours.tag(stem + ".crf", test, tags), stem + ".onomast.tags")
    if bench.crfsuite:
        items = ours.items("baseline", sequences, bench.path(name + ".train.items"))
        test_items = ours.items("baseline", test, bench.path(name + ".test.items"))
        yield Run("CRFsuite", lambda: bench.crfsuite.train(items, stem + ".crfsuite", c1, c2, iterations),
                  lambda tags: bench.crfsuite.tag(test_items, stem + ".crfsuite", tags), stem + ".crfsuite.tags")
    if bench.wapiti and iterations:
        columns, test_columns = data.columns(name, "train"), data.columns(name, "test")
        yield Run("Wapiti, two threads",
                  lambda: bench.wapiti.train(data.baseline, columns, stem + ".wapiti", c1, c2, iterations),
                  lambda tags: bench.wapiti.tag(test_columns, stem + ".wapiti", tags), stem + ".wapiti.tags", once=True)


def table(bench, name, setting):
    runs = list(contenders(bench, name, setting))
    for turn in range(bench.rounds):
        for run in runs:
            if turn == 0 or not run.once:
                run.results.append(run.train())
    for run in runs:
        run.tag(run.tags)
    sequences = sum(1 for _ in bench.data.read(name, "train"))
    print(f"\n{name}: {sequences:,} sequences, {bench.data.tokens(name, 'train'):,} tokens, the same features; {setting[0]}; "
          f"median of {bench.rounds}")
    print(f"{'':22}{'wall s':>8}{'ratio':>7}{'CPU s':>8}{'ratio':>7}{'peak MB':>9}{'objective':>12}{'off by':>10}"
          f"{'same tags':>11}{'F1':>7}{'steps':>7}")
    reference = next((run for run in runs if run.name == "CRFsuite"), runs[0])
    for run in runs:
        print(row(bench, name, run, reference), flush=True)


def row(bench, name, run, reference):
    def middle(key, of=run):
        return median(result[key] for result in of.results)
    objective, wanted = middle("objective"), middle("objective", reference)
    return (f"{run.name:22}{middle('wall'):8.2f}{middle('wall') / middle('wall', reference):7.2f}{middle('cpu'):8.2f}"
            f"{middle('cpu') / middle('cpu', reference):7.2f}{middle('peak'):9.0f}{objective:12.2f}{objective / wanted - 1:10.1e}"
            f"{equal(run.tags, reference.tags):10.2f}%{bench.data.judge(name, run.tags)[2]:7.2f}{middle('iterations'):7.0f}")


def own_features(bench, name):
    """The peers in Java bring features of their own; they run once, one after the other."""
    print(f"\n{name}: with features of their own")
    print(f"{'':22}{'wall s':>8}{'CPU s':>8}{'peak MB':>9}{'F1':>7}{'tags 1,000 tokens/s':>21}")
    for peer, result in results_of_java(bench, name):
        print(f"{peer.name:22}{result['wall']:8.2f}{result['cpu']:8.2f}{result['peak']:9.0f}"
              f"{bench.data.judge(name, result['tags'])[2]:7.2f}{median(result['rates']) / 1000:21.0f}", flush=True)


def results_of_java(bench, name):
    for peer in bench.java:
        tags = bench.path(f"{name}.{peer.name}.tags")
        result = peer.run(bench.data.pairs(name, "train"), bench.data.pairs(name, "test"), tags, 5)
        yield peer, {**result, "tags": tags}
