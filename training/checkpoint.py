"""Reads the variables of a TensorFlow SavedModel with numpy alone.

TensorFlow is a large thing to install for reading one file. Its checkpoint is an index,
an SSTable of LevelDB's whose values are small protocol buffers, and one file of numbers.
Only what such files hold in practice is read: blocks that are not compressed, one shard,
little-endian 32-bit floats. Anything else is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

_MAGIC = 0xDB4775248B80FB57
_FOOTER = 48
_FLOAT = 1


@dataclass(frozen=True)
class Entry:
    """Where a variable lies in the file of numbers, in bytes, and its shape."""

    shape: tuple[int, ...]
    offset: int
    size: int


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Returns the variable-length integer at a place, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yields the fields of a protocol buffer: number and value."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 2:
            size, at = varint(data, at)
            value, at = data[at : at + size], at + size
        elif kind in (1, 5):
            size = 8 if kind == 1 else 4
            value, at = data[at : at + size], at + size
        else:
            raise ValueError(f"not a checkpoint's index: wire type {kind}")
        yield key >> 3, value


def _handle(data: bytes, at: int) -> tuple[int, int, int]:
    offset, at = varint(data, at)
    size, at = varint(data, at)
    return offset, size, at


def _block(index: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yields the keys and values of a block; a key is written without what it shares with the last."""
    if index[offset + size] != 0:
        raise ValueError("the checkpoint's index is compressed, which is not read here")
    data = index[offset : offset + size]
    restarts = int.from_bytes(data[-4:], "little")
    end = len(data) - 4 * (restarts + 1)
    at, key = 0, b""
    while at < end:
        shared, at = varint(data, at)
        own, at = varint(data, at)
        length, at = varint(data, at)
        key = key[:shared] + data[at : at + own]
        yield key, data[at + own : at + own + length]
        at += own + length


def _shape(data: bytes) -> tuple[int, ...]:
    sizes = []
    for number, value in fields(data):
        if number == 2:
            sizes.append(next((v for n, v in fields(value) if n == 1), 0))
    return tuple(sizes)


def _entry(data: bytes) -> Entry:
    found = dict(fields(data))
    if found.get(1) != _FLOAT or found.get(3, 0) != 0 or 7 in found:
        raise ValueError("the checkpoint holds something else than whole 32-bit floats in one shard")
    return Entry(_shape(found.get(2, b"")), found.get(4, 0), found.get(5, 0))


def entries(index: bytes) -> dict[str, Entry]:
    """Reads the file variables.index."""
    footer = index[-_FOOTER:]
    if len(footer) < _FOOTER or int.from_bytes(footer[-8:], "little") != _MAGIC:
        raise ValueError("this is not the index of a TensorFlow checkpoint")
    _, _, at = _handle(footer, 0)
    offset, size, _ = _handle(footer, at)
    found = {}
    for _, handle in _block(index, offset, size):
        for key, value in _block(index, *_handle(handle, 0)[:2]):
            if key:  # the empty key holds the header
                found[key.decode()] = _entry(value)
    return found


def read(index: bytes, numbers: bytes) -> dict[str, np.ndarray]:
    """Returns the variables by name, as views into the numbers."""
    found = {}
    for name, entry in entries(index).items():
        values = np.frombuffer(numbers, "<f4", entry.size // 4, entry.offset)
        found[name] = values.reshape(entry.shape)
    return found
