"""Countries side by side: share of the list, AI models, AI clusters, people, wealth.

Pure functions from the lists (`load.load_lists`) and the AI tables (`models.store`) to small tables. A country is an
ISO alpha-2 code. Epoch AI's "Multinational" (XX) is no country, and undated models have no year: both stay out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..models.schema import MULTINATIONAL
from .correlation import Coefficient, partial, pearson, spearman, within

SPAN = 10  # whole years that the coefficients look at
LEAST_COUNTRIES = 6  # fewer points make no coefficient worth a word
LEAST_YEARS = 5  # of a country, to look at it through time
GIANTS = ("US", "CN")
CLUSTERS_SINCE = 2019  # Epoch AI's collection of AI machines is made for the years from 2019 on

# DeepMind of London and Google's laboratory merged in 2023; Epoch AI's file counts the merged company as American.
DEEPMIND, DEEPMIND_HOME = "DeepMind", "GB"


def list_shares(lists: pd.DataFrame) -> pd.DataFrame:
    """Return country, year, share: mean over the year's lists of a country's part of the summed Rmax (0 to 1).

    A list without the country counts as 0; a country that is on none of the year's lists has no row.
    """
    rows = lists.assign(year=lists["edition"].str[:4].astype(int))
    rows = rows.assign(share=rows["rmax_tflops"] / rows.groupby("edition")["rmax_tflops"].transform("sum"))
    editions = rows.groupby("year")["edition"].nunique()
    table = rows.groupby(["country", "year"])["share"].sum().reset_index()
    return table.assign(share=table["share"] / table["year"].map(editions))


def notable(models: pd.DataFrame) -> pd.DataFrame:
    """Return Epoch AI's notable models that have a date."""
    return models[(models["table"] == "notable") & models["published"].notna()]


def models_by_country(models: pd.DataFrame, *, deepmind_at_home: bool = False) -> pd.DataFrame:
    """Return country, year, models: notable models; one of two countries counts in both, but once in each.

    deepmind_at_home: count what DeepMind published for the United Kingdom, too.
    """
    rows = notable(models)
    countries = rows["countries"].str.split("; ").map(set)
    if deepmind_at_home:
        there = rows["organizations"].str.contains(DEEPMIND, regex=False)
        countries = pd.Series(
            [codes | {DEEPMIND_HOME} if home else codes for codes, home in zip(countries, there, strict=True)],
            index=rows.index,
        )
    table = rows.assign(year=rows["published"].dt.year, country=countries.map(sorted)).explode("country")
    table = table[~table["country"].isin(["", MULTINATIONAL])]
    return table.groupby(["country", "year"]).size().rename("models").reset_index()


def whole_years(lists: pd.DataFrame, models: pd.DataFrame) -> list[int]:
    """Return the years with both lists (June and November) and with models known up to December or later."""
    years = lists["edition"].str[:4].astype(int)
    editions = lists.groupby(years)["edition"].nunique()
    newest = notable(models)["published"].max()
    if pd.isna(newest):
        return []
    last = newest.year if newest.month == 12 else newest.year - 1
    return [int(year) for year, count in editions.items() if count == 2 and year <= last]


def points(shares: pd.DataFrame, models: pd.DataFrame, start: int, end: int, lag: int = 0) -> pd.DataFrame:
    """Return country, share, models, zeros kept, one row for each country that has either.

    share: mean over the years from `start` to `end - lag`; models: sum over those from `start + lag` to `end`.
    """
    span = shares[shares["year"].between(start, end - lag)]
    later = models[models["year"].between(start + lag, end)]
    table = pd.DataFrame(
        {
            "share": span.groupby("country")["share"].sum() / (end - lag - start + 1),
            "models": later.groupby("country")["models"].sum(),
        }
    )
    return table.fillna(0).rename_axis("country").reset_index()


def with_both(table: pd.DataFrame, without: Sequence[str] = ()) -> pd.DataFrame:
    """Return the rows in which share and models are above zero, so that logarithms exist; without some countries."""
    return table[(table["share"] > 0) & (table["models"] > 0) & ~table["country"].isin(list(without))]


def newest_known(table: pd.DataFrame, value: str, end: int) -> pd.Series:
    """Return country -> newest value up to a year. table: population or gdp, with country and year."""
    known = table[table["year"] <= end].sort_values("year").drop_duplicates("country", keep="last")
    return known.set_index("country")[value]


def country_years(shares: pd.DataFrame, models: pd.DataFrame, start: int, end: int, least: int) -> pd.DataFrame:
    """Return country, year, share, models where both are above zero, of countries with `least` such years or more."""
    table = shares.merge(models, on=["country", "year"])
    table = table[table["year"].between(start, end) & (table["share"] > 0)]
    return table[table.groupby("country")["year"].transform("size") >= least].reset_index(drop=True)


def running(clusters: pd.DataFrame, until: str | pd.Timestamp) -> pd.DataFrame:
    """Return the AI machines known to run on a day, each once: `machine` (name without its phase), and all columns.

    Counted: status Existing, in Epoch AI's standard analysis, with a start date. The table has a row for each phase of
    a machine, and the newest one holds the whole, we take it: of rows that differ in "Phase 1", "Phase 2" … only the
    last counts, and none that another row supersedes which runs by then.
    """
    rows = clusters[(clusters["status"] == "Existing") & (clusters["in_standard_analysis"] == "yes")]
    rows = rows[rows["first_operational"] <= pd.Timestamp(until)]
    rows = rows[~rows["superseded_by"].isin(rows["name"])]
    rows = rows.assign(machine=rows["name"].str.replace(r"\s*Phase \d+$", "", regex=True).str.strip('"'))
    rows = rows.sort_values(["first_operational", "name"]).drop_duplicates("machine", keep="last")
    return rows.sort_values(["h100_equivalents", "machine"], ascending=[False, True], ignore_index=True)


def total_power(clusters: pd.DataFrame, until: str | pd.Timestamp) -> float:
    """Return the H100 equivalents of all AI machines on a day, those of unknown country too."""
    return float(running(clusters, until)["h100_equivalents"].sum())


def cluster_power(clusters: pd.DataFrame, until: str | pd.Timestamp) -> pd.Series:
    """Return country -> H100 equivalents of its AI machines on a day; machines of unknown country are left out."""
    rows = running(clusters, until)
    return rows[rows["country"] != ""].groupby("country")["h100_equivalents"].sum()


def on_list(name: str, country: str, rows: pd.DataFrame) -> bool:
    """Return whether an AI machine stands on a list under its name.

    It does if a machine of the same country has a label whose first words, of four letters or more, stand in its name.
    rows: one list, with `label`. Machines that the list calls by another name, or by none, are not found.
    """
    labels = rows.loc[rows["country"] == country, "label"]
    starts = {label.split(",")[0].split(" Booster")[0].split(" phase")[0].casefold() for label in labels}
    spaced = f" {name.replace(',', ' ').casefold()} "
    return any(len(start) >= 4 and f" {start} " in spaced for start in starts)


def largest_machines(clusters: pd.DataFrame, until: str | pd.Timestamp, rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the largest AI machines on a day: the columns of `running`, and `listed`, whether a list has them.

    rows: that list, with `label`.
    """
    table = running(clusters, until)
    table = table[table["h100_equivalents"].notna()].head(most)
    pairs = zip(table["machine"], table["country"], strict=True)
    return table.assign(listed=[on_list(name, country, rows) for name, country in pairs])


@dataclass(frozen=True)
class Study:
    """What the coefficients are computed from: ten whole years up to `end`.

    shares: of `list_shares`; models and models_gb (DeepMind counted at home, too): of `models_by_country`.
    """

    shares: pd.DataFrame
    models: pd.DataFrame
    models_gb: pd.DataFrame
    clusters: pd.DataFrame
    population: pd.DataFrame
    gdp: pd.DataFrame
    start: int
    end: int

    def points(self, without: Sequence[str] = (), start: int = 0, end: int = 0, lag: int = 0) -> pd.DataFrame:
        """Return country, share, models of the countries that have both; all years, or those from start to end."""
        return with_both(points(self.shares, self.models, start or self.start, end or self.end, lag), without)

    def cluster_points(self, last: int, without: Sequence[str] = ()) -> pd.DataFrame:
        """Return country, share (H100 equivalents at the end of a year), models (of that year and the next)."""
        power = cluster_power(self.clusters, f"{last}-12-31")
        models = self.models[self.models["year"].between(last, last + 1)].groupby("country")["models"].sum()
        table = pd.DataFrame({"share": power, "models": models}).fillna(0).rename_axis("country").reset_index()
        return with_both(table, without)

    def thirds(self) -> list[tuple[int, int]]:
        """Return three windows of three years, the last of them ending with the last year."""
        return [(self.end - 3 * back - 2, self.end - 3 * back) for back in (2, 1, 0)]


def study(
    lists: pd.DataFrame, models: pd.DataFrame, clusters: pd.DataFrame, population: pd.DataFrame, gdp: pd.DataFrame
) -> Study | None:
    """Return what the coefficients are computed from, None without ten whole years."""
    years = whole_years(lists, models)
    if len(years) < SPAN:
        return None
    return Study(
        list_shares(lists),
        models_by_country(models),
        models_by_country(models, deepmind_at_home=True),
        clusters,
        population,
        gdp,
        years[-SPAN],
        years[-1],
    )


@dataclass(frozen=True)
class Choice:
    """One way to compute the coefficient: its name, the years of lists and models, what was found (None: nothing)."""

    name: str
    start: int
    end: int
    found: Coefficient | None


def choices(data: Study) -> list[Choice]:
    """Return the same question computed in many ways, in the order in which they are shown.

    Unless said otherwise: Pearson's coefficient of the logarithms of share and models, countries that have both.
    """
    whole = (data.start, data.end)
    everyone, nobody_big = data.points(), data.points(GIANTS)
    at_home = with_both(points(data.shares, data.models_gb, *whole))
    last = data.end - 1
    found = [
        Choice("all", *whole, of_logs(everyone)),
        Choice("ranks", *whole, of_ranks(everyone)),
        Choice("plain", *whole, plain(everyone)),
        Choice("without_us", *whole, of_logs(data.points(GIANTS[:1]))),
        Choice("without_two", *whole, of_logs(nobody_big)),
        Choice("ranks_without_two", *whole, of_ranks(nobody_big)),
        Choice("plain_without_two", *whole, plain(nobody_big)),
        Choice("deepmind", *whole, of_logs(at_home)),
        Choice("per_head", *whole, per_head(everyone, newest_known(data.population, "population", data.end))),
        Choice("given_gdp", *whole, given(everyone, newest_known(data.gdp, "gdp_million_usd", data.end))),
        Choice("lag_one", *whole, of_logs(data.points(lag=1))),
        Choice("lag_two", *whole, of_logs(data.points(lag=2))),
        *(
            Choice(name, *span, of_logs(data.points(start=span[0], end=span[1])))
            for name, span in zip(("early", "middle", "late"), data.thirds(), strict=True)
        ),
        Choice("within", *whole, within_countries(data)),
    ]
    if last >= CLUSTERS_SINCE:
        found += [
            Choice("clusters", last, data.end, of_logs(data.cluster_points(last))),
            Choice("clusters_without_two", last, data.end, of_logs(data.cluster_points(last, GIANTS))),
            Choice("clusters_plain_without_us", last, data.end, plain(data.cluster_points(last, GIANTS[:1]))),
        ]
    return [choice for choice in found if choice.found]


def of_logs(table: pd.DataFrame) -> Coefficient | None:
    """Return Pearson's coefficient of the logarithms of share and models, None for too few countries."""
    return _enough(pearson, np.log(table["share"]), np.log(table["models"]))


def of_ranks(table: pd.DataFrame) -> Coefficient | None:
    """Return Spearman's coefficient of share and models, None for too few countries."""
    return _enough(spearman, table["share"], table["models"])


def plain(table: pd.DataFrame) -> Coefficient | None:
    """Return Pearson's coefficient of share and models as they are, None for too few countries."""
    return _enough(pearson, table["share"], table["models"])


def per_head(table: pd.DataFrame, people: pd.Series) -> Coefficient | None:
    """Return Pearson's coefficient of the logarithms of share and models per inhabitant."""
    heads = table["country"].map(people)
    known = table[heads.notna()]
    heads = heads[heads.notna()]
    return _enough(pearson, np.log(known["share"] / heads), np.log(known["models"] / heads))


def given(table: pd.DataFrame, wealth: pd.Series) -> Coefficient | None:
    """Return the partial coefficient of the logarithms of share and models with that of `wealth` held fixed."""
    rich = table["country"].map(wealth)
    known = table[rich.notna()]
    return _enough(partial, np.log(known["share"]), np.log(known["models"]), np.log(rich[rich.notna()]))


def with_wealth(table: pd.DataFrame, wealth: pd.Series, column: str) -> Coefficient | None:
    """Return Pearson's coefficient of the logarithms of a column (share or models) and of `wealth`."""
    rich = table["country"].map(wealth)
    return _enough(pearson, np.log(table.loc[rich.notna(), column]), np.log(rich[rich.notna()]))


def within_countries(data: Study, without: Sequence[str] = ()) -> Coefficient | None:
    """Return the coefficient over the years of each country, of countries with five usable years or more."""
    table = country_years(data.shares, data.models, data.start, data.end, LEAST_YEARS)
    table = table[~table["country"].isin(list(without))]
    if table["country"].nunique() < LEAST_COUNTRIES:
        return None
    return within(table["country"].tolist(), np.log(table["share"]), np.log(table["models"]))


def _enough(measure: Callable[..., Coefficient], *values: pd.Series) -> Coefficient | None:
    """Return a coefficient, None for fewer than LEAST_COUNTRIES countries or a quantity that does not vary."""
    if len(values[0]) < LEAST_COUNTRIES or any(column.nunique() < 2 for column in values):
        return None
    return measure(*values)
