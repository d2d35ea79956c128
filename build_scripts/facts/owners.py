"""Facts and checks on who owns the machines, and the article's count of the top ten."""

from __future__ import annotations

from ..measures import geography
from ..measures.geography import ARTICLE_EDITION
from ..registry import check, fact, family
from ..world import World
from .common import country_shares, once
from .growth import first_country


@fact("count")
def country_count(world: World) -> int:
    return world.now["country"].nunique()


@fact("count")
def country_count_ever(world: World) -> int:
    return world.lists["country"].nunique()


@family("systems")
def systems(world: World, place: str) -> int:
    return int(world.place(place)["systems"])


@family("share")
def systems_share(world: World, place: str) -> float:
    return world.place(place)["systems_share"]


@family("performance")
def rmax(world: World, place: str) -> float:
    return world.place(place)["rmax_tflops"]


@family("share")
def rmax_share(world: World, place: str) -> float:
    return world.place(place)["rmax_share"]


@family("rank")
def best_rank(world: World, place: str) -> int | None:
    return world.place(place)["best_rank"]


@family("name")
def best_name(world: World, place: str) -> str | None:
    rank = world.place(place)["best_rank"]
    return rank and world.now["label"][rank]


@family("count")
def top_ten(world: World, place: str) -> int:
    top = world.now[world.now["rank"] <= 10]
    return int(((top["place"] == place) | (top["country"] == place.upper())).sum())


@family("points")
def rmax_share_change(world: World, place: str) -> float | None:
    earlier = world.before()
    return earlier and world.place(place)["rmax_share"] - world.place(place, earlier)["rmax_share"]


@family("signed_count")
def systems_change(world: World, place: str) -> int | None:
    earlier = world.before()
    return earlier and int(world.place(place)["systems"] - world.place(place, earlier)["systems"])


def _most_systems(world: World, place: str) -> tuple[str, int]:
    """Return the (first) edition in which a place had most systems, and how many."""
    table, key = (world.holdings, place) if place in geography.PLACES else (world.countries, place.upper())
    rows = table[table["group"] == key].reset_index(drop=True)
    if rows.empty:
        return "", 0
    best = rows.loc[rows["systems"].idxmax()]
    return best["edition"], int(best["systems"])


@family("systems")
def most_systems(world: World, place: str) -> int:
    return _most_systems(world, place)[1]


@family("edition")
def most_systems_edition(world: World, place: str) -> str | None:
    return _most_systems(world, place)[0] or None


@family("count", ("us", "cn", "europe", "jp"), fixed=True)
def article_top_ten(world: World, place: str) -> int | None:
    table = world.top_ten.set_index("edition")
    return int(table[place][ARTICLE_EDITION]) if ARTICLE_EDITION in table.index else None


@family("share", ("us", "cn", "jp"), fixed=True)
def article_rmax_share(world: World, place: str) -> float | None:
    return world.place(place, ARTICLE_EDITION)["rmax_share"] if ARTICLE_EDITION in world.editions else None


@fact("edition", fixed=True)
def article_edition(world: World) -> str | None:
    return ARTICLE_EDITION if ARTICLE_EDITION in world.editions else None


@fact("edition")
def cn_led_before(world: World) -> str | None:
    led = world.firsts["country"] == "CN"
    began = (led != led.shift()).cumsum()  # a new number at each change of country
    earlier = led & (began != began.iloc[-1])
    return world.firsts.loc[earlier, "edition"].iloc[-1] if earlier.any() else None


@fact("share")
def cn_first_of_own(world: World) -> float | None:
    speeds = world.now.loc[world.now["country"] == "CN", "rmax_tflops"]
    return speeds.max() / speeds.sum() if len(speeds) else None


@once
def _matching(world: World) -> list[str]:
    return list(world.top_ten.loc[geography.matches_article(world.top_ten), "edition"])


@fact("editions")
def article_match_editions(world: World) -> int:
    return len(_matching(world))


@fact("edition")
def article_match_first(world: World) -> str | None:
    return (_matching(world) or [None])[0]


@fact("edition")
def article_match_last(world: World) -> str | None:
    return (_matching(world) or [None])[-1]


@check
def us_most_rmax(world: World) -> bool:
    """No country holds as much of the summed Rmax as the United States."""
    shares = country_shares(world, "rmax_share")
    return all(shares.get("US", 0) > share for code, share in shares.items() if code != "US")


@check
def us_most_systems(world: World) -> bool:
    """No country has as many systems as the United States."""
    shares = country_shares(world, "systems_share")
    return all(shares.get("US", 0) > share for code, share in shares.items() if code != "US")


@check
def us_over_half_rmax(world: World) -> bool:
    """The United States holds more than half of the summed Rmax."""
    return country_shares(world, "rmax_share").get("US", 0) > 0.5


@check
def europe_over_cn_rmax(world: World) -> bool:
    """Europe holds more of the summed Rmax than China."""
    return world.place("europe")["rmax_tflops"] > world.place("cn")["rmax_tflops"]


@check
def us_leads_europe_rmax(world: World) -> bool:
    """The United States holds more of the summed Rmax than Europe."""
    return world.place("us")["rmax_tflops"] > world.place("europe")["rmax_tflops"]


@check
def cn_first(world: World) -> bool:
    """Number one stands in China."""
    return first_country(world) == "CN"


@check
def us_first(world: World) -> bool:
    """Number one stands in the United States."""
    return first_country(world) == "US"


@check
def cn_below_peak(world: World) -> bool:
    """China has fewer than half of the systems it had at its most."""
    return systems(world, "cn") < most_systems(world, "cn") / 2


@check
def cn_stronger_than_numerous(world: World) -> bool:
    """China's share of the performance is greater than its share of the systems."""
    return world.place("cn")["rmax_share"] > world.place("cn")["systems_share"]


@check
def cn_in_list(world: World) -> bool:
    """China has a system in the list."""
    return world.place("cn")["systems"] > 0


@check
def cn_most_systems_now(world: World) -> bool:
    """China has more systems than any other country."""
    shares = country_shares(world, "systems_share")
    return all(shares.get("CN", 0) > share for code, share in shares.items() if code != "CN")


@check
def fr_in_list(world: World) -> bool:
    """France has a system in the list."""
    return systems(world, "fr") > 0


@check
def fr_stronger_than_numerous(world: World) -> bool:
    """France's share of the performance is greater than its share of the systems."""
    return world.place("fr")["rmax_share"] > world.place("fr")["systems_share"]


@check
def article_holds_now(world: World) -> bool:
    """The top ten is the article's 5 / 2 / 2 / 1 in this edition."""
    return bool(geography.matches_article(world.top_ten).iloc[-1])


@check
def article_held_then(world: World) -> bool:
    """The top ten was the article's 5 / 2 / 2 / 1 in the edition in force when it appeared."""
    then = world.top_ten["edition"] == ARTICLE_EDITION
    return bool((geography.matches_article(world.top_ten) & then).any())


@check
def article_ever_held(world: World) -> bool:
    """The top ten was the article's 5 / 2 / 2 / 1 in an edition so far."""
    return bool(geography.matches_article(world.top_ten).any())
