"""HPL-MxP and HPCG results and the World Bank's tables become rows of our tables."""

from __future__ import annotations

from ..lists.store import Row
from .countries import Countries
from .forms import SourceFile

FIRST_YEAR = 1993  # first list of the TOP500
# Printed beside the HPL result and the rank of Theta, another machine, without GPUs: declared in known_issues.csv.
OTHER_MACHINE = "ThetaGPU"
HPCG_MOST = 0.3  # of Rmax; above it stand only tiny test systems whose Rmax was rounded to 0.001 or 0


def tidy_hpl_mxp(source: SourceFile, countries: Countries) -> list[Row]:
    """Return the HPL-MxP results but one machine's; without cores, wrong on 2025-11. TOP500 rank 0 means none."""
    return [
        {
            "list": cells.text("list"),
            "rank": cells.integer("rank"),
            "name": cells.text("system"),
            "site": cells.text("site"),
            "hpl_mxp_eflops": cells.number("hpl_mxp_eflops"),
            "hpl_rmax_eflops": cells.number("hpl_rmax_eflops"),
            "speedup": cells.number("speedup"),
            "top500_rank": rank if (rank := cells.integer("top500_rank")) != "0" else "",
            "fp8": cells.yes_no("fp8", "1", "0"),
            "source": source.form.source,
            "source_row": str(cells.row),
        }
        for cells in source.rows
        if cells.text("system") != OTHER_MACHINE
    ]


def tidy_hpcg(source: SourceFile, countries: Countries) -> list[Row]:
    """Return the HPCG results but those above `HPCG_MOST` of Rmax."""
    rows = [
        {
            "list": cells.text("list"),
            "rank": cells.integer("rank"),
            "name": cells.text("system"),
            "country": countries.code(cells, "country"),
            "hpl_rmax_pflops": cells.number("hpl_rmax_pflops"),
            "hpcg_pflops": cells.number("hpcg_pflops"),
            "top500_rank": cells.integer("top500_rank"),
            "peak_percent": cells.number("fraction_of_peak_pct"),
            "source_row": str(cells.row),
        }
        for cells in source.rows
    ]
    return [row for row in rows if not _tiny(row)]


def _tiny(row: Row) -> bool:
    """Return whether a result is above the share of Rmax that a real machine reaches."""
    rmax, hpcg = row["hpl_rmax_pflops"], row["hpcg_pflops"]
    return bool(rmax and hpcg) and float(hpcg) > HPCG_MOST * float(rmax)


def tidy_population(source: SourceFile, countries: Countries) -> list[Row]:
    """Return the population of countries since 1993; groups of countries are left out."""
    return [
        {"country": code, "year": year, "population": cells.integer("Value")}
        for cells in source.rows
        if (code := countries.world_bank(cells)) and int(year := cells.integer("Year") or 0) >= FIRST_YEAR
    ]


def tidy_gdp(source: SourceFile, countries: Countries) -> list[Row]:
    """Return GDP of countries since 1993 in millions of current dollars, six digits kept."""
    return [
        {"country": code, "year": year, "gdp_million_usd": cells.number("Value", scale=6, digits=6)}
        for cells in source.rows
        if (code := countries.world_bank(cells)) and int(year := cells.integer("Year") or 0) >= FIRST_YEAR
    ]
