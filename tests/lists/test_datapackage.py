"""data/datapackage.json is a tabular data package, and every table that it names is what it says."""

from __future__ import annotations

import csv
import json
import re

import jsonschema
import pytest

from build_scripts.files import ROOT
from build_scripts.lists.store import COLUMNS, NUMBER_COLUMNS, stored_editions

DATA = ROOT / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
NUMBERS = {"integer": r"-?(0|[1-9]\d*)", "number": r"-?(0|[1-9]\d*)(\.\d*[1-9])?"}
# What the Frictionless standard demands of a tabular package, as far as this one uses it.
DESCRIPTOR = {
    "type": "object",
    "required": ["profile", "name", "title", "sources", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": {"pattern": r"^[a-z0-9._/-]+$"},
        "sources": {"type": "array", "minItems": 1, "items": {"required": ["title", "path"]}},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["name", "path", "profile", "schema"],
                "properties": {
                    "name": {"pattern": r"^[a-z0-9._/-]+$"},
                    "path": {"pattern": r"^[^/.][^:]*\.csv$"},
                    "profile": {"const": "tabular-data-resource"},
                    "schema": {"type": ["string", "object"]},
                },
            },
        },
    },
}
TABLE_SCHEMA = {
    "type": "object",
    "required": ["fields", "missingValues"],
    "properties": {
        "missingValues": {"const": [""]},
        "fields": {
            "type": "array",
            "items": {
                "required": ["name", "type", "description"],
                "properties": {"type": {"enum": ["integer", "number", "string"]}},
                "additionalProperties": False,
                "patternProperties": {"^(name|type|title|description|constraints)$": {}},
            },
        },
    },
}


def schema_of(resource: dict) -> dict:
    schema = resource["schema"]
    return json.loads((DATA / schema).read_text(encoding="utf-8")) if isinstance(schema, str) else schema


def row_schema(table_schema: dict) -> dict:
    """Return a JSON Schema for one row, whose cells are texts and whose empty cells are absent."""
    properties, required = {}, []
    for field in table_schema["fields"]:
        rules = field.get("constraints", {})
        kind: dict = {"type": field["type"] if field["type"] in NUMBERS else "string"}
        kind |= {name: rules[name] for name in ("minimum", "maximum", "enum") if name in rules}
        if "pattern" in rules:
            kind["pattern"] = f"^({rules['pattern']})$"
        properties[field["name"]] = kind
        required += [field["name"]] if rules.get("required") else []
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def cells_of(row: dict[str, str], table_schema: dict) -> dict[str, object]:
    """Return the filled cells of a row as values; a number must be written in the one way that is allowed."""
    values: dict[str, object] = {}
    for field in table_schema["fields"]:
        text = row[field["name"]]
        if text == "":
            continue
        if field["type"] in NUMBERS:
            assert re.fullmatch(NUMBERS[field["type"]], text), f"{field['name']} is {text!r}"
            values[field["name"]] = int(text) if field["type"] == "integer" else float(text)
        else:
            values[field["name"]] = text
    return values


def broken_rows(rows: list[dict[str, str]], table_schema: dict) -> list[str]:
    """Return what is wrong with the rows of a table."""
    validator = jsonschema.Draft202012Validator(row_schema(table_schema))
    faults = []
    for number, row in enumerate(rows, 2):
        for error in validator.iter_errors(cells_of(row, table_schema)):
            faults.append(f"line {number}: {error.message}")
    for field in table_schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            values = [row[field["name"]] for row in rows if row[field["name"]]]
            faults += [f"{field['name']} is not unique"] if len(set(values)) != len(values) else []
    return faults


def test_package_is_a_tabular_data_package():
    jsonschema.validate(PACKAGE, DESCRIPTOR)
    for resource in PACKAGE["resources"]:
        jsonschema.validate(schema_of(resource), TABLE_SCHEMA)
    names = [resource["name"] for resource in PACKAGE["resources"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=lambda resource: resource["name"])
def test_table_is_what_its_schema_says(resource):
    raw = (DATA / resource["path"]).read_bytes()
    assert b"\r" not in raw and raw.endswith(b"\n") and not raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8").splitlines()))
    schema = schema_of(resource)
    assert list(rows[0]) == [field["name"] for field in schema["fields"]]
    assert broken_rows(rows, schema) == []


def test_every_list_and_no_other_is_in_the_package():
    lists = [resource["name"] for resource in PACKAGE["resources"] if resource["schema"] == "lists/schema.json"]
    assert lists == stored_editions(DATA)


def test_schema_of_the_lists_is_that_of_the_code():
    fields = json.loads((DATA / "lists" / "schema.json").read_text(encoding="utf-8"))["fields"]
    assert tuple(field["name"] for field in fields) == COLUMNS
    assert tuple(field["name"] for field in fields if field["type"] in NUMBERS) == NUMBER_COLUMNS


@pytest.mark.parametrize(
    ("column", "text", "complaint"),
    [
        ("country", "USA", "does not match"),
        ("power_source", "guessed", "is not one of"),
        ("rank", "501", "greater than the maximum"),
        ("manufacturer", "", "'manufacturer' is a required property"),
        ("first_edition", "2026-07", "does not match"),
    ],
)
def test_schema_refuses_a_bad_cell(column, text, complaint, rows):
    schema = json.loads((DATA / "lists" / "schema.json").read_text(encoding="utf-8"))
    bad = [rows["2026-06"][0] | {column: text}]
    assert any(complaint in fault for fault in broken_rows(bad, schema))


def test_codebook_explains_every_column():
    codebook = (DATA / "README.md").read_text(encoding="utf-8")
    assert [column for column in COLUMNS if f"| `{column}` |" not in codebook] == []
    assert "https://www.top500.org" in codebook
