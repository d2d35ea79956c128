"""The AI tables and the dated facts, as of an edition: what is said beside the lists."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from .editions import parse_edition
from .models import store

# Which column dates a row of a table; tables that are not named here hold nothing that is dated.
_DATE_OF = {"models": "published", "clusters": "first_operational", "chips": "released", "dated": "date"}


@dataclass(frozen=True)
class Ai:
    """One frame per table, as `models.store` returns them; sources: id -> what is known of it."""

    models: pd.DataFrame
    clusters: pd.DataFrame
    chips: pd.DataFrame
    data_centers: pd.DataFrame
    timelines: pd.DataFrame
    hpl_mxp: pd.DataFrame
    hpcg: pd.DataFrame
    population: pd.DataFrame
    gdp: pd.DataFrame
    dated: pd.DataFrame
    runs: pd.DataFrame
    claims: pd.DataFrame
    sources: dict[str, dict[str, str]]

    def as_of(self, edition: str) -> Ai:
        """Return the tables with what is dated up to the end of the edition's month; undated rows stay out."""
        end = pd.Period(parse_edition(edition), "M").end_time
        kept = {}
        for field in fields(self):
            frame = getattr(self, field.name)
            if field.name == "sources":
                pass
            elif field.name in _DATE_OF:
                frame = frame[frame[_DATE_OF[field.name]] <= end]
            elif "list" in frame.columns:
                frame = frame[frame["list"] <= edition]
            elif field.name == "runs":
                frame = frame[frame["fact"].isin(kept["dated"]["id"])]
            elif field.name in ("data_centers", "timelines"):
                frame = frame.iloc[:0]  # the sites as they stand today: nothing is known of an earlier day
            kept[field.name] = frame
        return Ai(**kept)


def load_ai(data: Path) -> Ai:
    """Load all tables of data/models and data/facts. Raises Refused for anything that their schemas do not allow."""
    return Ai(
        models=store.load_models(data),
        clusters=store.load_clusters(data),
        chips=store.load_chips(data),
        data_centers=store.load_data_centers(data),
        timelines=store.load_data_center_timelines(data),
        hpl_mxp=store.load_hpl_mxp(data),
        hpcg=store.load_hpcg(data),
        population=store.load_population(data),
        gdp=store.load_gdp(data),
        dated=store.load_dated_facts(data),
        runs=store.load_runs(data),
        claims=store.load_claims(data),
        sources=_sources(store.load_sources(data)),
    )


def _sources(frame: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return id -> title, publisher, url, licence, rank, published (as far as known) and accessed, as texts."""
    texts = frame.assign(
        published=frame["published"].dt.strftime("%Y-%m-%d").fillna(""),
        accessed=frame["accessed"].dt.strftime("%Y-%m-%d").fillna(""),
    )
    return {row["id"]: row for row in texts.to_dict("records")}
