"""What stands below the paths of a build, also below addresses that only Spark can open (hdfs://, s3a:// …).

A path of the local system, also one written ``file:///…``, is listed as in a local build; every node must see it under the
same name. Below an address Spark lists; what it takes for hidden are names that begin with ``.`` or ``_``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.engine import ADDRESS
from kg.build.sources import Found, Source, find, sort
from kg.build.spark.session import reason
from kg.errors import Bilingual, KgError
from kg.reports import MAX_REPORT_BYTES

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_FILE = re.compile(r"file:(?://)?(?=/)")
_GLOB = re.compile(r"[{}\[\]*?\\]")


def found_below(paths: Iterable[str | Path], spark: SparkSession) -> Found:
    """Files below ``paths``, as ``sources.find`` tells. Raises KgError where an address cannot be looked at."""
    given = [_FILE.sub("", str(path)) for path in paths]
    remote = [path for path in given if ADDRESS.fullmatch(path) and not Path(path).exists()]
    found = find(path for path in given if path not in remote)
    for address in dict.fromkeys(remote):
        _list(address, found, spark)
    found.sources = sorted(set(found.sources))
    return found


def literal(path: str) -> str:
    """A path in which Spark takes no sign for a pattern."""
    return _GLOB.sub(r"\\\g<0>", path)


def address_of(source: Source) -> str:
    """The address of a remote file."""
    return f"{source.root}/{source.name}"


def _list(address: str, found: Found, spark: SparkSession) -> None:
    try:
        root, is_folder = _root(address, spark)
        found.scopes.append(Path(root))
        if is_folder is None:
            found.missing.append(address)
            return
        below = spark.read.format("binaryFile").option("recursiveFileLookup", True).load(literal(root))
        files = [(str(row["path"]), int(row["length"])) for row in below.select("path", "length").collect()]
    except Exception as error:  # of many kinds: each file system has its own
        why = reason(error)
        raise KgError(f"cannot be opened: {why}", f"打不开：{why}", where=address) from error
    above = root if is_folder else root.rpartition("/")[0]
    read = len(found.sources) + len(found.unread)
    for path, size in files:
        source = Source(path.removeprefix(above).lstrip("/"), above)
        if size > MAX_REPORT_BYTES:
            found.unread[source] = too_large(size)
        else:
            sort(source, found)
    if len(found.sources) + len(found.unread) == read:
        found.empty.append(address)


def _root(address: str, spark: SparkSession) -> tuple[str, bool | None]:
    """An address in full, as Spark names what lies below it, and whether it is a folder; None where nothing is there."""
    context = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(address)
    system = path.getFileSystem(context._jsc.hadoopConfiguration())
    root = str(system.makeQualified(path).toString()).rstrip("/")
    return root, bool(system.getFileStatus(path).isDirectory()) if system.exists(path) else None


def too_large(size: int) -> Bilingual:
    """Why a file of so many bytes is not read."""
    limit = MAX_REPORT_BYTES // 2**20
    return Bilingual(
        f"{size / 2**20:.0f} MB is too large for a report (at most {limit} MB are read)",
        f"文件有 {size / 2**20:.0f} MB，太大，不像一份报告（最多读 {limit} MB）",
    )
