"""python-crfsuite, in a process of its own; prints JSON.

    crfsuite.py train ITEMS MODEL C1 C2 ITERATIONS     trains on what `crf items` printed; 0: until it converges
    crfsuite.py tag ITEMS MODEL TAGS                   writes the tags it finds, one line a sequence
    crfsuite.py speed SHARED SEQUENCES MODEL ROUNDS    tags with the features of the baseline's script
    crfsuite.py learn SHARED SEQUENCES TEST TAGS C1 C2 ITERATIONS   trains and tags with those features
"""

import json
import os
import sys
import time

import pycrfsuite

from data import Data


def sequences_of_items(path):
    tags, items = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if fields == [""]:
                yield items, tags
                tags, items = [], []
            else:
                tags.append(fields[0])
                items.append(fields[1:])


def words_and_tags(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["words"], record["tags"]


def trainer_of(c1, c2, iterations):
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": float(c1), "c2": float(c2), **({"max_iterations": int(iterations)} if int(iterations) else {})})
    return trainer


def fit(trainer, model):
    wall, cpu = time.perf_counter(), time.process_time()
    trainer.train(model)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    last = trainer.logparser.last_iteration
    return {"wall": wall, "cpu": cpu, "objective": last["loss"], "iterations": last["num"], "bytes": os.path.getsize(model)}


def train(items, model, c1, c2, iterations):
    trainer = trainer_of(c1, c2, iterations)
    for features, tags in sequences_of_items(items):
        trainer.append(features, tags)
    print(json.dumps(fit(trainer, model)))


def opened(model):
    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    return tagger


def write_tags(path, all_tags):
    with open(path, "w", encoding="utf-8") as out:
        for tags in all_tags:
            print(*tags, file=out)


def tag(items, model, out):
    tagger = opened(model)
    write_tags(out, (tagger.tag(features) for features, _ in sequences_of_items(items)))
    print("{}")


def speed(shared, path, model, rounds):
    begin = time.process_time()
    tagger = opened(model)
    load = time.process_time() - begin
    features, texts = Data(shared, "").baseline.features, [words for words, _ in words_and_tags(path)]
    tokens, rates, bare = sum(map(len, texts)), [], []
    for _ in range(int(rounds)):
        begin = time.process_time()
        made = [pycrfsuite.ItemSequence(features(words)) for words in texts]
        between = time.process_time()
        for items in made:
            tagger.tag(items)
        end = time.process_time()
        rates.append(tokens / (end - begin))
        bare.append(tokens / (end - between))
    print(json.dumps({"tokens": tokens, "rates": rates, "without_features": bare, "load": load}))


def learn(shared, path, test, out, c1, c2, iterations):
    features, trainer = Data(shared, "").baseline.features, trainer_of(c1, c2, iterations)
    for words, tags in words_and_tags(path):
        trainer.append(features(words), tags)
    model = out + ".model"
    result = fit(trainer, model)
    tagger = opened(model)
    write_tags(out, (tagger.tag(features(words)) for words, _ in words_and_tags(test)))
    os.unlink(model)
    print(json.dumps(result))


if __name__ == "__main__":
    {"train": train, "tag": tag, "speed": speed, "learn": learn}[sys.argv[1]](*sys.argv[2:])
