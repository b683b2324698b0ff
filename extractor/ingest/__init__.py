"""Files and feeds in: encodings, web pages, metadata, publication dates, blocks."""

from extractor.ingest.blocks import split_blocks
from extractor.ingest.options import IngestOptions
from extractor.ingest.paths import find_paths
from extractor.ingest.readers import read_path, read_stream

__all__ = ["IngestOptions", "find_paths", "read_path", "read_stream", "split_blocks"]
