"""Official-looking files for tests, built from the tidy lists: no official file is in the repository."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from build_scripts.editions import edition_number
from build_scripts.files import ROOT
from build_scripts.lists.store import Row, read_list
from build_scripts.lists.vocab import load_countries

DATA = ROOT / "data"
# Heading of the lists since 2020-11 -> tidy column.
HEADINGS = {
    "Rank": "rank",
    "Previous Rank": "previous_rank",
    "First Appearance": "first_edition",
    "First Rank": "first_rank",
    "Name": "name",
    "Computer": "computer",
    "Site": "site",
    "Manufacturer": "manufacturer",
    "Country": "country",
    "Year": "year",
    "Segment": "segment",
    "Total Cores": "cores",
    "Accelerator/Co-Processor Cores": "accelerator_cores",
    "Rmax [TFlop/s]": "rmax_tflops",
    "Rpeak [TFlop/s]": "rpeak_tflops",
    "Nmax": "nmax",
    "Nhalf": "nhalf",
    "HPCG [TFlop/s]": "hpcg_tflops",
    "Power (kW)": "power_kw",
    "Power Source": "power_source",
    "Energy Efficiency [GFlops/Watts]": "",
    "Memory": "",
    "Architecture": "architecture",
    "Processor": "processor",
    "Processor Technology": "processor_family",
    "OS Family": "os_family",
    "Accelerator/Co-Processor": "accelerator",
    "Interconnect Family": "interconnect_family",
    "Continent": "",
    "Site ID": "site_id",
    "System ID": "system_id",
}
# The same for the lists of 1993 to 2007.
OLD_HEADINGS = {
    "Rank": "rank",
    "Site": "site",
    "Manufacturer": "manufacturer",
    "Computer": "computer",
    "Country": "country",
    "Year": "year",
    "Processors": "cores",
    "RMax": "rmax_tflops",
    "RPeak": "rpeak_tflops",
    "Nmax": "nmax",
    "Nhalf": "nhalf",
    "Processor Family": "processor_family",
    "Processor": "processor",
    "Proc. Frequency": "",
    "System Family": "",
    "Operating System": "",
    "Architecture": "architecture",
    "Segment": "segment",
    "Application Area": "",
    "Interconnect Family": "interconnect_family",
    "Interconnect": "",
    "Region": "",
    "Continent": "",
}
_TEXTS = {"name", "computer", "site", "manufacturer", "segment", "country", "power_source", "system_id"}
_TEXTS |= {"processor", "processor_family", "accelerator", "interconnect_family", "os_family", "architecture"}


def stored(edition: str) -> list[Row]:
    """Return a committed tidy list."""
    rows = read_list(DATA, edition)
    assert rows
    return rows


def table(rows: Iterable[Row], headings: dict[str, str] = HEADINGS, scale: float = 1) -> list[list[object]]:
    """Return tidy rows as the cells of an official file, headings first; scale: of Rmax and Rpeak."""
    spelling, region = {}, {}
    for country in load_countries(DATA / "vocab" / "countries.csv"):
        spelling.setdefault(country.code, country.spelling)
        region[country.code] = country.region
    cells: list[list[object]] = [list(headings)]
    for row in rows:
        line: list[object] = []
        for heading, column in headings.items():
            value: object = row[column] if column else ""
            if heading == "Continent":
                value = region.get(row["country"], "")
            elif heading.startswith("Energy Efficiency") and row["power_kw"]:
                value = round(float(row["rmax_tflops"]) / float(row["power_kw"]), 6)
            elif column == "country":
                value = spelling.get(row["country"], row["country"])
            elif column == "first_edition" and value:
                value = edition_number(row["first_edition"])
            elif column == "power_source":
                value = row["power_source"].capitalize()
            elif column in ("rmax_tflops", "rpeak_tflops") and value:
                value = float(Decimal(row[column]) * Decimal(str(scale)))  # 13.88, not 13.879999999999999
            elif column and column not in _TEXTS and value:
                value = float(row[column])
            line.append(value)
        cells.append(line)
    return cells


def next_list(edition: str = "2026-11", after: str = "2026-06") -> list[Row]:
    """Return a made-up list half a year later: all machines stay, the last one is new."""
    rows = stored(after)
    for row in rows:
        row["previous_rank"] = row["rank"]
    rows[-1] |= {"previous_rank": "", "first_edition": edition, "first_rank": "500", "system_id": "999999"}
    return rows


def write_xlsx(path: Path, cells: Sequence[Sequence[object]], sheet: str = "68") -> Path:
    """Write cells as an XLSX file."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = sheet
    for line in cells:
        book.active.append([None if cell == "" else cell for cell in line])
    book.save(path)
    return path


def text_of(cells: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    """Return cells as delimited text; whole numbers without a point."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    for line in cells:
        writer.writerow([int(cell) if isinstance(cell, float) and cell.is_integer() else cell for cell in line])
    return stream.getvalue()


_XML = {
    "rank": "rank",
    "system-id": "system_id",
    "system-name": "name",
    "manufacturer": "manufacturer",
    "computer": "computer",
    "r-max": "rmax_tflops",
    "power": "power_kw",
    "r-peak": "rpeak_tflops",
    "n-max": "nmax",
    "n-half": "nhalf",
    "installation-site-name": "site",
    "site-id": "site_id",
    "country": "country",
    "year": "year",
    "area-of-installation": "segment",
    "number-of-processors": "cores",
}


def xml_of(rows: Iterable[Row]) -> str:
    """Return tidy rows as a top500:list with Rmax and Rpeak in GFlop/s."""
    from xml.sax.saxutils import escape

    spelling = {}
    for country in load_countries(DATA / "vocab" / "countries.csv"):
        spelling.setdefault(country.code, country.spelling)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<top500:list xmlns:top500="http://www.top500.org/xml/top500/1.0">'
    ]
    for row in rows:
        parts.append("<top500:site>")
        for name, column in _XML.items():
            value = row[column]
            if column in ("rmax_tflops", "rpeak_tflops"):
                value = str(Decimal(value) * 1000)
            elif column == "country":
                value = spelling[value]
            parts.append(f"<top500:{name}>{escape(value)}</top500:{name}>")
        parts.append("</top500:site>")
    return "\n".join([*parts, "</top500:list>", ""])
