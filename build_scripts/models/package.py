"""The data package of data/models: a machine-readable copy of the schema (Frictionless Data, Table Schema)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from .schema import TABLES, Column, Table

_TYPES = {"integer": "integer", "number": "number", "date": "date"}
_EDITION = r"\d{4}-(06|11)"


def package_text(sources: Mapping[str, Mapping[str, str]]) -> str:
    """Return data/models/datapackage.json as text; sources: id -> row of data/sources.csv."""
    package = {
        "name": "ai-models-and-machines",
        "title": "AI models, machines, chips and results beside the TOP500 lists",
        "resources": [_resource(table, sources) for table in TABLES],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table, sources: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [_source(sources[name]) for name in table.sources if name in sources],
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _source(row: Mapping[str, str]) -> dict[str, str]:
    return {"title": f"{row['publisher']}, {row['title']} ({row['licence']})", "path": row["url"]}


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.low is not None:
        constraints |= {"minimum": column.low, "maximum": column.high}
    if column.choices or column.kind == "yesno":
        constraints["enum"] = list(column.choices or ("yes", "no"))
    if column.kind == "edition":
        constraints["pattern"] = _EDITION
    entry: dict[str, object] = {"name": column.name, "type": _TYPES.get(column.kind, "string")}
    if column.unit:
        entry["description"] = f"Unit: {column.unit}."
    return entry | ({"constraints": constraints} if constraints else {})
