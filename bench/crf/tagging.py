"""How many tokens a second are tagged on one thread, and how soon the first one is."""

from statistics import median

import training


def tables(bench):
    for name in ["wnut17"] if bench.quick else ["wnut17", "bc5cdr"]:
        models = Models(bench, name)
        speed(bench, name, models)
        if name == "wnut17":
            start(bench, name, models)


class Models:
    """Models of one set: by features as usual, of ourselves and of peers, and by our default template."""

    def __init__(self, bench, name):
        data, setting = bench.data, training.SETTINGS[1]
        self.test, self.before = data.sequences(name, "test"), data.sequences(name, "train")
        self.columns = data.columns(name, "test")
        stem = bench.path(f"{name}.c2={setting[2]:g}")
        self.usual, self.crfsuite, self.wapiti = (f"{stem}.{kind}" for kind in ("crf", "crfsuite", "wapiti"))
        for run in training.contenders(bench, name, setting):
            if not has(run.tags.removesuffix(".tags").replace(".onomast", ".crf")):
                run.train()
        self.default = bench.path(f"{name}.default.crf")
        if not has(self.default):
            bench.onomast.train(self.before, self.default)


def has(path):
    try:
        with open(path, "rb"):
            return True
    except FileNotFoundError:
        return False


def speed(bench, name, models):
    rates = {}

    def note(row, more):
        rates.setdefault(row, []).extend(more)
    rounds = 2 if bench.quick else 3
    for _ in range(rounds):
        for row, model in (("Onomast, default template", models.default), ("Onomast, usual features", models.usual)):
            result = bench.onomast.speed(model, models.test, models.before, 3)
            note(row, result["rates"])
            note(row + ", first words", result["fresh"])
        if bench.crfsuite:
            result = bench.crfsuite.speed(bench.data.shared, models.test, models.crfsuite, 1)
            note("python-crfsuite", result["rates"])
            note("python-crfsuite, features given", result["without_features"])
        if bench.wapiti:
            result = bench.wapiti.tag(models.columns, models.wapiti, models.wapiti + ".speed")
            note("Wapiti, columns given", [bench.data.tokens(name, "test") / result["seconds"]])
    print(f"\n{name}: {bench.data.tokens(name, 'test'):,} tokens tagged on one thread; 1,000 tokens a second, median (lowest-highest)")
    ours = median(rates["Onomast, default template"])
    for row, all_of_it in rates.items():
        middle = median(all_of_it)
        print(f"{row:40}{middle / 1e3:9,.0f} ({min(all_of_it) / 1e3:5,.0f}-{max(all_of_it) / 1e3:5,.0f}){ours / middle:8.1f}x", flush=True)


def start(bench, name, models):
    print(f"\n{name}: a fresh process with a model; median of 9, milliseconds of the clock")
    for row, model in (("default template", models.default), ("usual features", models.usual)):
        results = [bench.onomast.load(model, models.test) for _ in range(9)]

        def middle(key):
            return median(result[key] for result in results)
        print(f"Onomast, {row:20} ready {middle('load'):6.1f}   first sentence {middle('first'):6.1f}   "
              f"file {middle('bytes') / 1e6:5.1f} MB   peak {middle('peak'):5.0f} MB", flush=True)
