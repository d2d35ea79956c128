"""The tables of data/models: which columns, in which unit, and what each may hold."""

from __future__ import annotations

from dataclasses import dataclass

PRECISIONS = ("day", "month", "year")
TAGS = ("confident", "likely", "speculative", "estimate")
MULTINATIONAL = "XX"  # Epoch AI's country "Multinational"; ISO 3166 leaves XX to its users


@dataclass(frozen=True)
class Column:
    """A column of our tables; an empty cell means unknown, and is refused where `required`.

    kind: "string", "integer", "number", "date" (ISO day), "country" (ISO alpha-2), "countries" (several, "; "
    between), "yesno" or "edition". low, high: bounds that a number may touch but not pass.
    """

    name: str
    kind: str = "string"
    unit: str = ""
    required: bool = False
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table; key: the columns that name a row, each row once, and by which the file is sorted."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    sources: tuple[str, ...]  # ids in data/sources.csv

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the file."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


def _date(name: str, *, required: bool = False) -> tuple[Column, Column]:
    """Return a date and how much of it is known."""
    return (
        Column(name, "date", required=required),
        Column(f"{name}_precision", required=required, choices=PRECISIONS),
    )


def _number(name: str, unit: str = "", low: float = 0, high: float = 1e12, *, required: bool = False) -> Column:
    return Column(name, "number", unit, required, low, high)


def _count(name: str, unit: str = "", low: float = 0, high: float = 1e9, *, required: bool = False) -> Column:
    return Column(name, "integer", unit, required, low, high)


def _text(name: str) -> Column:
    return Column(name, required=True)


_SOURCE = (_text("source"), _count("source_row", low=1, required=True))
_KINDS = ("Academia", "Government", "Industry", "Research collective")
_CONFIDENCE = ("Confident", "Likely", "Speculative", "Unknown", "Unverified")

MODELS = Table(
    "models",
    "AI models: Epoch AI's notable models, and large-scale models that are not among them",
    ("id",),
    (
        _text("id"),
        Column("table", required=True, choices=("notable", "large-scale")),
        _text("name"),
        Column("organizations"),
        Column("countries", "countries", "ISO 3166 alpha-2"),
        *_date("published", required=True),
        _count("authors_count", "names signed", 1, 5000),
        Column("authors_complete", "yesno"),
        _number("parameters", "parameters", 1, 1e14),
        _number("training_flop", "FLOP", 1, 1e28),
        Column("confidence", choices=_CONFIDENCE),
        Column("hardware"),
        _number("hardware_quantity", "chips", 1, 1e7),
        _number("training_hours", "h", 0, 1e5),
        _number("mfu", "share of peak", 0, 1),
        Column("base_model"),
        Column("domain"),
        Column("organization_kind", choices=_KINDS),
        Column("academia", choices=("yes",)),
        Column("open_weights", "yesno"),
        Column("frontier", choices=("yes",)),
        *_SOURCE,
    ),
    ("epoch-notable-models", "epoch-large-scale-models"),
)
CLUSTERS = Table(
    "clusters",
    "AI supercomputers known to Epoch AI, existing, planned and decommissioned",
    ("name",),
    (
        _text("name"),
        Column("status", required=True, choices=("Existing", "Planned", "Decommissioned")),
        Column("certainty", required=True, choices=("Confirmed", "Likely", "Unlikely")),
        Column("country", "country", "ISO 3166 alpha-2"),
        Column("owner"),
        Column("users"),
        *_date("first_operational"),
        Column("chip"),
        _number("chip_quantity", "chips", 1, 1e8),
        _number("h100_equivalents", "H100 equivalents", 0, 1e8),
        _number("op16_per_s", "16-bit operations per second", 1e12, 1e24),
        _number("power_mw", "MW", 0, 20000),
        Column("in_standard_analysis", "yesno", required=True),
        Column("superseded_by"),
        Column("sector", choices=("Private", "Public", "Public/Private")),
        *_SOURCE,
    ),
    ("epoch-gpu-clusters",),
)
CHIPS = Table(
    "chips",
    "Chips for AI: peak rates, memory and power",
    ("name",),
    (
        _text("name"),
        Column("maker"),
        Column("kind"),
        *_date("released"),
        _number("fp64_tflops", "TFlop/s, vector FP64", 0, 1e4),
        _number("fp32_tflops", "TFlop/s, vector FP32", 0, 1e4),
        _number("tensor16_tflops", "TFlop/s, 16-bit matrix units, dense", 0, 1e5),
        _number("fp8_tflops", "TFlop/s, 8-bit, dense", 0, 1e6),
        _number("memory_gb", "GB (10^9 bytes)", 0, 1e4),
        _number("memory_tb_per_s", "TB/s", 0, 1e5),
        _number("tdp_w", "W", 1, 50000),
        _number("price_usd", "USD at release", 1, 1e7),
        *_SOURCE,
    ),
    ("epoch-ml-hardware",),
)
DATA_CENTERS = Table(
    "data_centers",
    "Frontier AI data centres: what stands there",
    ("name",),
    (
        _text("name"),
        Column("country", "country", "ISO 3166 alpha-2", required=True),
        Column("owner"),
        Column("owner_confidence"),
        Column("users"),
        Column("users_confidence"),
        Column("project"),
        Column("project_confidence"),
        _number("h100_equivalents", "H100 equivalents, existing", 0, 1e8, required=True),
        _number("it_power_mw", "MW, existing, machines only", 0, 20000, required=True),
        Column("chips"),
        *_SOURCE,
    ),
    ("epoch-data-centers",),
)
TIMELINES = Table(
    "data_center_timelines",
    "Frontier AI data centres: capacity by date, projections marked",
    ("name", "date"),
    (
        _text("name"),
        Column("date", "date", required=True),
        Column("projected", "yesno", required=True),
        _number("buildings", "buildings in operation", 0, 500),
        _number("it_power_mw", "MW, machines only", 0, 20000),
        _number("power_mw", "MW, whole site", 0, 20000),
        _number("h100_equivalents", "H100 equivalents", 0, 1e8),
        *_SOURCE,
    ),
    ("epoch-data-center-timelines",),
)
SITE_CHIPS = Table(
    "data_center_chips",
    "Frontier AI data centres: chips by site and date, projections marked",
    ("name", "date", "chip"),
    (
        _text("name"),
        Column("date", "date", required=True),
        Column("projected", "yesno", required=True),
        _text("chip"),
        _number("quantity", "chips", 0, 1e8, required=True),
        Column("quantity_source", choices=("Company disclosure", "Calculations", "Estimate")),
        Column("owner"),
        Column("owner_confidence"),
        Column("user"),
        Column("user_confidence"),
        *_SOURCE,
    ),
    ("epoch-data-center-chips",),
)
HPL_MXP = Table(
    "hpl_mxp",
    "HPL-MxP (HPL-AI before 2023): mixed-precision results",
    ("list", "rank"),
    (
        Column("list", "edition", required=True),
        _count("rank", low=1, high=500, required=True),
        _text("name"),
        _text("site"),
        _number("hpl_mxp_eflops", "EFlop/s", 1e-6, 1e3, required=True),
        _number("hpl_rmax_eflops", "EFlop/s", 1e-6, 1e2, required=True),
        _number("speedup", "HPL-MxP over HPL, as printed", 0.1, 100, required=True),
        _count("top500_rank", low=1, high=500),
        Column("fp8", "yesno", required=True),
        *_SOURCE,
    ),
    ("hpl-mxp",),
)
HPCG = Table(
    "hpcg",
    "HPCG: results of a test bound by memory",
    ("list", "rank"),
    (
        Column("list", "edition", required=True),
        _count("rank", low=1, high=500, required=True),
        Column("name"),
        Column("country", "country", "ISO 3166 alpha-2"),
        _number("hpl_rmax_pflops", "PFlop/s", 0, 1e5),
        _number("hpcg_pflops", "PFlop/s", 1e-6, 1e4, required=True),
        _count("top500_rank", low=1, high=500),
        _number("peak_percent", "% of peak", 0, 30),
        _count("source_row", low=1, required=True),
    ),
    ("hpcg",),
)
POPULATION = Table(
    "population",
    "Population by country and year",
    ("country", "year"),
    (
        Column("country", "country", "ISO 3166 alpha-2", required=True),
        _count("year", low=1993, high=2100, required=True),
        _count("population", "people", 1, 2e9, required=True),
    ),
    ("world-bank-population",),
)
GDP = Table(
    "gdp",
    "Gross domestic product by country and year",
    ("country", "year"),
    (
        Column("country", "country", "ISO 3166 alpha-2", required=True),
        _count("year", low=1993, high=2100, required=True),
        _number("gdp_million_usd", "million current US dollars", 1, 2e8, required=True),
    ),
    ("world-bank-gdp",),
)
TABLES = (MODELS, CLUSTERS, CHIPS, DATA_CENTERS, TIMELINES, SITE_CHIPS, HPL_MXP, HPCG, POPULATION, GDP)
