"""Conditional random fields compared: training, tagging, loading, quality, small data, calibration.

    python bench/crf/compare.py [--shared ../shared] [--crf bin/crf] [--quick] [TABLE ...]

Prints the tables named, or all of them. The README of this folder says what each measures. All
contenders get the same tokens; times are processor times where nothing else is said; rounds take
turns. A peer that is not there is left out.
"""

import argparse
import os
import tempfile

import calibration
import curves
import peers
import quality
import tagging
import training
from data import Data

HERE = os.path.dirname(os.path.abspath(__file__))
TABLES = {"training": training.tables, "tagging": tagging.tables, "quality": quality.table,
          "curves": curves.table, "calibration": calibration.table}


class Bench:
    """What all tables need."""

    def __init__(self, args, folder):
        self.data = Data(os.path.abspath(args.shared), folder)
        self.onomast = peers.Onomast(os.path.abspath(args.crf))
        self.quick, self.rounds = args.quick, 1 if args.quick else args.rounds
        self.crfsuite, self.wapiti = there(peers.CRFsuite()), there(peers.Wapiti())
        self.java = [] if args.quick else [peer for peer in map(there, (peers.OPENNLP, peers.STANFORD)) if peer]

    def path(self, name):
        return os.path.join(self.data.folder, name)


def there(peer):
    """The peer, or None and a line that says how to get it."""
    missing = peer.missing()
    if missing:
        print(f"{peer.name} is left out; needed: {missing}")
    return None if missing else peer



def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tables", nargs="*", choices=[[], *TABLES], default=[])
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "..", "shared"))
    parser.add_argument("--crf", default=os.path.join(HERE, "..", "..", "bin", "crf"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one set, one round, no peers in Java")
    parser.add_argument("--keep", help="a folder for models and tags, used again when it has them")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or temporary
        os.makedirs(folder, exist_ok=True)
        bench = Bench(args, folder)
        for name in args.tables or TABLES:
            TABLES[name](bench)


if __name__ == "__main__":
    main()
