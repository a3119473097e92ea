"""The window file as arrays: what both peers train on."""

import json

import numpy as np

TYPES = {"F32": "<f4", "I32": "<i4", "U8": "u1"}
LENGTH = 100


def read_safetensors(path):
    """Name -> array, as views of the file's bytes."""
    content = np.fromfile(path, dtype=np.uint8)
    size = int(content[:8].view("<u8")[0])
    header = json.loads(content[8 : 8 + size].tobytes())
    arrays = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = (8 + size + at for at in entry["data_offsets"])
        arrays[name] = content[start:end].view(TYPES[entry["dtype"]]).reshape(entry["shape"])
    return arrays


def read_windows(path):
    """(training inputs [windows, 100, 52], training labels, validation inputs, validation labels)"""
    arrays = read_safetensors(path)
    rows = arrays["rows"]
    parts = []
    for name in ("training", "validation"):
        starts = arrays[f"{name}.starts"]
        parts.append(rows[starts[:, None] + np.arange(LENGTH)])
        parts.append(arrays[f"{name}.labels"].astype(np.int64))
    return parts


def arrange(inputs, family):
    """The layout that a family takes: convolutions have channels as height and time as width."""
    if family == "mlp":
        return inputs.reshape(len(inputs), -1)
    if family == "lstm":
        return inputs
    return np.ascontiguousarray(inputs.transpose(0, 2, 1))
