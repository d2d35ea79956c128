"""Epoch AI's clusters, chips and data centres become rows of our tables."""

from __future__ import annotations

import re

from ..lists.store import Row
from .cells import Cells, join, split_tags
from .countries import Countries
from .forms import SourceFile
from .tidy_models import date_precision

NOMINAL_DAYS = ("01", "15", "30")  # the days that stand for "some time in this month": 410 of 608 dates
_MISSPELT = {"Esimate": "Estimate"}
_TERA, _GIGA, _TERABYTE = 12, 9, 12


def tidy_clusters(source: SourceFile, countries: Countries) -> list[Row]:
    """Return all clusters. A name that several rows share ("Anonymized Chinese System") gets a running number."""
    names = [cells.text("Name") for cells in source.rows]
    shared = {name for name in names if names.count(name) > 1 and name.startswith("Anonymized")}
    seen = dict.fromkeys(shared, 0)
    rows = []
    for cells, name in zip(source.rows, names, strict=True):
        if name in shared:
            seen[name] += 1
            name = f"{name} {seen[name]}"
        rows.append({"name": name, **_cluster(cells, source, countries)})
    return rows


def _cluster(cells: Cells, source: SourceFile, countries: Countries) -> Row:
    """Return one cluster without its name."""
    begun = cells.date("First Operational Date")
    return {
        "status": cells.text("Status"),
        "certainty": cells.text("Certainty"),
        "country": countries.code(cells, "Country"),
        "owner": join(cells.names("Owner")),
        "users": join(cells.names("Users")),
        "first_operational": begun,
        "first_operational_precision": start_precision(
            begun, cells.text("First Operational Date Note"), confirmed=cells.text("Certainty") == "Confirmed"
        ),
        "chip": cells.text("Chip type (primary)"),
        "chip_quantity": cells.number("Chip quantity (primary)"),
        "h100_equivalents": cells.number("H100 equivalents"),
        "op16_per_s": cells.number("16-bit OP/s"),
        "power_mw": cells.number("Power Capacity (MW)", digits=4),
        "in_standard_analysis": cells.yes_no("Include in Standard Analysis", "True", "False") or "no",
        "superseded_by": cells.text("Superseded by"),
        "sector": cells.text("Sector"),
        "source": source.form.source,
        "source_row": str(cells.row),
    }


def start_precision(iso: str, note: str, *, confirmed: bool) -> str:
    """Return how much of a cluster's start may be shown: a day only if Epoch's note has one and it is confirmed.

    The note beside the date says "2024-04" or "2018" where the date has a nominal day; a note that is a whole date is
    not believed to the day on the 1st, 15th and 30th, nor where the cluster itself is only likely.
    """
    if not iso:
        return ""
    if re.fullmatch(r"\d{4}", note):
        return "year"
    exact = note == iso and confirmed and iso[8:] not in NOMINAL_DAYS
    return "day" if exact else "month"


def tidy_chips(source: SourceFile, countries: Countries) -> list[Row]:
    """Return all chips; rates in TFlop/s, memory in GB."""
    return [_chip(cells, source) for cells in source.rows]


def _chip(cells: Cells, source: SourceFile) -> Row:
    """Return one chip."""
    released = cells.date("Release date")
    return {
        "name": cells.text("Hardware name"),
        "maker": cells.text("Manufacturer"),
        "kind": cells.text("Type"),
        "released": released,
        "released_precision": date_precision(released),
        "fp64_tflops": cells.number("FP64 (double precision) performance (FLOP/s)", scale=_TERA),
        "fp32_tflops": cells.number("FP32 (single precision) performance (FLOP/s)", scale=_TERA),
        "tensor16_tflops": cells.number("Tensor-FP16/BF16 performance (FLOP/s)", scale=_TERA),
        "fp8_tflops": cells.number("FP8 performance (FLOP/s)", scale=_TERA),
        "memory_gb": cells.number("Memory (bytes)", scale=_GIGA),
        "memory_tb_per_s": cells.number("Memory bandwidth (byte/s)", scale=_TERABYTE),
        "tdp_w": cells.number("TDP (W)"),
        "price_usd": cells.number("Release price (USD)"),
        "source": source.form.source,
        "source_row": str(cells.row),
    }


def tidy_data_centers(source: SourceFile, countries: Countries) -> list[Row]:
    """Return one row a site: what stands there, no projections."""
    rows = []
    for cells in source.rows:
        owner, owner_confidence = split_tags(cells.text("Owner"))
        users, users_confidence = split_tags(cells.text("Users"))
        project, project_confidence = split_tags(cells.text("Project"))
        rows.append(
            {
                "name": cells.text("Name"),
                "country": countries.code(cells, "Country"),
                "owner": owner,
                "owner_confidence": owner_confidence,
                "users": users,
                "users_confidence": users_confidence,
                "project": project,
                "project_confidence": project_confidence,
                "h100_equivalents": cells.number("Current H100 equivalents"),
                "it_power_mw": cells.number("Current power (MW)"),  # as the timelines show, without cooling
                "chips": join(cells.names("Current chip types")),
                "source": source.form.source,
                "source_row": str(cells.row),
            }
        )
    return rows


def tidy_timelines(source: SourceFile, as_of: str) -> list[Row]:
    """Return one row a site and date; a date after `as_of` (ISO day of the table) is a projection."""
    return [
        {
            "name": cells.text("Data center"),
            "date": (day := cells.date("Date")),
            "projected": "yes" if day > as_of else "no",
            "buildings": cells.number("Buildings operational"),
            "it_power_mw": cells.number("IT power (MW)"),
            "power_mw": cells.number("Power (MW)"),
            "h100_equivalents": cells.number("H100 equivalents"),
            "source": source.form.source,
            "source_row": str(cells.row),
        }
        for cells in source.rows
    ]


def tidy_site_chips(source: SourceFile, as_of: str) -> list[Row]:
    """Return one row a site, date and chip, without the names of Epoch's staff; rows without a site are left out."""
    rows = []
    for cells in source.rows:
        if not cells.text("Data center"):
            continue
        quantity_source = cells.text("Number of Units source")
        owner, owner_confidence = split_tags(cells.text("Owner"))
        user, user_confidence = split_tags(cells.text("User"))
        rows.append(
            {
                "name": cells.text("Data center"),
                "date": (day := cells.date("Date")),
                "projected": "yes" if day > as_of else "no",
                "chip": cells.text("Chip type"),
                "quantity": cells.number("Number of Units"),
                "quantity_source": _MISSPELT.get(quantity_source, quantity_source),
                "owner": owner,
                "owner_confidence": owner_confidence,
                "user": user,
                "user_confidence": user_confidence,
                "source": source.form.source,
                "source_row": str(cells.row),
            }
        )
    return rows
