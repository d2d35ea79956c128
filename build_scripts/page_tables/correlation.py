"""Tables in the text on the correlation of computing and models, and on France's machines."""

from __future__ import annotations

from collections.abc import Callable

from ..facts import correlation_coefficients as facts
from ..measures import countries
from ..tables import SmallTable, from_rows, small_table
from ..world import World

# Countries left out, one line each: name of the line in words/tables-correlation.toml -> codes.
LEFT_OUT = {
    "nobody": (),
    "us": ("US",),
    "cn": ("CN",),
    "both": ("US", "CN"),
    "jp": ("JP",),
    "gb": ("GB",),
    "fr": ("FR",),
}


def corr_left_out(world: World) -> SmallTable:
    """The coefficients of all countries, and again with one or both of the giants, or another country, left out."""
    kinds = {"left_out": "word", "points": "count"} | dict.fromkeys(("plain", "logs", "ranks"), "coefficient")
    data = facts.study(world)
    if data is None or not facts.choices(world):
        return from_rows(kinds, [])
    rows = []
    for name, codes in LEFT_OUT.items():
        points = data.points(codes)
        found = [measure(points) for measure in (countries.plain, countries.of_logs, countries.of_ranks)]
        rows.append((name, len(points), *(coefficient and coefficient.r for coefficient in found)))
    return from_rows(kinds, rows)


def corr_ai_windows(world: World) -> SmallTable:
    """AI machines at the end of a year against the models of that year and the next, for the last three pairs."""
    columns = ("plain", "logs", "ranks", "plain_without_us", "logs_without_two")
    kinds = {"machines_year": "year", "models_year": "year", "points": "count"} | dict.fromkeys(columns, "coefficient")
    data = facts.study(world)
    rows = []
    for year in range(data.end - 3, data.end) if data else ():
        points = data.cluster_points(year)
        if year >= countries.CLUSTERS_SINCE and len(points) >= countries.LEAST_COUNTRIES:
            found = [
                countries.plain(points),
                countries.of_logs(points),
                countries.of_ranks(points),
                countries.plain(data.cluster_points(year, countries.GIANTS[:1])),
                countries.of_logs(data.cluster_points(year, countries.GIANTS)),
            ]
            rows.append((year, year + 1, len(points), *(coefficient and coefficient.r for coefficient in found)))
    return from_rows(kinds, rows)


def france_machines(world: World) -> SmallTable:
    """France's machines on the newest list."""
    kinds = {
        "rank": "count", "label": "name", "site": "name", "segment": "word", "year": "year",
        "rmax_tflops": "performance",
    }  # fmt: skip
    rows = world.now[world.now["country"] == "FR"]
    return small_table(rows.assign(segment=rows["segment"].str.casefold()), kinds)


TABLES: dict[str, Callable[[World], SmallTable]] = {
    function.__name__: function for function in (corr_left_out, corr_ai_windows, france_machines)
}
