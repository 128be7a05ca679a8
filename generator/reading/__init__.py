"""Runs what reads a source in a child process, which has limits of time and memory and can be ended.

What is read, and by whom, is not known here: a task is the name of a function, and what it returns is data of a known
type. Nothing that a child sends is run.
"""

from __future__ import annotations

from generator.reading.child_process import ReaderFailedError, RefusedError, read_apart

__all__ = ["ReaderFailedError", "RefusedError", "read_apart"]
