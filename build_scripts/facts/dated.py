"""Dated facts: what is not computed but known from a source, of `data/facts/dated.csv`."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ..numbers import FactValue

CODE = "data/facts/dated.csv"


def dated_facts(known: pd.DataFrame, all_facts: pd.DataFrame) -> Iterator[FactValue]:
    """Yield all dated facts; those that are not in `known` (later than the edition) have no value.

    A fact whose table row has no number is its own statement.
    """
    ids = set(known["id"])
    for row in all_facts.to_dict("records"):
        kind, value = _kind_and_value(row)
        yield FactValue(
            id=row["id"].replace("-", "_"),
            kind=kind,
            value=value if row["id"] in ids else None,
            code=f"{CODE}, {row['id']}",
            words="",
            place=None,
            late=True,
            date=row["date"].date().isoformat(),
            precision=row["precision"],
            confidence=row["confidence"],
            sources=tuple(name for name in (row["source"], row["second_source"]) if name),
            reported_by=row["reported_by"] or None,
            statement={"fr": row["statement_fr"], "en": row["statement_en"]},
        )


def _kind_and_value(row: dict) -> tuple[str, object]:
    """Return how a row's value is written: a sum of money, a performance, a share, a number, or its statement."""
    value, unit = row["value"], row["unit"]
    if pd.isna(value):
        if row["text_value"]:
            return "name", row["text_value"]
        return "statement", {"fr": row["statement_fr"], "en": row["statement_en"]}
    if unit.startswith("USD"):
        return "usd", value
    if unit.startswith("EUR"):
        return "eur", value
    if unit.lower().startswith("pflop/s"):
        return "performance", value * 1000
    if unit.startswith("%"):
        return "percent", value
    if unit.startswith("GW"):
        return "gigawatt", value
    if unit.startswith("FLOP"):
        return "operations", value
    return ("year" if "year" in unit.split() else "amount"), value
