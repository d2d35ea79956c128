import json
import re

import pytest
from click.testing import CliRunner

from build_scripts.errors import Refused
from build_scripts.models import forms, schema
from build_scripts.models.command import import_models_command
from build_scripts.models.importing import plan_import
from build_scripts.models.store import load_clusters, load_models, load_table

from .samples import DATA, RAW, needs_raw, write_source

MODEL = {
    "Model": "GPT-3.5 (davinci-002)\n",
    "Organization": "OpenAI",
    "Publication date": "2022-03-15",
    "Country (of organization)": "United States of America,United States of America,France",
    "Authors": "Long Ouyang, Jeff Wu",
    "Training compute (FLOP)": "2.578e+24",
    "Confidence": "Speculative",
    "Organization categorization": "Industry,Academia",
    "Frontier model": "True",
    "Open model weights?": "No",
}
CLUSTER = {
    "Name": "Anonymized Chinese System",
    "Status": "Existing",
    "Certainty": "Confirmed",
    "Country": "China",
    "H100 equivalents": "30",
    "16-bit OP/s": "98940000000000000000",
    "First Operational Date": "2019-11-15",
}
PEOPLE = {"Country Name": "France", "Country Code": "FRA", "Year": "2024", "Value": "68516699"}


def run(data, paths, **options):
    return plan_import(paths, data, **options)


def write(plan):
    for path, text in plan.texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")


def test_a_model_row_is_tidied(folder, tmp_path):
    write(run(folder, [write_source(tmp_path / "any name.csv", forms.NOTABLE, [MODEL])]))
    model = load_models(folder).iloc[0]
    assert (model["id"], model["name"]) == ("gpt-3-5-davinci-002", "GPT-3.5 (davinci-002)")
    assert (model["countries"], model["organization_kind"], model["frontier"]) == ("US; FR", "Industry", "yes")
    assert model["academia"] == ("yes" if "Academia" in MODEL["Organization categorization"] else "")
    assert (model["training_flop"], model["authors_count"], model["open_weights"]) == (2.578e24, 2, "no")
    assert (model["source"], model["source_row"]) == ("epoch-notable-models", 1)


def test_undated_models_are_held_back(folder, tmp_path):
    rows = [MODEL, {**MODEL, "Model": "Kaiju Small", "Publication date": ""}]
    plan = run(folder, [write_source(tmp_path / "a.csv", forms.NOTABLE, rows)])
    assert "Kaiju" not in plan.texts[folder / "models" / "models.csv"]


def test_a_model_in_both_tables_is_taken_from_the_notable_one(folder, tmp_path):
    large = [
        {**MODEL, "Training compute (FLOP)": "9e24"},
        {**MODEL, "Model": "Other", "Model accessibility": "API access"},
    ]
    paths = [
        write_source(tmp_path / "a.csv", forms.NOTABLE, [MODEL]),
        write_source(tmp_path / "b.csv", forms.LARGE_SCALE, large),
    ]
    write(run(folder, paths))
    models = load_models(folder)
    assert models["table"].tolist() == ["notable", "large-scale"]
    assert models["training_flop"].max() == 2.578e24


def test_a_later_notable_file_keeps_the_large_scale_rows(folder, tmp_path):
    first = [
        write_source(tmp_path / "a.csv", forms.NOTABLE, [MODEL]),
        write_source(tmp_path / "b.csv", forms.LARGE_SCALE, [{**MODEL, "Model": "Other"}]),
    ]
    write(run(folder, first))
    rows = [MODEL, {**MODEL, "Model": "New", "Publication date": "2027-01-10"}]
    plan = run(folder, [write_source(tmp_path / "c.csv", forms.NOTABLE, rows)], accessed="2027-01-15")
    write(plan)
    assert load_models(folder)["id"].tolist() == ["gpt-3-5-davinci-002", "other", "new"]
    assert plan.outcomes[0].result == "revised"
    assert "3 rows, 1 new" in plan.outcomes[0].note
    assert "2027-01-15" in (folder / "sources.csv").read_text(encoding="utf-8")


def test_two_names_with_one_slug_get_two_ids(folder, tmp_path):
    rows = [
        {**MODEL, "Model": "CaLM", "Publication date": "2022-12-01"},
        {**MODEL, "Model": "CALM", "Publication date": "2024-01-02"},
    ]
    plan = run(folder, [write_source(tmp_path / "a.csv", forms.NOTABLE, rows)])
    assert re.findall(r"(?m)^calm[^,]*", plan.texts[folder / "models" / "models.csv"]) == ["calm", "calm-2"]


def test_anonymized_clusters_get_a_running_number_and_big_rates_stay_numbers(folder, tmp_path):
    write(run(folder, [write_source(tmp_path / "a.csv", forms.CLUSTERS, [CLUSTER, CLUSTER])]))
    clusters = load_clusters(folder)
    assert clusters["name"].tolist() == ["Anonymized Chinese System 1", "Anonymized Chinese System 2"]
    assert clusters["op16_per_s"].tolist() == [9.894e19, 9.894e19]
    assert set(clusters["first_operational_precision"]) == {"month"}


def test_projections_are_marked_by_the_day_of_the_table(folder, tmp_path):
    rows = [{"Data center": "Here", "Date": day, "Power (MW)": "5"} for day in ("2027-01-14", "2027-01-16")]
    path = write_source(tmp_path / "a.csv", forms.TIMELINES, rows)
    write(run(folder, [path], accessed="2027-02-01", as_of="2027-01-15"))
    assert load_table(folder / "models", schema.TIMELINES)["projected"].tolist() == ["no", "yes"]


def test_population_and_gdp_are_told_apart_by_their_values(tmp_path):
    people = write_source(tmp_path / "a.csv", forms.POPULATION, [PEOPLE])
    money = write_source(tmp_path / "b.csv", forms.GDP, [{**PEOPLE, "Value": "3051831611384.8"}])
    assert forms.open_file(people).form is forms.POPULATION
    assert forms.open_file(money).form is forms.GDP


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"<!doctype html><html><body>404</body></html>", "web page"),
        (b"\xef\xbb\xbf\n<html></html>", "web page"),
        (b"PK\x03\x04rest", "ZIP archive"),
        (b"Country Name,Country Code,Year,Value\n", "no rows"),
        (b"Country Name,Country Code,Year,Value\nFrance,FRA,20", "has 3 cells"),
        (b'Country Name,Country Code,Year,Value\n"France,FRA,2024,1', "breaks off"),
        (b"Country Name,Country Code,Year,Value\nC\xf4te,CIV,2024,1\n", "not UTF-8"),
        (b"a,b,c\n1,2,3\n", "no file that we know"),
        (b"Country Name,Country Code,Year\nFrance,FRA,2024\n", 'lacks the column "Value"'),
        (b"Country Name,Year,Country Code,Year,Value\nFrance,1,FRA,1,1\n", "the column Year twice"),
    ],
)
def test_a_broken_file_is_refused_in_words(tmp_path, content, says):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(Refused, match=re.escape(says)) as refusal:
        forms.open_file(path)
    assert "file.csv" in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match="cannot be read"):
        forms.open_file(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("form", [form for form in forms.FORMS if form is not forms.GDP], ids=lambda form: form.name)
def test_each_form_is_recognised_even_with_one_column_missing(tmp_path, form):
    assert forms.recognise([*form.used, *form.marks], "x").name == form.name
    lost = form.used[-1]
    header = [column for column in (*form.used, *form.marks) if column != lost]
    path = write_source(tmp_path / "a.csv", form, [{}], header=header)
    with pytest.raises(Refused) as refusal:
        forms.open_file(path)
    assert len(refusal.value.problems) == 1
    assert f"({form.name})" in str(refusal.value)
    assert f'lacks the column "{lost}"' in str(refusal.value)


def bad(form, row, **cells):
    return form, [{**row, **cells}]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (bad(forms.NOTABLE, MODEL, **{"Country (of organization)": "Frnace"}), "the country 'Frnace' is unknown"),
        (bad(forms.NOTABLE, MODEL, **{"Training compute (FLOP)": "-3e20"}), "-3e20 is absurd"),
        (bad(forms.NOTABLE, MODEL, **{"Training compute (FLOP)": "3e29"}), "3e29 is absurd"),
        (bad(forms.NOTABLE, MODEL, Parameters="0"), "0 is absurd"),
        (bad(forms.NOTABLE, MODEL, Confidence="Perhaps"), "'Perhaps' is unknown"),
        (bad(forms.NOTABLE, MODEL, **{"Publication date": "March 2022"}), "'March 2022' is no date"),
        (bad(forms.NOTABLE, MODEL, **{"Open model weights?": "Maybe"}), "'Maybe' is unknown"),
        ((forms.NOTABLE, [MODEL, MODEL]), "stands in row 1 too"),
        (bad(forms.CLUSTERS, CLUSTER, Name="Known", **{"H100 equivalents": "2"}), "less than its 16-bit rate gives"),
        (bad(forms.CLUSTERS, CLUSTER, Status=""), "is empty"),
        (bad(forms.POPULATION, PEOPLE, **{"Country Name": "Atlantis", "Country Code": "ATL"}), "'Atlantis' is unknown"),
        ((forms.POPULATION, [PEOPLE, PEOPLE]), "the key 'FR/2024' stands twice"),
        (bad(forms.POPULATION, PEOPLE, Value="-5"), "-5 is absurd"),
        (bad(forms.POPULATION, PEOPLE, Value="1.5"), "is no whole number"),
        (
            bad(
                forms.HPL_MXP,
                {"list": "2022-06", "rank": "20", "system": "Grace GPU", "site": "Texas", "fp8": "0"},
                hpl_mxp_eflops="0.004",
                hpl_rmax_eflops="0.0021",
                speedup="1.7",
            ),
            "1.7 is not the ratio",
        ),
    ],
)
def test_bad_rows_are_refused_with_place_and_mend(folder, tmp_path, source, says):
    plan = run(folder, [write_source(tmp_path / "a.csv", *source)])
    assert len(plan.fatal) == 1
    problem = plan.fatal[0]
    assert says in problem.what
    assert "row" in problem.where or "data/models" in problem.where
    assert plan.texts == {}


def test_a_declared_oddity_is_let_through_and_counted(folder, tmp_path):
    row = {**CLUSTER, "Name": "Known", "H100 equivalents": "2"}
    issues = folder / "models" / "known_issues.csv"
    header = issues.read_text(encoding="utf-8")
    issues.write_text(
        header + "clusters,Known,h100_equivalents,equivalents_too_low,kept,Because.,x\n", encoding="utf-8"
    )
    plan = run(folder, [write_source(tmp_path / "a.csv", forms.CLUSTERS, [row])])
    assert (plan.fatal, plan.declared) == ([], 1)


def test_an_unknown_country_is_mended_by_one_line(folder, tmp_path):
    path = write_source(tmp_path / "a.csv", forms.NOTABLE, [{**MODEL, "Country (of organization)": "La France"}] * 1)
    (problem,) = run(folder, [path]).fatal
    assert "row 1" in problem.where
    assert "data/vocab/country_names.csv" in problem.mend
    names = folder / "vocab" / "country_names.csv"
    names.write_text(names.read_text(encoding="utf-8") + "La France,FR,Epoch AI\n", encoding="utf-8")
    assert run(folder, [path]).fatal == []


def test_one_spelling_in_many_rows_is_one_problem(folder, tmp_path):
    rows = [{**MODEL, "Model": str(i), "Country (of organization)": "Frnace"} for i in range(9)]
    (problem,) = run(folder, [write_source(tmp_path / "a.csv", forms.NOTABLE, rows)]).fatal
    assert "and in 8 more rows" in problem.what


def test_all_files_or_none_are_written(folder, tmp_path):
    good = write_source(tmp_path / "good.csv", forms.POPULATION, [PEOPLE])
    wrong = write_source(tmp_path / "wrong.csv", forms.NOTABLE, [{**MODEL, "Confidence": "Perhaps"}])
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))}
    result = CliRunner().invoke(import_models_command, [str(good), str(wrong), str(empty), "--data", str(folder)])
    assert isinstance(result.exception, Refused)
    assert len(result.exception.problems) == 2  # all problems in one run
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))} == before


def test_the_verb_writes_and_says_what_it_did(folder, tmp_path):
    path = write_source(tmp_path / "x.csv", forms.POPULATION, [PEOPLE])
    arguments = [str(path), "--accessed", "2027-01-15", "--data", str(folder)]
    first, second = (CliRunner().invoke(import_models_command, arguments) for _ in range(2))
    assert first.exit_code == 0
    assert "x.csv: World Bank population new, 1 rows" in first.output
    assert "0 files written" in second.output


def test_changed_content_without_a_date_is_a_warning_that_strict_refuses(folder, tmp_path):
    path = write_source(tmp_path / "x.csv", forms.POPULATION, [PEOPLE])
    CliRunner().invoke(import_models_command, [str(path), "--data", str(folder)])
    write_source(path, forms.POPULATION, [{**PEOPLE, "Value": "68000000"}])
    strict = CliRunner().invoke(import_models_command, [str(path), "--data", str(folder), "--strict"])
    assert isinstance(strict.exception, Refused)
    loose = CliRunner().invoke(import_models_command, [str(path), "--data", str(folder)])
    assert "warning: x.csv: has other content" in loose.output + loose.stderr


def test_a_file_with_far_fewer_rows_than_ours_was_probably_cut(folder, tmp_path):
    rows = [{**PEOPLE, "Year": str(year)} for year in range(2000, 2020)]
    write(run(folder, [write_source(tmp_path / "a.csv", forms.POPULATION, rows)]))
    (problem,) = run(folder, [write_source(tmp_path / "a.csv", forms.POPULATION, rows[:5])]).fatal
    assert "gives 5 rows of population, and we have 20" in problem.what


def test_two_files_of_one_form_are_refused(folder, tmp_path):
    paths = [write_source(tmp_path / name, forms.POPULATION, [PEOPLE]) for name in ("a.csv", "b.csv")]
    assert any("are 2 files of" in problem.what for problem in run(folder, paths).fatal)


def test_a_folder_without_our_tables_is_refused_at_once(tmp_path):
    with pytest.raises(Refused) as refusal:
        run(tmp_path, [])
    assert len(refusal.value.problems) == 4


@needs_raw
def test_the_raw_files_give_the_committed_tables_byte_for_byte():
    paths = [*sorted((RAW / "ai" / "raw").glob("*.csv")), RAW / "ai" / "hpl_mxp.csv", RAW / "ai" / "hpcg.csv"]
    plan = run(DATA, paths)
    assert plan.problems == []
    assert plan.texts == {}
    assert {outcome.result for outcome in plan.outcomes} == {"unchanged", "not used"}


def test_the_data_package_is_valid_and_says_what_the_schema_says():
    package = json.loads((DATA / "models" / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == [f"{table.name}.csv" for table in schema.TABLES]
    for resource, table in zip(package["resources"], schema.TABLES, strict=True):
        assert [entry["name"] for entry in resource["schema"]["fields"]] == list(table.header)
        assert resource["sources"] and resource["schema"]["primaryKey"] == list(table.key)
