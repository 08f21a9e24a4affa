"""Pages on which one judges: for this machine, by forms of these very pages, on the disk before the answer."""

from __future__ import annotations

import base64
import http.client
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from kg.build import build
from kg.errors import KgError
from kg.review.journal import Journal, beside
from kg.review.judgement import Verdict
from kg.store import Store
from kg.web.app import application
from kg.web.editing import Editing
from kg.web.serving import in_thread, serve_review

REPORT = """天津市宝坻区新安镇人民政府
2024年法治政府建设年度报告
一、主要举措和成效
（一）坚持和发展新时代“枫桥经验”，推行“夜话村民议事会”，全年调解纠纷126件。
（二）试点“一支队伍管执法”。夜间巡查由“红袖标志愿队”负责。
二、存在的不足
（一）执法力量不足。执法人员少。<script>alert(1)</script>
三、下一步工作安排
（一）充实执法力量。
"""


class Person:
    """Who looks at pages and sends their forms, with the cookie that they were given."""

    def __init__(self, address: str) -> None:
        self.host = address.removeprefix("http://")
        self.cookie = ""

    def asked(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        given = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        connection.request(method, quote(path, safe="/?=&%"), body.encode() if body else None, given)
        answer = connection.getresponse()
        text = answer.read().decode()
        told = {name.lower(): value for name, value in answer.getheaders()}
        if "set-cookie" in told:
            self.cookie = told["set-cookie"].partition(";")[0]
        connection.close()
        return answer.status, text, told

    def page(self, path: str) -> str:
        status, text, _ = self.asked("GET", path)
        assert status == 200, text
        return text

    def send(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> tuple[int, str]:
        status, text, told = self.asked("POST", path, urlencode(fields), headers)
        return status, told.get("location", text)


def tokens(page: str) -> str:
    return re.findall(r'name="token" value="([^"]+)"', page)[0]


def keys(page: str) -> list[str]:
    return re.findall(r'name="key" value="([^"]+)"', page)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "reports").mkdir()
    (folder / "reports" / "新安镇.txt").write_text(REPORT, encoding="utf-8")
    build([folder / "reports"], folder / "kg-store")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(made, tmp_path / "here")
    return tmp_path / "here" / "kg-store"


def site(store: Store) -> object:
    return application(store, edit=True)


@pytest.fixture
def person(folder: Path) -> Iterator[Person]:
    with in_thread(Editing(folder, site, "张三")) as address:  # type: ignore[arg-type]
        yield Person(address)


def judged(folder: Path) -> list[str]:
    return [one.verdict.value for one in Journal(beside(folder)).read().judgements]


def test_a_judgement_is_on_the_disk_before_the_answer(person: Person, folder: Path) -> None:
    page = person.page("/review")
    status, where = person.send(
        "/review/judge", token=tokens(page), key=keys(page)[0], verdict="accept", back="/review"
    )
    assert (status, where) == (303, "/review")
    (one,) = Journal(beside(folder)).read().judgements
    assert (one.by, one.verdict) == ("张三", Verdict.ACCEPTED)
    assert keys(person.page("/review"))[0] != keys(page)[0]
    log = person.page("/review/log")
    assert "待写入" in log and one.id in log
    assert person.send("/review/undo", token=tokens(page), id=one.id, back="/review/log")[0] == 303
    assert judged(folder) == ["accepted", "withdrawn"]


OTHERS: tuple[dict[str, str], ...] = (
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Origin": "http://127.0.0.1:1"},
    {"Host": "[::1"},
    {"Host": "127.0.0.1@evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Host": "evil.example"},
    {"Cookie": ""},
    {"Cookie": "kg-review=guessed"},
)


def test_forms_of_other_sites_and_without_the_secret_are_refused(person: Person, folder: Path) -> None:
    page = person.page("/review")
    for headers in OTHERS:
        status, _ = person.send("/review/judge", headers, token=tokens(page), key=keys(page)[0], verdict="accept")
        assert status == 403, headers
    for token in ("", "guessed", "é"):
        assert person.send("/review/judge", token=token, key=keys(page)[0], verdict="accept")[0] == 403
    assert person.asked("GET", "/review", headers={"Host": "rebound.example:80"})[0] == 403  # a name made to lead here
    assert person.send("/review/judge", token=tokens(page), key="k" * 300_000, verdict="accept")[0] == 413
    assert judged(folder) == []
    person.send("/review/judge", token=tokens(page), key=keys(page)[0], verdict="accept")
    assert judged(folder) == ["accepted"]


def test_what_cannot_be_read_again_is_not_written(person: Person, folder: Path) -> None:
    page = person.page("/review")
    told = {"token": tokens(page), "verdict": "accept", "back": "/review"}
    deep = "k:" + base64.urlsafe_b64encode(b"[" * 60_000).decode()
    for fields in ({"key": keys(page)[0], "why": "长" * 10_001}, {"key": deep}):
        status, where = person.send("/review/judge", **told, **fields)
        assert status == 303 and "fault=" in where
    status, where = person.send("/review/complete", token=tokens(page), report=report_of(page), back="/review")
    assert "fault=" in where and judged(folder) == []


def report_of(page: str) -> str:
    return re.findall(r"report=([0-9a-f]{16})", page)[0]


def test_only_post_changes_anything(person: Person, folder: Path) -> None:
    page = person.page("/review")
    asked = urlencode({"token": tokens(page), "key": keys(page)[0], "verdict": "accept"})
    assert person.asked("GET", f"/review/judge?{asked}")[0] == 405
    assert judged(folder) == []


def test_one_is_never_sent_elsewhere(person: Person) -> None:
    page = person.page("/review")
    for back in ("//evil.example", "https://evil.example/review", "/about", "/review/../about"):
        _, where = person.send("/review/judge", token=tokens(page), key="damaged", verdict="accept", back=back)
        assert where.startswith("/review") and "//" not in where.partition("?")[0]


def test_pages_run_nothing_that_a_report_says(person: Person) -> None:
    page = person.page("/review/report?report=" + re.findall(r"report=([0-9a-f]{16})", person.page("/review"))[0])
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
    policy = person.asked("GET", "/review")[2]["content-security-policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy


def test_without_a_name_nothing_is_judged(folder: Path) -> None:
    with in_thread(Editing(folder, site)) as address:  # type: ignore[arg-type]
        person = Person(address)
        page = person.page("/review")
        _, where = person.send("/review/judge", token=tokens(page), key=keys(page)[0], verdict="accept")
        assert "fault=" in where and judged(folder) == []
        person.send("/review/who", token=tokens(page), by="李四")
        person.send("/review/judge", token=tokens(page), key=keys(page)[0], verdict="accept")
        assert judged(folder) == ["accepted"]


@pytest.mark.slow
def test_what_was_missed_is_added(person: Person, folder: Path) -> None:
    page = person.page("/review")
    report = re.findall(r"report=([0-9a-f]{16})", page)[0]
    fields = {"token": tokens(page), "report": report, "back": f"/review/report?report={report}"}
    _, where = person.send(
        "/review/add", kind="adoption", words="红袖标志愿队", practice="网格化", status="implemented", **fields
    )
    assert "fault" not in where
    _, where = person.send(
        "/review/add", kind="adoption", words="不在正文里", practice="网格化", status="implemented", **fields
    )
    assert "fault=" in where
    (one,) = Journal(beside(folder)).read().judgements
    assert one.to["sentence"] == "夜间巡查由“红袖标志愿队”负责。"
    person.send("/review/apply", **fields)
    applied(person)
    assert "已写入" in person.page("/review/log")
    assert "夜间巡查由" in person.page("/mechanism/网格化")


def applied(person: Person) -> None:
    for _ in range(200):
        if "data-busy" not in person.page("/review/log"):
            return
        time.sleep(0.05)
    raise AssertionError("never done")


@pytest.mark.slow
def test_the_site_shows_the_judged_graph_without_a_pause(person: Person, folder: Path) -> None:
    assert "一支队伍管执法" in person.page("/place/天津市宝坻区新安镇")
    page = person.page("/review/report?report=" + re.findall(r"report=([0-9a-f]{16})", person.page("/review"))[0])
    for key, claim in zip(keys(page), re.findall(r"<h2>([^<]+)", page), strict=False):
        if claim.strip() == "一支队伍管执法":
            person.send("/review/judge", token=tokens(page), key=key, verdict="reject")
    stop, wrong, answers = threading.Event(), [], []

    def reads() -> None:
        while not stop.is_set():
            try:
                answers.append(person.asked("GET", "/place/天津市宝坻区新安镇")[0])
            except OSError as error:
                wrong.append(error)

    readers = [threading.Thread(target=reads) for _ in range(3)]
    for reader in readers:
        reader.start()
    person.send("/review/apply", token=tokens(page))
    applied(person)
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == [] and set(answers) == {200}
    assert "一支队伍管执法" not in person.page("/place/天津市宝坻区新安镇")
    assert len(list(folder.glob("data-*"))) <= 2


@pytest.mark.slow
def test_what_another_program_built_is_told(person: Person, folder: Path) -> None:
    from kg.build import rejudge

    page = person.page("/review")
    person.send("/review/judge", token=tokens(page), key=keys(page)[0], verdict="accept")
    rejudge(folder)
    assert "别的程序更新" in person.page("/review")
    person.send("/review/apply", token=tokens(page))
    applied(person)
    assert "别的程序更新" not in person.page("/review")


def test_without_edit_there_is_nothing_of_it(folder: Path) -> None:
    from kg.store import open_store

    with open_store(folder) as store, in_thread(application(store)) as address:
        person = Person(address)
        assert person.asked("GET", "/review")[0] == 404
        assert person.send("/review/judge", verdict="accept", key="x")[0] in (404, 405)
        assert "/review" not in person.page("/")
    assert judged(folder) == []


@pytest.mark.parametrize(("store", "host"), [("kg-store", "0.0.0.0"), ("http://127.0.0.1:1/sparql", "127.0.0.1")])
def test_others_cannot_be_let_in(store: str, host: str) -> None:
    with pytest.raises(KgError):
        serve_review(store, host)
