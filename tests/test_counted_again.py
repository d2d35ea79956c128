"""One number of every figure, counted again from the plain files in data/ with arithmetic of its own.

Definitions are those that readers see: the words of the figures, and the codebooks in data/. Nothing is taken from the
code that computes the figures, so that a difference is a finding.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from statistics import fmean, median

import pytest

from build_scripts.figures.catalogue import FIGURES

DATA = Path(__file__).resolve().parent.parent / "data"
EDITIONS = sorted(path.stem for path in (DATA / "lists").glob("????-??.csv"))
NOW = EDITIONS[-1]
HOURS_PER_YEAR = 24 * 365.25

Row = dict[str, str]
Shown = list[dict]  # the rows of a figure's table
Recount = Callable[[Shown], tuple[float | None, float | None]]
COUNTED: dict[str, Recount] = {}
ROUGH = {
    "corr_giants": 1e-4,  # the table rounds its shares
    "training_growth": 1e-3,  # where a day stands within its year
}


def again(count: Recount) -> Recount:
    """Register the recount of the figure of that name, which returns what the figure says and what is counted here."""
    COUNTED[count.__name__] = count
    return count


# FILES


@cache
def read(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def rows(edition: str = NOW) -> list[Row]:
    return read(f"lists/{edition}")


def of(country: str, edition: str = NOW) -> list[Row]:
    return [row for row in rows(edition) if row["country"] == country]


def usable(column: str) -> list[Row]:
    """Return the rows of the newest list that have a value which data/known_issues.csv does not leave out."""
    places = []
    for issue in read("known_issues"):
        if (issue["column"], issue["action"]) == (column, "left out"):
            spans, parts = issue["editions"].split(), issue["ranks"].split(";")
            for span, part in zip(spans, parts if len(parts) > 1 else parts * len(spans), strict=True):
                first, dots, last = span.partition("..")
                if first <= NOW <= (last or (NOW if dots else first)):
                    places += part.split()
    return [row for row in rows() if row[column] and not any(covers(place, row) for place in places)]


def covers(place: str, row: Row) -> bool:
    low, _, high = place.partition("-")
    by_rank = low.isdigit() and int(low) <= int(row["rank"]) <= int(high or low)
    return by_rank or place in ("*", f"id{row['system_id']}")


@cache
def continents() -> dict[str, str]:
    return {row["code"]: row["region"] for row in read("vocab/countries")}


def place_of(row: Row) -> str:
    if row["country"] in ("US", "CN", "JP"):
        return row["country"].lower()
    return "europe" if continents()[row["country"]] == "Europe" else "other"


@cache
def common_names() -> dict[tuple[str, str], str]:
    return {(row["computer"], row["site"]): row["name"] for row in read("vocab/names")}


def called(row: Row) -> str:
    return common_names().get((row["computer"], row["site"])) or row["name"] or row["computer"].split(",")[0]


def notable() -> list[Row]:
    return [row for row in read("models/models") if row["table"] == "notable"]


def existing() -> list[Row]:
    return [row for row in read("models/clusters") if row["status"] == "Existing"]


def with_values(table: Iterable[Row], *columns: str) -> list[Row]:
    return [row for row in table if all(row[column] for column in columns)]


def run(name: str) -> Row:
    return at(read("facts/runs"), fact=f"run-{name}")


def dated(identity: str) -> Row:
    return at(read("facts/dated"), id=identity)


# ARITHMETIC


def at(table: Sequence[dict], **where: object) -> dict:
    """Return the only row with these values."""
    (found,) = [row for row in table if all(row[column] == value for column, value in where.items())]
    return found


def rmax(machines: Iterable[Row]) -> float:
    return math.fsum(float(row["rmax_tflops"]) for row in machines)


def share(machines: Iterable[Row], edition: str = NOW) -> float:
    return rmax(machines) / rmax(rows(edition))


def largest(table: Iterable[dict], column: str) -> float:
    return max(float(row[column]) for row in table if row[column] not in ("", None))


def together(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return the sum of the products of what xs and ys differ from their means."""
    x_mean, y_mean = fmean(xs), fmean(ys)
    return math.fsum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))


def slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    return together(xs, ys) / together(xs, xs)


def coefficient(points: Iterable[tuple[float, float]]) -> float:
    xs, ys = zip(*points, strict=True)
    return together(xs, ys) / math.sqrt(together(xs, xs) * together(ys, ys))


# GROWTH


@again
def growth(shown):
    said = at(shown, edition=NOW)["total"] / at(shown, edition=EDITIONS[0])["total"]
    return said, rmax(rows()) / rmax(rows(EDITIONS[0]))


@again
def doubling(shown):
    """Over ten years: the newest list and the twenty before it."""
    ten_years = EDITIONS[-21:]
    years = [int(edition[:4]) + int(edition[5:]) / 12 for edition in ten_years]
    per_year = slope(years, [math.log2(rmax(rows(edition))) for edition in ten_years])
    return at(shown, edition=NOW)["doubling_years"], 1 / per_year


@again
def number_ones(shown):
    return len({row["label"] for row in shown}), len({called(rows(edition)[0]) for edition in EDITIONS})


@again
def former_first(shown):
    """The longest stay in the top ten after the last list on top, of machines with the numbers given in 2011."""
    last_on_top = {rows(edition)[0]["system_id"]: edition for edition in EDITIONS if edition >= "2011-11"}
    stays = []
    for machine, end in last_on_top.items():
        after = EDITIONS[EDITIONS.index(end) + 1 :]
        away = [machine not in [row["system_id"] for row in rows(edition)[:10]] for edition in after]
        stays += [(away.index(True) + 1) / 2] if any(away) else []
    return largest(shown, "top_ten_years"), max(stays)


@again
def first_today(shown):
    """The longest time for which a record was enough, of those that are over."""
    starts, best = {}, {}
    for edition in EDITIONS:
        first = rows(edition)[0]
        starts.setdefault(called(first), edition)
        best[called(first)] = max(best.get(called(first), 0), rmax([first]))
    lives = []
    for name, start in starts.items():
        enough = [rmax(rows(edition)[-1:]) <= best[name] for edition in EDITIONS[EDITIONS.index(start) :]]
        lives += [] if all(enough) else [enough.index(False) / 2]
    return largest(shown, "enough_years"), max(lives)


@again
def turnover(shown):
    return at(shown, edition=NOW)["entered"], sum(not row["previous_rank"] for row in rows())


@again
def age(shown):
    lists_since = [EDITIONS.index(NOW) - EDITIONS.index(row["first_edition"]) for row in rows()]
    return at(shown, edition=NOW)["mean"], fmean(lists_since) / 2


@again
def concentration(shown):
    return at(shown, edition=NOW)["top_ten_share"], share(rows()[:10])


@again
def mislead(shown):
    newest = at(shown, edition=NOW)
    return newest["us_rmax"] / newest["cn_rmax"], rmax(of("US")) / rmax(of("CN"))


# MACHINES


@again
def top_ten_now(shown):
    lead = at(shown, rank=1)["rmax_tflops"] / at(shown, rank=2)["rmax_tflops"]
    return lead, rmax(rows()[:1]) / rmax(rows()[1:2])


def accelerated() -> list[Row]:
    return [row for row in rows() if row["accelerator"] not in ("", "None")]


@again
def accelerators(shown):
    return at(shown, edition=NOW)["rmax_share"], share(accelerated())


@again
def accelerator_makers(shown):
    nvidia = [row for row in accelerated() if "nvidia" in row["accelerator"].casefold()]
    return at(shown, edition=NOW)["nvidia_systems"], len(nvidia) / len(accelerated())


def with_power() -> list[Row]:
    return [row for row in usable("power_kw") if row["power_source"] == "submitted"]


@again
def efficiency(shown):
    return at(shown, edition=NOW)["median"], median(rmax([row]) / float(row["power_kw"]) for row in with_power())


@again
def power(shown):
    first = [float(row["power_kw"]) for row in with_power() if row["rank"] == "1"]
    return at(shown, edition=NOW)["first_kw"], first[0] if first else None


@again
def peak_share(shown):
    shares = [rmax([row]) / float(row["rpeak_tflops"]) for row in usable("rpeak_tflops")]
    return at(shown, edition=NOW)["median"], median(part for part in shares if part <= 1)


@again
def makers(shown):
    """The largest number of machines that a maker ever had on a list."""
    labels = {row["manufacturer"]: row["label"] for row in read("vocab/makers")}
    counts = [Counter(labels.get(row["manufacturer"]) for row in rows(edition)) for edition in EDITIONS]
    return largest(shown, "most"), max(max(count.values()) for count in counts)


@again
def processors(shown):
    pc = re.compile("Xeon|Intel|EPYC|Opteron|AMD|Hygon")
    return at(shown, edition=NOW)["x86_systems"], sum(bool(pc.search(row["processor"])) for row in rows()) / 500


@cache
def three_tests() -> list[tuple[Row, Row, Row]]:
    """Return the rows in the TOP500, HPL-MxP and HPCG of the machines among the first twenty that are in all three."""
    fast, slow = read("models/hpl_mxp"), read("models/hpcg")
    newest = max(set(EDITIONS) & {row["list"] for row in fast} & {row["list"] for row in slow})
    by_mxp = {row["top500_rank"]: row for row in fast if row["list"] == newest and row["fp8"] != "yes"}
    by_hpcg = {row["top500_rank"]: row for row in slow if row["list"] == newest}
    first = [row for row in rows(newest)[:20] if row["rank"] in by_mxp and row["rank"] in by_hpcg]
    return [(row, by_mxp[row["rank"]], by_hpcg[row["rank"]]) for row in first]


@again
def three_rankings(shown):
    """The most places that a machine gains in mixed precision."""
    gains = [int(hpl["rank"]) - int(mxp["rank"]) for hpl, mxp, _ in three_tests()]
    return max(row["hpl_rank"] - row["mxp_rank"] for row in shown), max(gains)


@again
def three_speeds(shown):
    """How many times as fast the first machine is in mixed precision as in HPCG."""
    first = max(shown, key=lambda row: row["hpl"])
    _, mxp, hpcg = three_tests()[0]
    return first["mxp"] / first["hpcg"], 1000 * float(mxp["hpl_mxp_eflops"]) / float(hpcg["hpcg_pflops"])


# OWNERS


@again
def gauge(shown):
    return at(shown, place="us")["rmax_tflops"], rmax(of("US"))


@again
def performance_share(shown):
    return at(shown, edition=NOW)["us"], share(of("US"))


@again
def tiles(shown):
    """The number of lists in which the article's count of the top ten holds."""
    article = {"us": 5, "cn": 2, "europe": 2, "jp": 1}
    holds = [Counter(map(place_of, rows(edition)[:10])) == article for edition in EDITIONS]
    return sum(row["match"] for row in shown), sum(holds)


@again
def systems(shown):
    return max(row["cn"] for row in shown), max(len(of("CN", edition)) for edition in EDITIONS)


@again
def china(shown):
    return at(shown, edition=NOW)["rmax_share"], share(of("CN"))


@again
def france(shown):
    return at(shown, edition=NOW)["rmax_share"], share(of("FR"))


@again
def two_measures(shown):
    """How far the two measures are apart, for the country where they are farthest, of the ten most powerful."""
    ten = sorted({row["country"] for row in rows()}, key=lambda country: rmax(of(country)))[-10:]
    said = max(row["rmax_share"] / row["systems_share"] for row in shown)
    return said, max(share(of(country)) / (len(of(country)) / 500) for country in ten)


@again
def europe_machines(shown):
    return at(shown, country="FR")["systems"], len(of("FR"))


@again
def french_centres(shown):
    ranks = [int(row["rank"]) for row in of("FR") if "IDRIS" in row["site"]]
    return at(shown, edition=NOW)["idris"], min(ranks, default=None)


@again
def europe_as_one(shown):
    """How many times as much Europe has as its first country alone."""
    newest = at(shown, edition=NOW)
    europe = [row for row in rows() if place_of(row) == "europe"]
    alone = max(rmax(of(country)) for country in {row["country"] for row in europe})
    return newest["europe"] / newest["alone"], rmax(europe) / alone


def shared_out(table: str, column: str) -> dict[str, float]:
    """Return country -> summed Rmax per unit of the last year published."""
    newest = max(row["year"] for row in read(table) if row["year"] <= NOW[:4])
    values = {row["country"]: float(row[column]) for row in read(table) if row["year"] == newest}
    listed = {row["country"] for row in rows()}
    return {country: rmax(of(country)) / values[country] for country in listed & set(values)}


@again
def per_head(shown):
    return largest(shown, "per"), max(shared_out("models/population", "population").values())


@again
def per_gdp(shown):
    """The rank of the United States."""
    per = shared_out("models/gdp", "gdp_million_usd")
    return at(shown, country="US")["rank"], sum(value >= per["US"] for value in per.values())


@again
def segments(shown):
    research = [row for row in rows() if row["segment"] == "Research"]
    return at(shown, edition=NOW)["research_rmax"], share(research)


# MODELS


@again
def model_ladder(shown):
    """How many times as many parameters the landmark model has as GPT-2."""
    whole = with_values(read("facts/runs"), "code_lines", "parameters", "training_flop")
    landmark = max(whole, key=lambda row: float(row["training_flop"]))
    step = at(shown, step="parameters")
    return step["newest"] / step["oldest"], float(landmark["parameters"]) / float(run("gpt-2")["parameters"])


@again
def model_pile(shown):
    """The highest pile of published weights: 3,000 numbers a page, two pages a sheet, sheets of 0.1 mm."""
    numbers = largest(with_values(read("facts/runs"), "weights_gb"), "parameters")
    return largest(shown, "pile"), math.ceil(numbers / 3000 / 2) * 0.1 / 1000


@again
def model_teams(shown):
    """The share of small teams below the least band of operations."""
    papers = [row for row in with_values(notable(), "training_flop") if row["authors_complete"] == "yes"]
    papers = [row for row in papers if row["published"] >= "2010" and float(row["training_flop"]) < 1e20]
    return shown[0]["small_share"], fmean(int(row["authors_count"]) <= 6 for row in papers)


@again
def model_origins(shown):
    recent = [row for row in with_values(notable(), "organization_kind") if row["published"] >= "2025"]
    return shown[-1]["academia_share"], fmean(row["organization_kind"] == "Academia" for row in recent)


@again
def model_training(shown):
    """By how much the operations have grown from AlexNet to the largest landmark."""
    said = largest(shown, "training_flop") / at(shown, model="AlexNet")["training_flop"]
    alexnet = at(notable(), id="alexnet")
    return said, largest(read("facts/runs"), "training_flop") / float(alexnet["training_flop"])


@again
def model_executions(shown):
    """The most chips of 80 GB that it takes to hold one of the models."""
    trained = with_values(read("facts/runs"), "hardware_count", "weights_gb")
    return largest(shown, "chips_to_hold"), math.ceil(largest(trained, "weights_gb") / 80)


# TRAINING


def speedups() -> list[float]:
    """Return how many times as fast as HPL the machines of the newest HPL-MxP list are, without results in 8 bits."""
    table = read("models/hpl_mxp")
    newest = max(row["list"] for row in table)
    return [float(row["speedup"]) for row in table if row["list"] == newest and row["fp8"] != "yes"]


@again
def training_times(shown):
    """The time of GPT-3 on number one."""
    seconds = float(run("gpt-3")["training_flop"]) / (rmax(rows()[:1]) * 1e12 * median(speedups()))
    return at(shown, machine="machine_first")["middle"], seconds / 3600 / HOURS_PER_YEAR


@again
def training_bridge(shown):
    return median(row["ratio"] for row in shown if row["what"] == "what_mxp"), median(speedups())


@again
def training_chips(shown):
    """How many times as fast the newest chip is in 16 bits as in 64."""
    (chip,) = [row for row in read("models/chips") if f" {shown[-1]['chip']} " in f"{row['name']} "]
    return shown[-1]["ratio"], float(chip["tensor16_tflops"]) / float(chip["fp64_tflops"])


@again
def training_day(shown):
    """Years that the first number one would take for a day of today's."""
    years = rmax(rows()[:1]) / rmax(rows(EDITIONS[0])[:1]) / 365.25
    return at(shown, edition=EDITIONS[0])["first"], years


@again
def training_growth(shown):
    """The time in which the largest trainings double."""
    frontier = [row for row in with_values(notable(), "frontier", "training_flop") if not row["base_model"]]
    frontier = [row for row in frontier if row["published"] >= "2012"]
    years = [date.fromisoformat(row["published"]).toordinal() / 365.25 for row in frontier]
    per_year = slope(years, [math.log2(float(row["training_flop"])) for row in frontier])
    old, new = shown[0], shown[-1]
    return (new["when"] - old["when"]) / math.log2(new["trend"] / old["trend"]), 1 / per_year


@again
def training_years(shown):
    """Years that GPT-3 would take eight of its chips."""
    return at(shown, model="GPT-3")["small"], float(run("gpt-3")["gpu_hours"]) / 8 / HOURS_PER_YEAR


# PARTNERSHIP


def azure(edition: str = NOW) -> list[Row]:
    return [row for row in rows(edition) if row["system_id"] in azure_machines()]


@cache
def azure_machines() -> set[str]:
    """Return the numbers of the machines for which one list at least names Azure as site or maker."""
    named = [row for edition in EDITIONS for row in rows(edition) if "Azure" in row["site"] + row["manufacturer"]]
    return {row["system_id"] for row in named} - {""}


@again
def azure_ranks(shown):
    """The best rank in the newest list with a machine of Azure."""
    newest = max(edition for edition in EDITIONS if azure(edition))
    said = min(row["best_rank"] for row in shown if row["edition"] == newest)
    return said, min(int(row["rank"]) for row in azure(newest))


@again
def azure_shares(shown):
    return at(shown, edition=NOW)["rmax_share"], share(azure())


@again
def openai_money(shown):
    facts = [row for row in read("facts/dated") if (row["theme"], row["unit"]) == ("partnership", "USD")]
    return largest(shown, "sum"), largest((row for row in facts if row["kind"] == "contract"), "value")


@again
def openai_machines(shown):
    """The largest machine, of clusters that run and of sites, whose use by OpenAI is sure or likely."""
    machines = [row for row in existing() if "OpenAI" in row["users"] and row["certainty"] != "Unlikely"]
    for site in read("models/data_centers"):
        use = dict(zip(site["users"].split("; "), site["users_confidence"].split("; "), strict=True))
        machines += [site] if use.get("OpenAI") in ("confident", "likely") else []
    return largest(shown, "chips"), largest(machines, "h100_equivalents")


@again
def openai_gigawatts(shown):
    """How many times what runs is announced."""
    said = [largest((row for row in shown if row["state"] == state), "gigawatts") for state in ("announced", "running")]
    announced = re.search(r"(\d+) gigawatts", dated("altman-1400-billion")["statement_en"])[1]
    return said[0] / said[1], float(announced) / float(dated("openai-gigawatts")["value"])


@again
def kyutai_scale(shown):
    """How many times Kyutai's machine Colossus is."""
    said = at(shown, cluster="colossus")["chips"] / at(shown, cluster="nabuchodonosor")["chips"]
    phases = [row for row in existing() if row["name"].startswith("xAI Colossus Memphis")]
    return said, largest(phases, "h100_equivalents") / float(dated("scaleway-machine")["value"])


@again
def kyutai_releases(shown):
    facts = [row for row in read("facts/dated") if (row["theme"], row["kind"]) == ("kyutai", "release")]
    return len(shown), sum(not row["id"].endswith(("-preview", "-begun")) for row in facts)


# CORRELATION


@cache
def ten_years() -> tuple[int, ...]:
    """Return the last ten years of which both lists and all models are known."""
    newest = max(row["published"] for row in notable())
    years = sorted({int(edition[:4]) for edition in EDITIONS})
    whole = [year for year in years if {f"{year}-06", f"{year}-11"} <= set(EDITIONS) and f"{year}-12" <= newest]
    return tuple(whole[-10:])


@cache
def country_shares(edition: str) -> dict[str, float]:
    return {country: share(of(country, edition), edition) for country in {row["country"] for row in rows(edition)}}


def mean_share(country: str, years: Iterable[int]) -> float:
    return fmean(country_shares(f"{year}-{month}").get(country, 0) for year in years for month in ("06", "11"))


def models_of(years: Iterable[int]) -> Counter[str]:
    """Return country -> notable models of these years; Epoch AI's XX is no country."""
    published = [row for row in notable() if int(row["published"][:4]) in years]
    return Counter(code for row in published for code in set(row["countries"].split("; ")) - {"", "XX"})


def points(years: Sequence[int], *without: str) -> list[tuple[float, int]]:
    """Return share of the list and models, of the countries that have both."""
    pairs = [(mean_share(code, years), count) for code, count in models_of(years).items() if code not in without]
    return [pair for pair in pairs if pair[0]]


def logs(pairs: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(math.log(x), math.log(y)) for x, y in pairs]


@again
def corr_scatter(shown):
    """Japan's share of the list, in percent."""
    return at(shown, country="JP")["share_percent"], 100 * mean_share("JP", ten_years())


@again
def corr_giants(shown):
    """The coefficient of the points that are left without the two giants."""
    left = [(row["share_percent"], row["models"]) for row in shown if row["country"] not in ("US", "CN")]
    return coefficient(left), coefficient(points(ten_years(), "US", "CN"))


@again
def corr_choices(shown):
    return at(shown, choice="all")["r"], coefficient(logs(points(ten_years())))


@again
def corr_by_year(shown):
    return shown[-1]["r"], coefficient(logs(points([shown[-1]["year"]])))


@again
def corr_china(shown):
    """China's share of the list in the last year, as a part of that in the first."""
    first, *_, last = ten_years()
    said = at(shown, year=last)["share"] / at(shown, year=first)["share"]
    return said, mean_share("CN", [last]) / mean_share("CN", [first])


@again
def corr_kinds(shown):
    widest = min(row["r"] for row in shown)
    return widest, coefficient((row["x"], row["y"]) for row in shown if row["r"] == widest)


def running() -> dict[str, Row]:
    """Return the AI machines known to run when the newest list came out, each at its last phase."""
    kept = [row for row in with_values(existing(), "first_operational") if row["in_standard_analysis"] == "yes"]
    kept = [row for row in kept if row["first_operational"] <= f"{NOW}-31"]
    kept = [row for row in kept if row["superseded_by"] not in {other["name"] for other in kept}]
    return {re.sub(r" Phase \d+$", "", row["name"]): row for row in sorted(kept, key=lambda row: row["name"])}


@again
def ai_against_list(shown):
    power = Counter()
    for row in with_values(running().values(), "country", "h100_equivalents"):
        power[row["country"]] += float(row["h100_equivalents"])
    return at(shown, place="us")["ai_share"], power["US"] / power.total()


def words_of(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


@again
def ai_largest(shown):
    """How many of the ten largest AI machines are found on the list by their names."""
    machines = with_values(running().values(), "h100_equivalents")
    found = 0
    for machine in sorted(machines, key=lambda row: float(row["h100_equivalents"]))[-10:]:
        names = [words_of(re.split(r",| Booster| phase", row["name"])[0]) for row in of(machine["country"])]
        found += any(name and name <= words_of(machine["name"]) for name in names)
    return sum(row["listed"] for row in shown), found


@pytest.mark.parametrize("figure", COUNTED)
def test_the_figure_says_what_is_counted_again(figure, numbers):
    table = numbers.figures[figure]
    said, counted = COUNTED[figure]([dict(zip(table.columns, row, strict=True)) for row in table.rows])
    assert said == pytest.approx(counted, rel=ROUGH.get(figure, 1e-9))


def test_every_figure_is_counted_again():
    assert set(COUNTED) == set(FIGURES)
