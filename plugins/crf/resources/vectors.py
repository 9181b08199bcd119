"""Word vectors as spaCy keeps them, and clusters of them."""

import io
import lzma

import numpy

MASK = (1 << 64) - 1


def murmur64(data, seed=1):
    """MurmurHash64A, which names the words in spaCy's tables."""
    m = 0xC6A4A7935BD1E995
    h = seed ^ (len(data) * m & MASK)
    whole = len(data) & ~7
    for i in range(0, whole, 8):
        k = int.from_bytes(data[i : i + 8], "little") * m & MASK
        h = (h ^ (k ^ k >> 47) * m & MASK) * m & MASK
    if whole < len(data):
        h = (h ^ int.from_bytes(data[whole:], "little")) * m & MASK
    h = (h ^ h >> 47) * m & MASK
    return h ^ h >> 47


def read_npy(data):
    return numpy.load(io.BytesIO(data), allow_pickle=False)


def unxz(data):
    return lzma.decompress(data)


def clusters(table, k, rounds=40, seed=1):
    """The number of the cluster of each row: k-means over directions."""
    x = table.astype(numpy.float32)
    x = x / numpy.maximum(numpy.linalg.norm(x, axis=1, keepdims=True), 1e-9)
    centres = x[numpy.random.default_rng(seed).permutation(len(x))[:k]]
    label = None
    for _ in range(rounds):
        likeness = x @ centres.T
        nearest = likeness.argmax(axis=1)
        if label is not None and (nearest == label).all():
            break
        label = nearest
        centres = settle(x, label, likeness.max(axis=1), k)
    return label


def settle(x, label, likeness, k):
    """The middles of the clusters; an empty one moves to a row that fits badly."""
    sums = numpy.zeros((k, x.shape[1]), numpy.float32)
    numpy.add.at(sums, label, x)
    empty = numpy.flatnonzero(numpy.bincount(label, minlength=k) == 0)
    sums[empty] = x[likeness.argsort()[: len(empty)]]
    return sums / numpy.maximum(numpy.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
