"""Python's re and Hyperscan, for bench/rules: peers.py ENGINE TEXT PATTERNS ROUNDS."""

import json
import re
import struct
import sys
import time


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def python(text, patterns):
    """Each expression alone. With re.ASCII, for that is what RE2's \\w and \\b are."""
    text = text.decode()
    compiled = [re.compile(p, re.ASCII) for p in patterns]

    def search():
        return [[m.span() for m in r.finditer(text)] for r in compiled]

    def digest(found):
        starts, at = [], 0  # byte offset of each character
        for c in text:
            starts.append(at)
            at += len(c.encode())
        starts.append(at)
        return fnv(b"".join(struct.pack("<3I", i, starts[a], starts[b]) for i, spans in enumerate(found) for a, b in spans))

    return search, lambda found: sum(map(len, found)), digest, "Python re", ""


def hyperscan(text, patterns):
    """All expressions at once, with starts."""
    import hyperscan as hs

    db = hs.Database()
    db.compile(
        expressions=[p.encode() for p in patterns],
        ids=list(range(len(patterns))),
        elements=len(patterns),
        flags=hs.HS_FLAG_SOM_LEFTMOST | hs.HS_FLAG_UTF8,
    )

    def search():
        count = 0

        def found(*_):
            nonlocal count
            count += 1

        db.scan(text, match_event_handler=found)
        return count

    note = "reports every end of a match, not only the preferred one; called from Python"
    return search, lambda found: found, lambda found: "", "Hyperscan", note


def main():
    engine, file, patterns, rounds = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    with open(file, "rb") as f:
        text = f.read()
    with open(patterns) as f:
        patterns = [p["re"] for p in json.load(f)]
    begin = time.process_time()
    search, count, digest, name, note = {"re": python, "hyperscan": hyperscan}[engine](text, patterns)
    build = time.process_time() - begin
    seconds = []
    for _ in range(rounds):
        begin = time.process_time()
        found = search()
        seconds.append(time.process_time() - begin)
        if seconds[-1] > 5:
            break
    print(json.dumps({"Engine": name, "Seconds": seconds, "Build": build, "Matches": count(found), "Digest": digest(found), "Note": note}))


if __name__ == "__main__":
    main()
