"""Forms told by content, and files that want to hurt."""

import io
import random
import zipfile

import pytest

from build_scripts.lists.containers import Fault, RawTable, decode, read_table
from build_scripts.lists.reading import read_files

from . import official
from .conftest import EXTRACTS

XLS = EXTRACTS / "TOP500_201011_extract.xls"
SITE = "<top500:site><top500:rank>1</top500:rank></top500:site>"


def short_table() -> list[list[object]]:
    return official.table(official.stored("2026-06")[:12])


def same_rows(one: RawTable, other: RawTable) -> bool:
    def plain(cell: object) -> str:
        return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "")

    return [[plain(cell) for cell in row] for row in one.rows] == [[plain(cell) for cell in row] for row in other.rows]


def test_xls_is_read_by_content_and_not_by_ending(tmp_path):
    disguised = tmp_path / "list.csv"
    disguised.write_bytes(XLS.read_bytes())
    table = read_table(disguised)
    assert (table.form, table.sheet, len(table.rows)) == ("XLS", "Sublist Results", 12)
    assert table.rows[0][:3] == [1.0, "National Supercomputing Center in Tianjin", "NUDT"]


def test_xlsx_is_read_with_headings_below_a_title(tmp_path):
    cells = [["TOP500"] + [""] * 30, [""] * 31, *short_table()]
    table = read_table(official.write_xlsx(tmp_path / "x.bin", cells))
    assert (table.form, table.sheet, len(table.rows), table.numbers[0]) == ("XLSX", "68", 12, 4)


def test_tsv_keeps_quoted_cells_whole():
    table = read_table(EXTRACTS / "TOP500_200406_extract.tsv")
    assert table.form == "TSV"
    assert "ASCI Q - AlphaServer SC45, 1.25 GHz" in table.rows[2]


@pytest.mark.parametrize(("name", "name_of_first"), [("200611", None), ("201811", "Summit")])
def test_xml_elements_become_columns(name, name_of_first):
    table = read_table(EXTRACTS / f"TOP500_{name}_extract.xml")
    first = dict(zip(table.headings, table.rows[0], strict=True))
    assert (table.form, len(table.rows), first["rank"]) == ("XML", 3, "1")
    assert first.get("system-name") == name_of_first
    assert first["installation-site-name"] and first["site-id"] and first["r-max"]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("latin-1", "replace"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: ("sep=,\n" + text).encode(),
    ],
    ids=["BOM", "UTF-16", "UTF-16 BE", "UTF-16 without mark", "Latin-1", "CRLF", "CR", "sep line"],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_text_in_any_dress_is_the_same_table(tmp_path, encode, delimiter):
    cells = short_table()
    plain, dressed = tmp_path / "plain", tmp_path / "dressed"
    plain.write_text(official.text_of(cells), encoding="utf-8")
    text = official.text_of(cells, delimiter)
    dressed.write_bytes(encode(text if delimiter == "," else text.replace("sep=,", "")))
    assert same_rows(read_table(plain), read_table(dressed))


def test_xml_in_utf_16_and_with_a_mark_is_read(tmp_path):
    text = (EXTRACTS / "TOP500_200611_extract.xml").read_text(encoding="utf-8")
    for number, raw in enumerate((text.replace("UTF-8", "UTF-16").encode("utf-16"), text.encode("utf-8-sig"))):
        path = tmp_path / f"{number}.xml"
        path.write_bytes(raw)
        assert len(read_table(path).rows) == 3


def test_decode_keeps_accents_of_a_windows_file():
    assert decode("Météo France – œuvre".encode("cp1252")) == "Météo France – œuvre"


def bomb(unpacked: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(unpacked >> 20):
            part.write(bytes(1 << 20))
    return stream.getvalue()


def plain_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("list.txt", "Rank")
    return stream.getvalue()


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><top500:list xmlns:top500="t">&b;</top500:list>'
OTHER_FILE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]><top500:list xmlns:top500="t">&a;</top500:list>'
MANY = f'<top500:list xmlns:top500="t">{SITE * 6000}</top500:list>'
HEADINGS = "Rank,Site,Computer,Country,Year,Rmax,Rpeak\n"

HOSTILE = {
    "empty": (b"", "is empty"),
    "zeros": (bytes(3000), "is empty"),
    "login page": (b"<!DOCTYPE html>\n<html><title>Log in</title></html>", "is a web page"),
    "page after blank lines": (b"\n\n  <HTML><body>", "is a web page"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a PNG picture"),
    "PDF": (b"%PDF-1.7 ...", "is a PDF"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "gzip"),
    "noise": (random.Random(1).randbytes(4000), "is neither text nor a spreadsheet"),
    "words": (b"hello\nworld\n", "has no headings of a list"),
    "JSON": (b'{"Rank": 1}', "has no headings of a list"),
    "short row": (HEADINGS.encode() + b"1,x,y\n", "more or fewer cells"),
    "unquoted number": (HEADINGS.encode() + b"1,a,b,c,2026,8,699,904,1\n", "more or fewer cells"),
    "endless cell": (HEADINGS.encode() + b'"' + b"x" * 200_000, "cannot be split"),
    "many rows": (HEADINGS.encode() + b"1,2,3,4,5,6,7\n" * 6000, "has more than 2000 rows"),
    "cut XLSX": (official.write_xlsx, "damaged or cut off"),
    "plain ZIP": (plain_zip(), "is a ZIP archive, no spreadsheet"),
    "ZIP bomb": (bomb(200 << 20), "unpacks to more than"),
    "cut XML": (f'<top500:list xmlns:top500="t">{SITE}<top500:si'.encode(), "damaged or cut off"),
    "entities": (LAUGHS.encode(), "defines entities"),
    "other file": (OTHER_FILE.encode(), "defines entities"),
    "deep XML": (b"<a>" * 50_000 + b"</a>" * 50_000, "nested deeper"),
    "many systems": (MANY.encode(), "more than 2000 systems"),
    "element twice": (
        f'<a xmlns:top500="t">{SITE.replace("</top500:rank>", "</top500:rank><rank>2</rank>")}</a>'.encode(),
        "twice",
    ),
    "flood of elements": (b"<a><site>" + b"<b/>" * 200 + b"</site></a>", "or 100 elements in one"),
    "flood of columns": (HEADINGS.encode()[:-1] + b"," * 200 + b"\n1\n", "or 100 columns"),
    "endless name": (HEADINGS.encode() + b"1," + b"x" * 3000 + b",a,b,c,2026,1\n", "has a cell of 3000 characters"),
    "cut in the last number": (HEADINGS.encode() + b"1,a,b,c,2026,10,1", "ends within a number"),
    "cut before the last number": (HEADINGS.encode() + b"1,a,b,c,2026,10,", "ends within a number"),
    "other XML": (b"<svg><g/></svg>", "no top500:list"),
    "old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "damaged, cut off"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_file_that_is_no_list_is_refused_in_one_clear_message(tmp_path, name):
    raw, words = HOSTILE[name]
    path = tmp_path / "file"
    if callable(raw):
        raw(path, short_table())
        path.write_bytes(path.read_bytes()[:4000])
    else:
        path.write_bytes(raw)
    with pytest.raises(Fault, match=words):
        read_table(path)


def test_folder_and_missing_file_are_refused(tmp_path):
    for path, words in ((tmp_path, "is a folder"), (tmp_path / "none", "no such file")):
        with pytest.raises(Fault, match=words):
            read_table(path)


def test_list_in_two_sheets_is_refused(tmp_path):
    from openpyxl import load_workbook

    path = official.write_xlsx(tmp_path / "two.xlsx", short_table())
    book = load_workbook(path)
    copy = book.copy_worksheet(book.active)
    copy.title = "69"
    book.save(path)
    with pytest.raises(Fault, match="has a list in 2 sheets"):
        read_table(path)


def test_broken_spreadsheets_cost_only_the_worker(tmp_path):
    """Each cut or spoilt XLS (some make the library panic) is a problem; the good file after them is read."""
    raw, paths = XLS.read_bytes(), []
    noise = random.Random(500)
    for number in range(12):
        spoilt = bytearray(raw[: len(raw) * (number + 1) // 13])
        for _ in range(number):
            spoilt[noise.randrange(512, len(spoilt)) if len(spoilt) > 600 else 100] = noise.randrange(256)
        path = tmp_path / f"{number}.xls"
        path.write_bytes(spoilt)
        paths.append(path)
    answers = dict(read_files([*paths, XLS]))
    assert [path for path in paths if isinstance(answers[path], RawTable)] == []
    assert all("damaged" in str(answers[path]) or "XLS" in str(answers[path]) for path in paths)
    assert len(answers[XLS].rows) == 12


def test_file_that_kills_the_worker_is_named_and_the_next_one_is_read(tmp_path):
    """A cell at the far end of a sheet makes the library ask for more memory than the worker may have."""
    good = official.write_xlsx(tmp_path / "good.xlsx", short_table())
    bad = tmp_path / "bad.xlsx"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(bad, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            target.writestr(part, content.replace(b"</sheetData>", far))
    (_, first), (_, second) = read_files([bad, good])
    assert "made its reader break down" in str(first) or "too much memory" in str(first)
    assert len(second.rows) == 12
