"""Checks: statements about the lists that are true or false as of an edition.

A sentence with a superlative or a comparison stands in a page behind a check (`{% if check.us_most_rmax %}`), with
another wording for the other case; so that it stays right when the next list changes it.
"""

from __future__ import annotations

from collections.abc import Callable

from . import facts
from .measures import energy, geography
from .world import World

CHECKS: dict[str, Callable[[World], bool]] = {}


def check(function: Callable[[World], bool]) -> Callable[[World], bool]:
    """Register a function as the check of its name."""
    CHECKS[function.__name__] = function
    return function


def evaluate(world: World) -> dict[str, bool]:
    """Return each check's answer as of the world's edition."""
    return {name: bool(function(world)) for name, function in CHECKS.items()}


def _shares(world: World, value: str) -> dict[str, float]:
    """Return country -> share in the newest list."""
    rows = world.countries[world.countries["edition"] == world.edition]
    return dict(zip(rows["group"], rows[value], strict=True))


@check
def us_most_rmax(world: World) -> bool:
    """No country holds as much of the summed Rmax as the United States."""
    shares = _shares(world, "rmax_share")
    return all(shares.get("US", 0) > share for code, share in shares.items() if code != "US")


@check
def us_most_systems(world: World) -> bool:
    """No country has as many systems as the United States."""
    shares = _shares(world, "systems_share")
    return all(shares.get("US", 0) > share for code, share in shares.items() if code != "US")


@check
def us_over_half_rmax(world: World) -> bool:
    """The United States hold more than half of the summed Rmax."""
    return _shares(world, "rmax_share").get("US", 0) > 0.5


@check
def europe_over_cn_rmax(world: World) -> bool:
    """Europe holds more of the summed Rmax than China."""
    return world.place("europe")["rmax_tflops"] > world.place("cn")["rmax_tflops"]


@check
def cn_first(world: World) -> bool:
    """Number one stands in China."""
    return facts.first_country(world) == "CN"


@check
def us_first(world: World) -> bool:
    """Number one stands in the United States."""
    return facts.first_country(world) == "US"


@check
def cn_below_peak(world: World) -> bool:
    """China has fewer than half of the systems it had at its most."""
    return facts.systems(world, "cn") < facts.most_systems(world, "cn") / 2


@check
def cn_stronger_than_numerous(world: World) -> bool:
    """China's share of the performance is greater than its share of the systems."""
    return world.place("cn")["rmax_share"] > world.place("cn")["systems_share"]


@check
def cn_in_list(world: World) -> bool:
    """China has a system in the list."""
    return world.place("cn")["systems"] > 0


@check
def fr_stronger_than_numerous(world: World) -> bool:
    """France's share of the performance is greater than its share of the systems."""
    return world.place("fr")["rmax_share"] > world.place("fr")["systems_share"]


@check
def growth_slowed(world: World) -> bool:
    """The sum took longer to double in the last ten years than in the first twenty."""
    early, recent = facts.sum_doubling_early(world), facts.sum_doubling_recent(world)
    return bool(early and recent and recent > early)


@check
def last_beats_oldest_sum(world: World) -> bool:
    """Today's number 500 does more than the whole first list."""
    return facts.last_against_oldest_sum(world) > 1


@check
def top_ten_over_half(world: World) -> bool:
    """The ten fastest machines do more than half of the sum."""
    return facts.top_ten_share(world) > 0.5


@check
def accelerated_over_half_rmax(world: World) -> bool:
    """Machines with accelerators do more than half of the sum."""
    return (facts.accelerated_rmax_share(world) or 0) > 0.5


@check
def accelerated_under_half_systems(world: World) -> bool:
    """Fewer than half of the machines have accelerators."""
    return (facts.accelerated_systems_share(world) or 0) < 0.5


@check
def first_changed(world: World) -> bool:
    """Number one is another machine than in the list before."""
    return len(world.firsts) > 1 and world.firsts["label"].iloc[-1] != world.firsts["label"].iloc[-2]


@check
def first_accelerated(world: World) -> bool:
    """Number one has accelerators."""
    return world.now["accelerator"].iloc[0] not in ("", "None")


@check
def article_holds_now(world: World) -> bool:
    """The top ten is the article's 5 / 2 / 2 / 1 in this edition."""
    return bool(geography.matches_article(world.top_ten).iloc[-1])


@check
def article_held_then(world: World) -> bool:
    """The top ten was the article's 5 / 2 / 2 / 1 in the edition in force when it appeared."""
    then = world.top_ten["edition"] == facts.ARTICLE_EDITION
    return bool((geography.matches_article(world.top_ten) & then).any())


@check
def article_ever_held(world: World) -> bool:
    """The top ten was the article's 5 / 2 / 2 / 1 in an edition so far."""
    return bool(geography.matches_article(world.top_ten).any())


@check
def ai_firms_absent(world: World) -> bool:
    """No machine of the newest list has a site named after OpenAI, xAI, Google or Anthropic."""
    return not world.now["site"].str.contains(r"OpenAI|\bxAI\b|Google|Anthropic", regex=True).any()


@check
def azure_in_list(world: World) -> bool:
    """Microsoft's cloud has a machine on the list."""
    return facts.azure_systems(world) > 0


@check
def azure_in_top_ten(world: World) -> bool:
    """Microsoft's cloud has a machine among the first ten."""
    return (facts.azure_best_rank(world) or 501) <= 10


@check
def last_grows_slower(world: World) -> bool:
    """In the last ten years number 500 took longer to double than the sum."""
    last, total = facts.last_doubling_recent(world), facts.sum_doubling_recent(world)
    return bool(last and total and last > total)


@check
def us_leads_europe_rmax(world: World) -> bool:
    """The United States hold more of the summed Rmax than Europe."""
    return world.place("us")["rmax_tflops"] > world.place("europe")["rmax_tflops"]


@check
def cn_most_systems_now(world: World) -> bool:
    """China has more systems than any other country."""
    shares = _shares(world, "systems_share")
    return all(shares.get("CN", 0) > share for code, share in shares.items() if code != "CN")


@check
def fr_in_list(world: World) -> bool:
    """France has a system in the list."""
    return facts.systems(world, "fr") > 0


@check
def leaders_power_grew(world: World) -> bool:
    """The middle of the top ten draws more power than in the first list that gives power."""
    powers = energy.power_of_leaders(world.lists)["top_ten_median_kw"].dropna()
    return len(powers) > 1 and powers.iloc[-1] > powers.iloc[0]
