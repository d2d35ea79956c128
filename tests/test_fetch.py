"""Fetching new lists, from a server that plays top500.org on a good day and on bad ones."""

from __future__ import annotations

import http.server
import shutil
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_scripts.cli import main
from build_scripts.errors import Refused
from build_scripts.fetching.lists import lacking, published
from build_scripts.fetching.polite import Site
from build_scripts.lists.store import stored_editions

from .conftest import DATA, ROOT, copy_data

RAW = ROOT.parent / "shared" / "data" / "top500" / "raw"
NEWEST = "2026-06"  # in these tests
SHEET = "/lists/top500/2026/06/download/TOP500_202606.xlsx/"
XML = "/lists/top500/2026/06/download/TOP500_202606_all.xml/"


class Play:
    """What the server answers: path -> (status, headers, body), or a function that writes to the connection."""

    def __init__(self, sheet: bytes):
        self.pages: dict[str, object] = {
            "/lists/top500/": (200, {}, self.links("/lists/top500/2025/11/", "/lists/top500/2026/06/", "/news/")),
            "/lists/top500/2026/06/": (200, {}, self.links(SHEET, XML, "/lists/top500/2026/06/download/poster.pdf")),
            SHEET: (200, {}, sheet),
            XML: (404, {}, b"not there"),
        }
        self.asked: list[tuple[str, dict[str, str]]] = []

    @staticmethod
    def links(*paths: str) -> bytes:
        return (
            "<!doctype html><html><body>" + "".join(f'<a href="{path}">x</a>' for path in paths) + "</body></html>"
        ).encode()


@pytest.fixture
def play():
    name = RAW / "TOP500_202606.xlsx"
    if not name.exists():
        pytest.skip("the official files are not beside the project")
    play = Play(name.read_bytes())

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            play.asked.append((self.path, dict(self.headers)))
            answer = play.pages.get(self.path, (404, {}, b"no such page"))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for key, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    play.index = f"http://127.0.0.1:{server.server_address[1]}/lists/top500/"
    yield play
    server.shutdown()
    server.server_close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that lacks the list of NEWEST and all after it."""
    return copy_data(tmp_path / "data", *(edition for edition in stored_editions(DATA) if edition < NEWEST))


def fetch(play, data: Path, *more: str):
    cache = data.parent / "downloads"
    return CliRunner().invoke(main, ["fetch", "--index", play.index, "--data", str(data), "--cache", str(cache), *more])


def test_new_list_is_downloaded_and_imported_as_from_the_official_file(play, data):
    result = fetch(play, data)
    assert result.exit_code == 0, result.output
    fetched = (data / "lists" / f"{NEWEST}.csv").read_text(encoding="utf-8")
    ours = (DATA / "lists" / f"{NEWEST}.csv").read_text(encoding="utf-8")
    assert fetched == ours
    assert "without ids" in result.output  # the XML form was not there, and the spreadsheet has ids anyway
    assert "Nothing new" in fetch(play, data).output


def test_check_only_reports(play, data):
    result = fetch(play, data, "--check")
    assert result.exit_code == 0
    assert f"new: {NEWEST}" in result.output
    assert [path for path, _ in play.asked] == ["/lists/top500/"]
    assert not (data / "lists" / f"{NEWEST}.csv").exists()


def test_server_is_told_who_asks_and_an_unchanged_page_is_not_sent_twice(play, data):
    page = play.pages["/lists/top500/"][2]
    play.pages["/lists/top500/"] = (200, {"ETag": '"one"'}, page)
    fetch(play, data, "--check")
    play.pages["/lists/top500/"] = (304, {"Content-Length": "0"}, b"")
    assert f"new: {NEWEST}" in fetch(play, data, "--check").output
    first, second = (headers for _, headers in play.asked)
    assert "ai-and-supercomputers" in first["User-Agent"]
    assert second["If-None-Match"] == '"one"'


def test_moved_file_on_the_same_host_is_followed(play, data):
    play.pages["/files/new-place.xlsx"] = play.pages[SHEET]
    play.pages[SHEET] = (302, {"Location": "/files/new-place.xlsx"}, b"")
    assert fetch(play, data).exit_code == 0


def cut_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"PK\x03\x04 and then nothing")


def never_answer(handler):
    time.sleep(1)


LOGIN = b"<!doctype html><html><form action='/accounts/login/'>Please log in</form></html>"
BAD = {
    "login page instead of the file": (SHEET, (200, {}, LOGIN), "login"),
    "redirect to the login page": (SHEET, (302, {"Location": "/accounts/login/?next=x"}, b""), "login"),
    "redirect to another host": (SHEET, (302, {"Location": "https://elsewhere.example/x.xlsx"}, b""), "another host"),
    "redirect in circles": (SHEET, (302, {"Location": SHEET}, b""), "circles"),
    "file gone": (SHEET, (404, {}, b""), "404"),
    "server in trouble": (SHEET, (500, {}, b""), "500"),
    "download breaks off": (SHEET, cut_off, "breaks off"),
    "no answer in time": (SHEET, never_answer, "no answer in time"),
    "empty file": (SHEET, (200, {}, b""), "empty"),
    "file that is no list": (SHEET, (200, {}, b"rank;name\n1;x\n"), "TOP500_202606"),
    "list page without links": (
        "/lists/top500/2026/06/",
        (200, {}, b"<html><p>soon</p></html>"),
        "in a browser",
    ),
    "index without lists": ("/lists/top500/", (200, {}, b"<html></html>"), "by hand"),
    "index that is no page": ("/lists/top500/", (200, {}, b"\x00\x01"), "by hand"),
    "index that skips a list": ("/lists/top500/", (200, {}, Play.links("/lists/top500/2026/11/")), "2026-06"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_day_is_told_in_words_and_changes_nothing(play, data, name):
    path, answer, words = BAD[name]
    play.pages[path] = answer
    play.pages["/accounts/login/?next=x"] = (200, {}, LOGIN)
    before = {file.name: file.read_bytes() for file in (data / "lists").iterdir()}
    result = fetch(play, data)
    assert result.exit_code == 1
    assert words in result.output
    assert "Traceback" not in result.output
    assert {file.name: file.read_bytes() for file in (data / "lists").iterdir()} == before


def test_file_put_in_place_by_hand_is_taken(play, data):
    folder = data.parent / "downloads"
    folder.mkdir()
    shutil.copy2(RAW / "TOP500_202606.xlsx", folder)
    play.pages[SHEET] = (200, {}, LOGIN)
    result = fetch(play, data)
    assert result.exit_code == 0, result.output
    assert (data / "lists" / f"{NEWEST}.csv").is_file()


def test_only_encrypted_addresses_are_asked(tmp_path):
    with pytest.raises(Refused, match="not encrypted"):
        Site("http://www.top500.org/", tmp_path)


def test_gap_in_the_index_is_refused(tmp_path, play):
    found = published(Site(play.index, tmp_path, 0), play.index)
    assert [each.edition for each in lacking(found, ["2025-06"])] == ["2025-11", "2026-06"]
    with pytest.raises(Refused, match="2025-06"):
        lacking(found, ["2024-11"])
