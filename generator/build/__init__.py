"""The pipeline: a site's folder goes in, a published site or diagnostics come out.

`loading`, `planning` and `publishing` follow each other; what each hands on is in `values`.
"""

from generator.build.loading import load
from generator.build.planning import prepare
from generator.build.publishing import build, publish
from generator.build.values import STATE, Indexing, Loaded, Options, Prepared, Result, weighed

__all__ = [
    "STATE",
    "Indexing",
    "Loaded",
    "Options",
    "Prepared",
    "Result",
    "build",
    "load",
    "prepare",
    "publish",
    "weighed",
]
