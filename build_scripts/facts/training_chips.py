"""Facts and checks on the speeds of chips in 64 bits, as HPL measures, and in 16 bits, as models are trained."""

from __future__ import annotations

import pandas as pd

from ..registry import check, fact
from ..world import World
from .common import first_number, once, ratio

CHIPS = ("epoch-ml-hardware",)
H100_MATRIX_64_TFLOPS = 66.9  # of its matrix units in 64 bits, which Epoch AI's table does not have
CHIP_ROWS = (
    "NVIDIA V100", "NVIDIA A100 SXM4 80 GB", "NVIDIA H100 SXM5 80GB", "AMD Instinct MI300X",
    "NVIDIA B200", "NVIDIA B300 (Blackwell Ultra)",
)  # fmt: skip


@once
def chips(world: World) -> pd.DataFrame:
    """Return the chips to compare, oldest first, with `ratio` of 16 to 64 bits."""
    table = world.ai.chips[world.ai.chips["name"].isin(CHIP_ROWS)].dropna(subset=["fp64_tflops", "tensor16_tflops"])
    table = table.sort_values(["released", "name"], ignore_index=True)
    return table.assign(ratio=table["tensor16_tflops"] / table["fp64_tflops"])


def _chip(world: World, name: str, column: str) -> float | None:
    table = chips(world)
    return first_number(table.loc[table["name"].str.startswith(name), column])


@fact("performance", late=True, sources=CHIPS, fixed=True)
def h100_in_64_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA H100", "fp64_tflops")


@fact("performance", late=True, sources=CHIPS, fixed=True)
def h100_in_16_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA H100", "tensor16_tflops")


@fact("factor", late=True, sources=CHIPS, fixed=True)
def h100_ratio(world: World) -> float | None:
    return _chip(world, "NVIDIA H100", "ratio")


@fact("performance", late=True, sources=("klockwood-h100",), fixed=True)
def h100_matrix_64(world: World) -> float | None:
    return H100_MATRIX_64_TFLOPS if h100_in_64_bits(world) else None


@fact("factor", late=True, sources=("klockwood-h100", *CHIPS), fixed=True)
def h100_matrix_ratio(world: World) -> float | None:
    return ratio(h100_in_16_bits(world), h100_matrix_64(world))


@fact("factor", late=True, sources=CHIPS, fixed=True)
def v100_ratio(world: World) -> float | None:
    return _chip(world, "NVIDIA V100", "ratio")


@fact("performance", late=True, sources=CHIPS, fixed=True)
def v100_in_64_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA V100", "fp64_tflops")


@fact("performance", late=True, sources=CHIPS, fixed=True)
def b300_in_64_bits(world: World) -> float | None:
    return _chip(world, "NVIDIA B300", "fp64_tflops")


@fact("factor", late=True, sources=CHIPS, fixed=True)
def b300_ratio(world: World) -> float | None:
    return _chip(world, "NVIDIA B300", "ratio")


@check
def chips_turn_from_64_bits(world: World) -> bool:
    """The newest chip of the comparison does less in 64 bits than the oldest, and more in 16."""
    table = chips(world)
    if len(table) < 2:
        return False
    old, new = table.iloc[0], table.iloc[-1]
    return bool(new["fp64_tflops"] < old["fp64_tflops"] and new["tensor16_tflops"] > old["tensor16_tflops"])
