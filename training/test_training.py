"""Tests of what needs no model: python -m unittest discover -s training.

They skip, saying why, where the packages of requirements.txt are missing.
"""

import json
import random
import struct
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
try:
    import numpy as np
    import torch
    from tokenizers import Tokenizer

    import batches
    import checkpoint
    import data
    import loss
    import maps
    import pieces
    import scores
    import tiny
    import train
    import trim
    import viterbi
    import workers
except ImportError as missing:
    raise unittest.SkipTest(f"needs the packages of training/requirements.txt: {missing}") from None

O = frozenset(["O"])  # noqa: E741
PER, ORG, LOC = (frozenset([kind]) for kind in ("PER", "ORG", "LOC"))
TASK = maps.task("multilingual")
LABELS = TASK.labels
MAP = """
language: xx
absent: [MISC]
labels: {person: PER, firm: ORG, place: LOC, address: [O, LOC], date: O}
"""


def rules(**changed) -> maps.SetMap:
    """Returns the map above with some values changed."""
    return maps.SetMap(**{**vars(TASK.parse("xx", MAP)), **changed})


def line(text: str, *entities: tuple[int, int, str]) -> str:
    """Returns a record as the sets write it."""
    return json.dumps({"text": text, "entities": [{"start": s, "end": e, "label": k} for s, e, k in entities]})


def record(text: str, *entities: tuple[int, int, frozenset], outside: frozenset = O) -> data.Record:
    """Returns a record as it is trained on."""
    return data.Record(text, tuple(data.Entity(*e) for e in entities), outside)


def names(bits: int) -> set[str]:
    """Returns the labels that bits stand for."""
    return {label for i, label in enumerate(LABELS) if bits >> i & 1}


class Maps(unittest.TestCase):
    def test_all_are_read(self):
        self.assertEqual(maps.tasks(), ["legal", "medical", "multilingual", "support"])
        for task in map(maps.task, maps.tasks()):
            for name in task.names():
                self.assertTrue(task.load(name).labels, name)
        self.assertEqual(len(TASK.names()), 20)
        self.assertEqual(len({TASK.load(name).language for name in TASK.names()}), 12)

    def test_a_task_has_labels_and_what_counts(self):
        self.assertEqual(LABELS[:3], ("O", "B-PER", "I-PER"))
        self.assertEqual(TASK.counted, ("PER", "ORG", "LOC"))
        self.assertEqual(maps.task("medical").counted, ("DRUG", "DISEASE"))
        with self.assertRaisesRegex(ValueError, "no task 'nothing'; there are legal"):
            maps.task("nothing")

    def test_mistakes_are_named(self):
        for text, said in (
            ("language: xx\nlabels: {a: PERSON}", "PERSON"),
            ("language: xx\nlabels: {a: []}", "a: "),
            ("language: xx\nlabel: {}\nlabels: {}", "no such key: label"),
        ):
            with self.assertRaisesRegex(ValueError, said):
                TASK.parse("xx", text)

    def test_what_is_absent_may_be_outside(self):
        self.assertEqual(rules().outside, {"O", "MISC"})


class Data(unittest.TestCase):
    def test_the_outermost_that_is_sure_stays(self):
        inner, outer, unsure = data.Entity(4, 8, LOC), data.Entity(0, 12, ORG), data.Entity(0, 20, O | LOC)
        self.assertEqual(data.outermost([inner, unsure, outer]), (outer,))
        self.assertEqual(data.outermost([inner, unsure]), (inner,))
        apart = data.Entity(12, 20, PER)
        self.assertEqual(data.outermost([apart, outer]), (outer, apart))

    def test_labels_are_mapped(self):
        text = "Ida of Bree 9, 5 May"
        got = data._record(line(text, (0, 3, "person"), (7, 13, "address"), (15, 20, "date")), rules())
        self.assertEqual([(e.start, e.end, e.types) for e in got.entities], [(0, 3, PER), (7, 13, O | LOC)])

    def test_a_name_has_a_letter(self):
        given = line("9020 Bree", (0, 4, "place"), (5, 9, "place"))
        self.assertEqual(len(data._record(given, rules()).entities), 2)
        self.assertEqual([e.start for e in data._record(given, rules(letters=True)).entities], [5])

    def test_documents_are_cut_at_lines_but_not_in_entities(self):
        text = "a" * 399 + "\n" + "b" * 399 + "\n" + "c" * 9 + "\n"
        cut = list(data.apart(record(text, (395, 405, PER), (805, 810, LOC)), "lines"))
        self.assertEqual("".join(r.text for r in cut), text)
        self.assertEqual([len(r.text) for r in cut], [800, 10])
        self.assertEqual([[(e.start, e.end) for e in r.entities] for r in cut], [[(395, 405)], [(5, 10)]])

    def test_documents_are_cut_at_sentences(self):
        text = "It is 1.5 mg (e.g. of Abc). " * 20
        cut = [r.text for r in data.apart(record(text), "sentences")]
        self.assertEqual("".join(cut), text)
        self.assertEqual([len(c) % 28 for c in cut], [0, 0])

    def test_one_block_in_four_is_kept_for_development(self):
        lines = [str(i) for i in range(430)]
        train, dev = data.cut(lines, "train"), data.cut(lines, "dev")
        self.assertEqual(sorted(train + dev, key=int), lines)
        self.assertEqual((dev[0], dev[-1], len(dev)), ("150", "399", 100))

    def test_joining_and_case_keep_what_entities_say(self):
        chance = random.Random(3)
        given = [record(f"{'x' * i} Ida ß{i}", (i + 1, i + 4, PER)) for i in range(50)]
        varied = data.vary(given, chance, joined=1, cased=0.5)
        said = [r.text[e.start : e.end] for r in varied for e in r.entities]
        self.assertEqual(len(said), 50)
        self.assertLessEqual(set(said), {"Ida", "IDA", "ida"})
        self.assertLess(len(varied), 50)
        self.assertGreater(len(set(said)), 1)


class Pieces(unittest.TestCase):
    def setUp(self):
        self.tokenizer = Tokenizer.from_str(json.dumps(tiny.tokenizer()))

    def labels(self, given: data.Record) -> list[set[str]]:
        encoding = self.tokenizer.encode(given.text, add_special_tokens=False)
        return [names(b) for b in pieces.allowed(LABELS, given, encoding.offsets)]

    def test_pieces_and_not_words_have_labels(self):
        got = self.labels(record("Montreal, Paris", (0, 4, LOC), (10, 15, LOC)))
        self.assertEqual(got, [{"B-LOC"}, {"O"}, {"O"}, {"B-LOC"}])
        self.assertEqual(self.labels(record("Montreal", (0, 8, LOC))), [{"B-LOC"}, {"I-LOC"}])

    def test_what_is_not_sure_may_be_more(self):
        got = self.labels(record("Anna in Oslo", (8, 12, O | LOC), outside=O | PER))
        self.assertEqual(got, [{"O", "B-PER", "I-PER"}] * 2 + [{"O", "B-LOC", "I-LOC"}])

    def test_neighbours_begin_anew(self):
        got = self.labels(record("Anna Peter", (0, 4, PER), (5, 10, PER)))
        self.assertEqual(got, [{"B-PER"}, {"B-PER"}])

    def test_long_texts_end_early_and_end_well(self):
        [made] = pieces.examples(LABELS, [record("Anna " * 30)], self.tokenizer, 8)
        self.assertEqual((len(made.ids), made.ids[-1], made.allowed[-1]), (8, 3, pieces.ANY))

    def test_labels_are_read_back(self):
        given = record("Anna Berg, Acme, Montreal", (0, 9, PER), (11, 15, ORG), (17, 25, LOC))
        encoding = self.tokenizer.encode(given.text, add_special_tokens=False)
        written = [names(b).pop() for b in pieces.allowed(LABELS, given, encoding.offsets)]
        self.assertEqual(pieces.spans(written, encoding.offsets), [(0, 9, "PER"), (11, 15, "ORG"), (17, 25, "LOC")])


class Trimming(unittest.TestCase):
    def test_characters_stay_and_the_rare_goes(self):
        words = [*trim._SPECIAL, "a", "##b", "rare", "often", "listed"]
        kept = trim.choose(words, {**dict.fromkeys(range(10), 0), 7: 1, 8: 9}, {**dict.fromkeys(range(10), 0), 9: 20}, 9)
        self.assertEqual([words[i] for i in kept], [*trim._SPECIAL, "a", "##b", "often", "listed"])

    def test_a_trimmed_tokenizer_loses_no_text(self):
        old = tiny.tokenizer()
        words = tiny.vocabulary()
        keep = [i for i, p in enumerate(words) if i < 5 or trim.single(p)]
        random.Random(1).shuffle(keep)
        new = Tokenizer.from_str(json.dumps(trim.retokenize(old, words, keep)))
        encoding = new.encode("Montreal Anna")
        self.assertEqual(encoding.tokens[1:-1], "M ##o ##n ##t ##r ##e ##a ##l A ##n ##n ##a".split())
        self.assertEqual(encoding.ids[0], keep.index(2))
        self.assertEqual(new.get_vocab_size(), len(keep))


class Training(unittest.TestCase):
    def test_loss_sums_over_what_is_allowed(self):
        logits = torch.zeros(1, 3, len(LABELS))
        allowed = torch.tensor([[1, 7, pieces.ANY]])
        n = torch.tensor(float(len(LABELS)))
        self.assertAlmostEqual(loss.partial(logits, allowed).item(), (n.log() + (n / 3).log()).item() / 2, places=5)
        self.assertEqual(loss.partial(logits, torch.full((1, 3), pieces.ANY)).item(), 0)

    def test_batches_hold_every_example_once(self):
        given = [pieces.Example([i] * (1 + i % 40), [1] * (1 + i % 40)) for i in range(200)]
        made = list(batches.batches(given, 128, random.Random(1)))
        self.assertEqual(sorted(e.ids[0] for b in made for e in b), list(range(200)))
        self.assertLessEqual(max(batches.tensors(b)[0].numel() for b in made), 128)
        ids, mask, allowed = batches.tensors([pieces.Example([2, 3], [1, 1])])
        self.assertEqual((ids.shape, mask.sum().item(), allowed[0, 2].item()), ((1, 8), 2, pieces.ANY))

    def test_the_rate_goes_up_and_down_to_nothing(self):
        shares = [train.schedule(i / 100) for i in range(101)]
        self.assertEqual((shares[0], max(shares), shares[4], shares[100]), (0, 1, 1, 0))
        self.assertEqual(shares[4:], sorted(shares[4:], reverse=True))

    def test_sets_are_weighed_and_left_out(self):
        weights = train.weighting(TASK, ["btc=0", "estner=2"], ["de"])
        self.assertEqual((weights["estner"], weights["wnut17"]), (2, 1))
        self.assertFalse({"btc", "germeval14", "ler_de"} & set(weights))
        with self.assertRaisesRegex(ValueError, "no map for 'nothing'"):
            train.weighting(TASK, ["nothing=1"], [])

    def test_all_processes_meet_equally_often(self):
        for times in ([0, 5, 9, 31], [29], []):
            meet = workers.Meetings(rank=0, total=1, every=10, times=3)
            for spent in times:
                meet.at(spent, torch.nn.Linear(1, 1))
            meet.last(torch.nn.Linear(1, 1))
            self.assertEqual(meet.done, 3)


class Scoring(unittest.TestCase):
    def test_the_best_sequence_has_no_inside_without_a_beginning(self):
        logits = np.zeros((3, len(LABELS)), np.float32)
        logits[0, LABELS.index("I-PER")] = 2
        logits[1, LABELS.index("I-PER")] = 3
        logits[2, LABELS.index("I-LOC")] = 1
        self.assertEqual(viterbi.best(LABELS, logits)[:2], ["B-PER", "I-PER"])
        self.assertNotEqual(viterbi.best(LABELS, logits)[2], "I-LOC")
        self.assertEqual(viterbi.best(LABELS, logits[:0]), [])

    def test_place_and_type_must_be_right(self):
        score = scores.Score(TASK.counted)
        score.add(record("", (0, 3, PER), (4, 8, LOC), (9, 12, ORG)), [(0, 3, "PER"), (4, 8, "ORG"), (9, 11, "ORG")])
        self.assertAlmostEqual(score.f1(), 100 / 3)
        self.assertEqual((score.f1("PER"), score.f1("ORG"), score.f1("MISC")), (100, 0, 0))

    def test_what_may_be_or_not_does_not_count(self):
        score = scores.Score(TASK.counted)
        score.add(record("", (0, 3, O | LOC)), [(0, 2, "LOC"), (1, 3, "PER")])
        self.assertEqual((score.found["LOC"], score.found["PER"], score.gold.total()), (0, 1, 0))


class Checkpoint(unittest.TestCase):
    def test_an_index_is_read(self):
        def entry(shape: list[int], offset: int, size: int) -> bytes:
            dims = b"".join(b"\x12" + bytes([2, 8, n]) for n in shape)
            return bytes([8, 1, 0x12, len(dims)]) + dims + bytes([0x20, offset, 0x28, size])

        def block(*pairs: tuple[int, bytes, bytes]) -> bytes:
            body = b"".join(bytes([shared, len(k), len(v)]) + k + v for shared, k, v in pairs)
            return body + struct.pack("<II", 0, 1)

        first = block((0, b"", b"\x08\x01"), (0, b"net/a", entry([2, 3], 0, 24)), (4, b"b", entry([], 24, 4)))
        top = block((0, b"net/c", bytes([0, len(first)])))
        at = len(first) + 5
        footer = bytes([0, 0]) + bytes([at, len(top)]) if at < 128 else None
        index = first + bytes(5) + top + bytes(5) + footer.ljust(40, b"\0") + struct.pack("<Q", checkpoint._MAGIC)
        got = checkpoint.read(index, np.arange(7, dtype="<f4").tobytes())
        self.assertEqual({n: v.tolist() for n, v in got.items()}, {"net/a": [[0, 1, 2], [3, 4, 5]], "net/b": 6})

    def test_another_file_is_refused(self):
        for given in (b"", b"x" * 100):
            with self.assertRaisesRegex(ValueError, "not the index"):
                checkpoint.entries(given)


if __name__ == "__main__":
    unittest.main()
