"""Facts and checks on a laptop, and on the bridge from HPL to the speed at which models are trained."""

from __future__ import annotations

import pandas as pd

from ..measures import training as measure
from ..measures.training import Bridge
from ..registry import check, fact
from ..world import World
from .common import LISTS, MODELS, MXP, OURS, RUNS, once, runs


@once
def bridge(world: World) -> Bridge | None:
    """Return the spread of HPL-MxP over HPL in the newest list of it."""
    return measure.bridge(world.ai.hpl_mxp)


# THE LAPTOP


@fact("performance", fixed=True, sources=OURS)
def laptop_speed(world: World) -> float:
    return measure.LAPTOP_TFLOPS


@fact("edition")
def laptop_edition(world: World) -> str | None:
    return measure.last_edition_below(world.performance, measure.LAPTOP_TFLOPS)


@fact("name")
def laptop_name(world: World) -> str | None:
    edition = laptop_edition(world)
    return edition and world.firsts.set_index("edition")["label"][edition]


@check
def laptop_would_have_led(world: World) -> bool:
    """The laptop would have been number one of some list."""
    return laptop_edition(world) is not None


# THE BRIDGE


@fact("edition", late=True, sources=MXP)
def bridge_edition(world: World) -> str | None:
    found = bridge(world)
    return found and found.edition


@fact("count", late=True, sources=MXP)
def bridge_machines(world: World) -> int | None:
    found = bridge(world)
    return found and found.machines


@fact("factor", late=True, sources=MXP)
def bridge_middle(world: World) -> float | None:
    found = bridge(world)
    return found and found.middle


@fact("factor", late=True, sources=MXP)
def bridge_low(world: World) -> float | None:
    found = bridge(world)
    return found and found.low


@fact("factor", late=True, sources=MXP)
def bridge_high(world: World) -> float | None:
    found = bridge(world)
    return found and found.high


@fact("factor", late=True, sources=MXP)
def bridge_quarter(world: World) -> float | None:
    found = bridge(world)
    return found and found.quarter


@fact("factor", late=True, sources=MXP)
def bridge_three_quarters(world: World) -> float | None:
    found = bridge(world)
    return found and found.three_quarters


@once
def _bridge_chips(world: World) -> pd.Series:
    """Return the accelerators of the machines of the bridge by the TOP500 of the same edition, slowest ratio first."""
    found = bridge(world)
    if not found:
        return pd.Series(dtype=str)
    ranks = measure.admitted(world.ai.hpl_mxp).sort_values("speedup")["top500_rank"]
    return ranks.map(world.rows(found.edition)["accelerator"]).fillna("").replace("None", "")


@fact("count", late=True, sources=LISTS + MXP)
def bridge_accelerated(world: World) -> int | None:
    return int((_bridge_chips(world) != "").sum()) or None


@check
def bridge_led_by_b200(world: World) -> bool:
    """The machines with B200 chips, several of them, have the highest ratios of HPL-MxP to HPL."""
    with_b200 = _bridge_chips(world).str.contains("B200", regex=False)
    count = int(with_b200.sum())
    return count > 1 and bool(with_b200.iloc[-count:].all())


@once
def trainings(world: World) -> pd.DataFrame:
    """Return the published trainings whose speed per chip can be set against HPL."""
    return measure.trained_against_hpl(runs(world), world.lists)


@once
def _ratios(world: World) -> pd.Series:
    ratios = trainings(world)["ratio"]
    return ratios if len(ratios) >= 3 else ratios.iloc[:0]


@fact("count", late=True, sources=LISTS + RUNS)
def trainings_compared(world: World) -> int | None:
    return len(_ratios(world)) or None


@fact("factor", late=True, sources=LISTS + RUNS)
def trainings_low(world: World) -> float | None:
    ratios = _ratios(world)
    return float(ratios.min()) if len(ratios) else None


@fact("factor", late=True, sources=LISTS + RUNS)
def trainings_middle(world: World) -> float | None:
    ratios = _ratios(world)
    return float(ratios.median()) if len(ratios) else None


@fact("factor", late=True, sources=LISTS + RUNS)
def trainings_high(world: World) -> float | None:
    ratios = _ratios(world)
    return float(ratios.max()) if len(ratios) else None


def _in_middle_half(world: World) -> int | None:
    """Return how many of the trainings lie between the first and the third quarter of the bridge."""
    found, ratios = bridge(world), _ratios(world)
    return int(ratios.between(found.quarter, found.three_quarters).sum()) if found and len(ratios) else None


@fact("count", late=True, sources=LISTS + RUNS + MXP)
def trainings_in_middle_half(world: World) -> int | None:
    return _in_middle_half(world)


@check
def trainings_mostly_in_middle_half(world: World) -> bool:
    """More than half of the trainings that can be compared are within the middle half of the bridge."""
    count = _in_middle_half(world)
    return bool(count and count > len(_ratios(world)) / 2)


@check
def trainings_within_bridge(world: World) -> bool:
    """All trainings that can be compared are within the range of the mixed-precision results."""
    found, ratios = bridge(world), _ratios(world)
    return bool(found and len(ratios) and found.low <= ratios.min() and ratios.max() <= found.high)


@once
def _peak_shares(world: World) -> pd.Series:
    """Return the shares of the peak, each training once: not of models made from another, nor of a second version."""
    models = world.ai.models
    models = models[(models["table"] == "notable") & (models["base_model"] == "")]
    shares = models.drop_duplicates(["mfu", "training_flop"])["mfu"].dropna()
    return shares if len(shares) >= measure.MINIMUM_MODELS else shares.iloc[:0]


@fact("count", late=True, sources=MODELS)
def peak_models(world: World) -> int | None:
    return len(_peak_shares(world)) or None


@fact("share", late=True, sources=MODELS)
def peak_share(world: World) -> float | None:
    shares = _peak_shares(world)
    return float(shares.median()) if len(shares) else None
