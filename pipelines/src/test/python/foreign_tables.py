"""Makes tables that no engine at hand would write, by the letter of the Delta protocol.

    python foreign_tables.py <folder>

Each holds rows with n = 0 to 9 and name = "n<n>", and shows one thing:

    column_mapping     columns have other names in the files (column mapping by name)
    deletion_vector    rows 3 and 7 are deleted by a vector in the log
    checkpoint_v2      the log begins with a checkpoint of version 2; its commits are gone
    special_values     partition values with all that needs escaping, an empty one and a null
    newer_protocol     needs reader version 99
    unknown_feature    needs a reader feature that does not exist
"""

import base64
import json
import struct
import sys
import uuid
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import witness
from deltalake import write_deltalake

SPECIAL = ["a/b", "c=d", "e f", "ü%20", "#?:", "", None, "日本", "'\"", "x\\y"]


def schema_of(names=("n", "name"), mapped=False):
    fields = []
    for number, (name, kind) in enumerate(zip(names, ("long", "string")), start=1):
        metadata = (
            {"delta.columnMapping.id": number, "delta.columnMapping.physicalName": f"col-{number}"}
            if mapped
            else {}
        )
        fields.append({"name": name, "type": kind, "nullable": True, "metadata": metadata})
    return json.dumps({"type": "struct", "fields": fields})


def metadata(configuration=None, mapped=False):
    return {
        "metaData": {
            "id": str(uuid.uuid4()),
            "format": {"provider": "parquet", "options": {}},
            "schemaString": schema_of(mapped=mapped),
            "partitionColumns": [],
            "configuration": configuration or {},
            "createdTime": 1700000000000,
        }
    }


def protocol(reader=1, writer=2, features=None):
    action = {"minReaderVersion": reader, "minWriterVersion": writer}
    if features is not None:
        action |= {"readerFeatures": features, "writerFeatures": features}
    return {"protocol": action}


def data_file(folder, names=("n", "name")):
    table = pa.table(
        {names[0]: pa.array(range(10), pa.int64()), names[1]: [f"n{n}" for n in range(10)]}
    )
    pq.write_table(table, folder / "part-0.parquet")
    return {
        "path": "part-0.parquet",
        "partitionValues": {},
        "size": (folder / "part-0.parquet").stat().st_size,
        "modificationTime": 1700000000000,
        "dataChange": True,
        "stats": json.dumps({"numRecords": 10}),
    }


def log(folder, name, actions):
    path = folder / "_delta_log" / name
    path.write_text("".join(json.dumps(action) + "\n" for action in actions))


def new(root, name):
    folder = root / name
    (folder / "_delta_log").mkdir(parents=True)
    return folder


def z85(data):
    """Base85 in the alphabet of ZeroMQ, as the protocol has it."""
    from_b85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
    to_z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
    return base64.b85encode(data).translate(bytes.maketrans(from_b85, to_z85)).decode()


def deletion_vector(deleted):
    """An inline vector: one 32-bit Roaring bitmap, one array container, portable format."""
    container = struct.pack("<IIHHI", 12346, 1, 0, len(deleted) - 1, 16)
    container += b"".join(struct.pack("<H", row) for row in deleted)
    data = struct.pack("<IQI", 1681511377, 1, 0) + container
    size = len(data)
    data += b"\0" * (-size % 4)
    return {
        "storageType": "i",
        "pathOrInlineDv": z85(data),
        "sizeInBytes": size,
        "cardinality": len(deleted),
    }


def make(root):
    folder = new(root, "column_mapping")
    log(
        folder,
        f"{0:020}.json",
        [
            protocol(2, 5),
            metadata({"delta.columnMapping.mode": "name", "delta.columnMapping.maxColumnId": "2"}, True),
            {"add": data_file(folder, ("col-1", "col-2"))},
        ],
    )

    folder = new(root, "deletion_vector")
    add = data_file(folder) | {"deletionVector": deletion_vector([3, 7])}
    log(
        folder,
        f"{0:020}.json",
        [
            protocol(3, 7, ["deletionVectors"]),
            metadata({"delta.enableDeletionVectors": "true"}),
            {"add": add},
        ],
    )

    folder = new(root, "checkpoint_v2")
    add = data_file(folder)
    log(
        folder,
        f"{3:020}.checkpoint.{uuid.uuid4()}.json",
        [
            {"checkpointMetadata": {"version": 3}},
            protocol(3, 7, ["v2Checkpoint"]),
            metadata({"delta.checkpointPolicy": "v2"}),
            {"add": add | {"dataChange": False}},
        ],
    )
    log(folder, f"{3:020}.json", [{"commitInfo": {"timestamp": 1700000000000}}])

    table = pa.table(
        {"n": pa.array(range(10), pa.int64()), "name": pa.array(SPECIAL, pa.string())}
    )
    write_deltalake(str(root / "special_values"), table, partition_by=["name"])

    folder = new(root, "newer_protocol")
    log(folder, f"{0:020}.json", [protocol(99, 99), metadata(), {"add": data_file(folder)}])

    folder = new(root, "unknown_feature")
    log(
        folder,
        f"{0:020}.json",
        [protocol(3, 7, ["teleport"]), metadata(), {"add": data_file(folder)}],
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    witness.answer({})
