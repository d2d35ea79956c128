"""Asking a web site politely: one request a second, a name, no repeated downloads, limits on time and size.

Retries with back-off are those of urllib3. Redirects are followed by hand, so that none leads to another host.
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from ..errors import refuse
from ..files import write_atomic

AGENT = "ai-and-supercomputers/1.0 (reads the official lists twice a year)"
PAUSE = 1.0  # seconds between two requests
LIMIT = 20 * 1024 * 1024  # bytes; the largest list has less than one megabyte
TIMEOUT = (10, 30)  # seconds to connect, and between two parts of an answer
WHOLE = 120  # seconds for one answer, however steadily it trickles
REDIRECTS = 5
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MOVED = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Answer:
    """What a site answered: the address that it came from at last, and its bytes."""

    url: str
    content: bytes


class Site:
    """One web site, asked politely. cache: folder for answers, so that an unchanged one is not sent twice."""

    def __init__(self, home: str, cache: Path, pause: float = PAUSE, backoff: float = 1.0, timeout: tuple = TIMEOUT):
        self.home, self.cache, self.pause, self.timeout = home, cache, pause, timeout
        self._last = 0.0
        self._session = requests.Session()
        self._session.headers["User-Agent"] = AGENT
        retry = Retry(
            total=3, backoff_factor=backoff, status_forcelist=(429, 500, 502, 503, 504), raise_on_status=False,
            redirect=False,
        )  # fmt: skip
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))
        self._allow(home)

    def get(self, url: str) -> Answer:
        """Return the answer to an address of this site. Raises Refused, in words, for everything that can go wrong."""
        asked = url
        for _ in range(REDIRECTS):
            self._allow(url)
            try:
                response = self._ask(url)
            except requests.RequestException as error:
                raise refuse(asked, f"cannot be fetched ({_reason(error)})", "an answer", "Try again later") from None
            with response:
                if response.status_code in _MOVED and "Location" in response.headers:
                    url = urljoin(url, response.headers["Location"])
                    continue
                return self._take(asked, url, response)
        raise refuse(asked, "sends in circles", f"{REDIRECTS} redirects at most", "Look at it in a browser")

    def _allow(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname != urlsplit(self.home).hostname:
            raise refuse(url, "is another host", str(urlsplit(self.home).hostname), "Look at the page in a browser")
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise refuse(url, "is not encrypted", "an address that begins with https://")

    def _ask(self, url: str) -> requests.Response:
        wait = self._last + self.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last = time.monotonic()
        headers = {}
        known = self._known(url)
        if known.get("etag"):
            headers["If-None-Match"] = known["etag"]
        elif known.get("modified"):
            headers["If-Modified-Since"] = known["modified"]
        return self._session.get(url, headers=headers, timeout=self.timeout, stream=True, allow_redirects=False)

    def _take(self, asked: str, url: str, response: requests.Response) -> Answer:
        """Read an answer to its end, within the limits, and keep it."""
        if response.status_code == 304:
            return Answer(url, self._file(url).read_bytes())
        if response.status_code != 200:
            what = f"answers {response.status_code} {response.reason}".strip()
            mend = "Look at it in a browser" if response.status_code < 500 else "Try again later"
            raise refuse(asked, what, "200", mend)
        parts, size, end = [], 0, time.monotonic() + WHOLE
        try:
            for part in response.iter_content(64 * 1024):
                parts.append(part)
                size += len(part)
                if size > LIMIT or time.monotonic() > end:
                    limit = f"at most {LIMIT // 2**20} MB within {WHOLE} s"
                    raise refuse(asked, "is too large or too slow", limit, "Download it by hand")
        except requests.RequestException as error:
            raise refuse(asked, f"breaks off ({_reason(error)})", "a whole answer", "Try again later") from None
        content = b"".join(parts)
        promised = response.headers.get("Content-Length", "")
        if promised.isdigit() and "Content-Encoding" not in response.headers and int(promised) != size:
            raise refuse(asked, f"breaks off after {size} of {promised} bytes", "a whole answer", "Try again later")
        self._keep(url, content, response)
        return Answer(url, content)

    def _file(self, url: str) -> Path:
        return self.cache / "answers" / hashlib.sha256(url.encode()).hexdigest()[:32]

    def _known(self, url: str) -> dict[str, str]:
        """Return what is known of a kept answer: its etag and date, nothing if there is none or it was damaged."""
        file = self._file(url)
        try:
            known = json.loads(file.with_suffix(".json").read_bytes())
            whole = known["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
            return known if whole else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def _keep(self, url: str, content: bytes, response: requests.Response) -> None:
        file = self._file(url)
        note = {
            "url": url,
            "etag": response.headers.get("ETag", ""),
            "modified": response.headers.get("Last-Modified", ""),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        write_atomic(file, content)
        write_atomic(file.with_suffix(".json"), json.dumps(note))


def _reason(error: Exception) -> str:
    """Return the heart of an error of the network in few words."""
    if "timed out" in str(error):  # after the last retry it comes as an error of the connection
        return "no answer in time"
    words = {
        requests.exceptions.SSLError: "its certificate is not trusted",
        requests.exceptions.ConnectionError: "no connection",
        requests.exceptions.ChunkedEncodingError: "the connection was cut",
    }
    return next((said for kind, said in words.items() if isinstance(error, kind)), type(error).__name__)
