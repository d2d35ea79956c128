"""The tables of sources, dated facts, landmark models and statements: their columns."""

from __future__ import annotations

from .schema import PRECISIONS, Column, Table

RANKS = ("primary", "strong press", "encyclopedia", "weak")
THEMES = ("partnership", "kyutai", "models", "top500")
CONFIDENCE = ("official", "press", "estimate")
KINDS = (
    *("compute", "contract", "governance", "investment", "product"),  # partnership
    *("funding", "licence", "model", "paper", "people", "release", "spin-off", "training"),  # kyutai
    "run",  # models
    *("definition", "Europe", "France", "Azure", "limitation", "milestone", "precision", "reuse", "statistic"),
)


def _text(name: str) -> Column:
    return Column(name, required=True)


SOURCES = Table(
    "sources",
    "Every source of this project, the article first",
    ("id",),
    (
        _text("id"),
        _text("title"),
        Column("publisher"),
        Column("url"),
        Column("published", "date"),
        Column("published_precision", choices=PRECISIONS),
        Column("accessed", "date", required=True),
        _text("licence"),
        Column("rank", required=True, choices=RANKS),
        Column("note"),
    ),
    (),
)
DATED_FACTS = Table(
    "dated",
    "Dated facts in French and English, each with its source",
    ("id",),
    (
        _text("id"),
        _text("key"),
        Column("theme", required=True, choices=THEMES),
        Column("date", "date", required=True),
        Column("precision", required=True, choices=PRECISIONS),
        Column("kind", required=True, choices=KINDS),
        Column("value", "number", low=0, high=1e30),
        Column("text_value"),
        Column("unit"),
        Column("confidence", required=True, choices=CONFIDENCE),
        Column("rank", required=True, choices=RANKS),
        _text("source"),
        Column("second_source"),
        Column("reported_by"),
        _text("statement_fr"),
        _text("statement_en"),
    ),
    (),
)
RUNS = Table(
    "runs",
    "The making of landmark models: team, machine, hours, code, weights",
    ("fact",),
    (
        _text("fact"),
        _text("model"),
        _text("organisation"),
        Column("country"),
        Column("authors", "integer", "names signed", low=1, high=5000),
        Column("parameters", "number", low=1, high=1e14),
        Column("active_parameters", "number", low=1, high=1e14),
        Column("training_tokens", "number", low=1, high=1e15),
        Column("training_flop", "number", "FLOP", low=1, high=1e28),
        Column("hardware"),
        Column("hardware_count", "integer", "chips", low=1, high=10**7),
        Column("duration_days", "number", "days", low=0, high=1000),
        Column("gpu_hours", "number", "chip-hours", low=0, high=1e10),
        Column("code_lines", "integer", "lines", low=1, high=10**6),
        Column("code_url"),
        Column("weights_gb", "number", "GB", low=0, high=1e5),
    ),
    (),
)
CLAIMS = Table(
    "claims",
    "The statements that are checked: the article's and ours",
    ("id",),
    (
        _text("id"),
        Column("origin", required=True, choices=("article", "ours")),
        Column("kind", required=True, choices=("countable", "historical", "definitional", "correlational", "opinion")),
        _text("statement_fr"),
        _text("statement_en"),
        Column("order", "integer", required=True, low=1, high=99),
    ),
    (),
)
