"""The same work on many things, in several processes if there are several to do."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MOST = 4  # processes: each imports the drawing library


def in_parallel(
    work: Callable[[Item], Result], items: Sequence[Item], workers: int | None = None
) -> Iterator[tuple[Item, Result]]:
    """Yield each item with its result, in their order. workers: how many processes, if not as many as there are cores.

    work: a function at the top of its module, so that another process finds it.
    """
    workers = min(workers or os.cpu_count() or 1, MOST, len(items))
    if workers < 2:
        yield from ((item, work(item)) for item in items)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from zip(items, pool.map(work, items, chunksize=2), strict=True)
