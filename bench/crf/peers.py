"""The programs that are compared.

Each tells by `missing` what to install, or None. Times in the results are in seconds, memory in MB,
rates in tokens a second of processor time on one thread."""

import glob
import importlib.util
import json
import os
import shutil
import subprocess
import sys

import measure

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "..", "..", "bin", "peers")
INSTALL = "make bench-crf-peers"


def printed(output):
    """The JSON object that a program printed, on a line of its own; Stanford prints its options in braces, too."""
    for line in reversed(output.splitlines()):
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            return found
    raise RuntimeError(f"no figures in what was printed: {output.strip()[-800:]}")


def python(*args):
    took, output = measure.run([sys.executable, os.path.join(HERE, "crfsuite.py"), *map(str, args)])
    return {**printed(output), "peak": took["peak"]}


class CRFsuite:
    """CRFsuite through python-crfsuite."""
    name = "CRFsuite"

    def missing(self):
        return None if importlib.util.find_spec("pycrfsuite") else "pip install python-crfsuite==0.9.12"

    def train(self, items, model, c1, c2, iterations):
        return python("train", items, model, c1, c2, iterations)

    def tag(self, items, model, tags):
        python("tag", items, model, tags)

    def speed(self, shared, sequences, model, rounds):
        return python("speed", shared, sequences, model, rounds)

    def learn(self, shared, train, test, tags):
        return python("learn", shared, train, test, tags, 0.1, 0.1, 100)


class Wapiti:
    """Wapiti, whose own patterns combine the columns of the baseline."""
    name = "Wapiti"

    def __init__(self):
        self.program = os.path.join(PEERS, "wapiti")

    def missing(self):
        return None if os.path.exists(self.program) else f"build libwapiti-0.2.1/cwapiti of PyPI: {INSTALL}"

    def _pattern(self, baseline, model):
        with open(model + ".pattern", "w", encoding="utf-8") as out:
            for k, parts in enumerate(baseline.TEMPLATE):
                print(f"U{k}:" + "|".join(f"%x[{at},{column}]" for at, column in parts), file=out)
            print("Ubias\nB", file=out)
        return out.name

    def train(self, baseline, columns, model, c1, c2, iterations):
        # It halves the penalty of squares, and would stop by errors on the training data.
        took, output = measure.run([self.program, "train", "-t", "2", "-e", "0", "-1", str(c1), "-2", str(2 * c2),
                                    *(["-i", str(iterations)] if iterations else []),
                                    "-p", self._pattern(baseline, model), columns, model])
        steps = [line for line in output.splitlines() if "obj=" in line]
        return {**took, "objective": float(steps[-1].split("obj=")[1].split()[0]), "iterations": len(steps),
                "bytes": os.path.getsize(model)}

    def tag(self, columns, model, tags):
        """Returns processor seconds, without those of a run that reads the model only."""
        begin, _ = measure.run([self.program, "label", "-m", model, "-l", os.devnull, tags])
        all_of_it, _ = measure.run([self.program, "label", "-m", model, "-l", columns, tags + ".lines"])
        with open(tags + ".lines", encoding="utf-8") as lines, open(tags, "w", encoding="utf-8") as out:
            for block in lines.read().split("\n\n"):
                if block.strip():
                    print(*block.split(), file=out)
        return {"seconds": all_of_it["cpu"] - begin["cpu"], "load": begin["cpu"], "peak": all_of_it["peak"]}


class Java:
    """A peer in Java: trains and tags in one process, with its own features."""

    def __init__(self, name, program, jars, memory):
        self.name, self.program, self.memory = name, program, memory
        self.jars = [path for jar in jars for path in glob.glob(os.path.join(PEERS, jar))]
        self.wanted = len(jars)

    def missing(self):
        if not shutil.which("java"):
            return "a Java development kit 17 or newer"
        return None if len(self.jars) >= self.wanted else f"its jar of Maven Central: {INSTALL}"

    def run(self, train, test, tags, rounds):
        took, output = measure.run(["java", "-Xmx" + self.memory, "-cp", os.pathsep.join(self.jars),
                                    os.path.join(HERE, self.program), train, test, tags, str(rounds)])
        return {**printed(output), "peak": took["peak"]}


STANFORD = Java("Stanford CoreNLP", "Stanford.java", ["stanford-corenlp-*.jar"], "12g")
OPENNLP = Java("OpenNLP", "OpenNlp.java", ["opennlp-tools-*.jar", "slf4j-api-*.jar"], "2g")


class Onomast:
    """The program of this folder."""
    name = "Onomast"

    def __init__(self, program):
        self.program = program

    def _run(self, *args):
        took, output = measure.run([self.program, *map(str, args)])
        return {**printed(output), "peak": took["peak"]}

    def items(self, template, sequences, out):
        if not os.path.exists(out):
            with open(out + ".new", "w", encoding="utf-8") as file:
                subprocess.run([self.program, "items", template, sequences], check=True, stdout=file)
            os.rename(out + ".new", out)
        return out

    def train(self, sequences, model, *options):
        return self._run("train", *options, sequences, model)

    def tag(self, model, sequences, tags):
        return self._run("tag", model, sequences, tags)

    def speed(self, model, sequences, before, rounds):
        return self._run("speed", model, sequences, before, rounds)

    def load(self, model, sequences):
        return self._run("load", model, sequences)

    def calibrate(self, model, dev, test):
        return self._run("calibrate", model, dev, test)
