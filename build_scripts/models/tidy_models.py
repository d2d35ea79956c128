"""Epoch AI's model tables become rows of models.csv."""

from __future__ import annotations

from ..errors import Problem
from ..lists.clean import slug
from ..lists.store import Row
from .cells import Cells, authors, join
from .countries import Countries
from .forms import NOTABLE, SourceFile

_COUNTRY = "Country (of organization)"
_OPEN = "Open weights"  # how "Model accessibility" begins where weights are open


def tidy_models(source: SourceFile, countries: Countries) -> list[Row]:
    """Return the dated models of one file, without ids; undated ones are unfinished and held back."""
    return [_model(cells, source, countries) for cells in source.rows if cells.text("Publication date")]


def _model(cells: Cells, source: SourceFile, countries: Countries) -> Row:
    """Return one model."""
    organizations, published = cells.names("Organization"), cells.date("Publication date")
    count, complete = authors(cells.values["Authors"], organizations, int(published[:4] or 0))
    return {
        "table": "notable" if source.form is NOTABLE else "large-scale",
        "name": cells.text("Model"),
        "organizations": join(organizations),
        "countries": join(countries.set_of(cells, _COUNTRY)),
        "published": published,
        "published_precision": date_precision(published),
        "authors_count": count,
        "authors_complete": complete,
        "parameters": cells.number("Parameters"),
        "training_flop": cells.number("Training compute (FLOP)"),
        "confidence": cells.text("Confidence"),
        "hardware": join(cells.names("Training hardware")),
        "hardware_quantity": cells.number("Hardware quantity"),
        "training_hours": cells.number("Training time (hours)"),
        "mfu": cells.number("Hardware utilization (MFU)"),
        "base_model": join(cells.names("Base model")),
        "domain": join(cells.names("Domain")),
        "source": source.form.source,
        "source_row": str(cells.row),
        **(_only_notable(cells) if source.form is NOTABLE else _only_large(cells)),
    }


def _only_notable(cells: Cells) -> Row:
    """Return what the notable table says and the other does not; a blank "Frontier model" means no."""
    kinds = cells.names("Organization categorization")
    return {
        "organization_kind": next(iter(kinds), ""),
        "academia": "yes" if "Academia" in kinds else "",
        "open_weights": cells.yes_no("Open model weights?"),
        "frontier": cells.yes_no("Frontier model", "True", "False").replace("no", ""),
    }


def _only_large(cells: Cells) -> Row:
    """Return the same columns for the large-scale table, which has no kinds and no frontier mark."""
    access = cells.text("Model accessibility")
    return {
        "organization_kind": "",
        "academia": "",
        "open_weights": ("yes" if access.startswith(_OPEN) else "no") if access else "",
        "frontier": "",
    }


def date_precision(iso: str) -> str:
    """Return how much of a publication date may be shown.

    Epoch AI fills in 01 for a day or month that it does not know: the first of a month is three times as frequent as
    any other day. So 1 January is shown as a year, another first of a month as a month; a true first loses its day.
    """
    if not iso:
        return ""
    return "year" if iso.endswith("-01-01") else "month" if iso.endswith("-01") else "day"


def union(notable: list[Row], large: list[Row]) -> list[Row]:
    """Return all notable models and those large-scale ones that are not among them, with ids."""
    known = {row["name"] for row in notable}  # to the letter: CALM and CaLM are two models
    rows = sorted(
        notable + [row for row in large if row["name"] not in known],
        key=lambda row: (row["published"], row["name"]),
    )
    taken: dict[str, int] = {}
    for row in rows:
        base = slug(row["name"])
        taken[base] = taken.get(base, 0) + 1
        row["id"] = base if taken[base] == 1 else f"{base}-{taken[base]}"
    return rows


def same_names(rows: list[Row]) -> list[Problem]:
    """Return a problem for each model name that a table has twice."""
    problems, seen = [], {}
    for row in rows:
        first = seen.setdefault(row["name"], row["source_row"])
        if first != row["source_row"]:
            where = f"{row['source']}, row {row['source_row']}"
            problems.append(Problem(where, f"the model {row['name']!r} stands in row {first} too", "each model once"))
    return problems
