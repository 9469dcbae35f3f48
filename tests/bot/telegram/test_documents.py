"""A trainer sends a file to the bot and learns what is wrong in it, whoever he is and whatever he sends."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook

from bot.delivery.files import Files
from bot.services.authoring.script_book import script_workbook
from bot.services.authoring.script_files import script_files
from bot.spreadsheets.opening import LARGEST_UNPACKED
from bot.telegram.documents import CHECKED, Documents
from bot.views.checked import checked_html, checked_text
from scripts.loader import shipped_library
from scripts.source import LARGEST
from tests.bot_api import BotApi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.services.authoring.sent_files import SentFile

    Sending = Callable[..., SentFile]

HOTEL = shipped_library() / "small-hotel"
SCRIPT = (HOTEL / "scripts" / "budget-hotel.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    shutil.copytree(HOTEL, folder / "small-hotel")
    return folder


@pytest.fixture
def sent(library: Path) -> Iterator[Sending]:
    """Send a file through the Bot API; gives what becomes of it before it is handled."""
    with BotApi() as api:
        documents = Documents(Files(api.url, api.token), [library])
        user = api.user()

        def send(name: str, content: str | bytes, **more: Any) -> SentFile:
            number = user.sends_file(name, content.encode() if isinstance(content, str) else content, **more)
            file: SentFile = documents.prepare(api.world.kept[number])[CHECKED]
            return file

        yield send


def test_a_script_without_fault_is_fine_and_what_comes_next_is_said(sent: Sending) -> None:
    file = sent("budget-hotel.yaml", SCRIPT)
    html, whole = checked_html(file)
    assert file.fine
    assert "脚本「经济型酒店」" in html
    assert "small-hotel/scripts/budget-hotel.yaml" in html
    assert whole


def test_a_fault_stands_with_its_line_a_caret_and_what_to_do(sent: Sending) -> None:
    number = next(at for at, line in enumerate(SCRIPT.split("\n"), 1) if "礼貌问候:" in line)
    html, _ = checked_html(sent("我的.yaml", SCRIPT.replace("礼貌问候:", "礼貌问侯:", 1)))
    assert f"第 {number} 行　<code>unknown-point</code>" in html
    assert "<pre>礼貌问侯: {" in html
    assert "\n^</pre>" in html
    assert "→ 是不是想写「礼貌问候」？" in html
    assert "<b>错误</b>" in html


def test_a_keyboard_slip_is_named_without_a_look_at_the_plan(sent: Sending) -> None:
    html, _ = checked_html(sent("x.yaml", "script：广告公司\n"))
    assert "fullwidth-colon" in html


@pytest.mark.parametrize("name", ["plan.yaml", "points.yaml", "objections.yaml", "voices.yaml"])
def test_every_file_of_a_plan_is_known_for_what_it_is(sent: Sending, name: str) -> None:
    assert sent("文件.yaml", (HOTEL / name).read_bytes()).belongs == f"small-hotel/{name}"


def test_a_story_is_checked_against_its_script(sent: Sending) -> None:
    story = (HOTEL / "stories" / "budget-hotel-won.story.yaml").read_text(encoding="utf-8")
    file = sent("新的.story.yaml", story.replace("ending: 成交", "ending: 成交了"))
    assert file.belongs == "small-hotel/stories/新的.story.yaml"
    assert "unknown-ending" in checked_html(file)[0]


def test_many_faults_are_sent_whole_as_a_file(sent: Sending) -> None:
    broken = SCRIPT.replace("say: ", "sya: ")
    file = sent("x.yaml", broken)
    html, whole = checked_html(file)
    assert not whole
    assert "全部在下面的文件里" in html
    assert len(html.encode("utf-16-le")) // 2 <= 4096
    assert checked_text(file).count("[unknown-key]") > html.count("unknown-key") > 3


def test_a_workbook_is_checked_cell_by_cell(sent: Sending, library: Path) -> None:
    workbook = load_workbook(BytesIO(script_workbook(script_files("经济型酒店", [library]))))
    file = BytesIO()
    workbook["在乎什么"]["A2"] = "强调网络稳当"
    workbook["客户"]["B12"] = "<b>&"
    workbook.save(file)
    html, _ = checked_html(sent("酒店.xlsx", file.getvalue()))
    assert "「在乎什么」表 A2" in html or "「客户」表 B12" in html
    assert "<b>&" not in html.replace("<b>酒店.xlsx</b>", "")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("合同.docx", "我只会查话术文件"),
        ("脚本", "我只会查话术文件"),
        ("表.xls", "另存为"),
        ("表.csv", "CSV"),
        ("../../etc/passwd", "我只会查话术文件"),
    ],
)
def test_any_other_kind_of_file_is_not_even_fetched(sent: Sending, name: str, said: str) -> None:
    assert said in sent(name, b"x", size=1).refused


def test_a_file_is_refused_when_it_is_too_big_or_only_says_it_is_small(sent: Sending) -> None:
    assert "太大" in sent("x.yaml", b"", size=LARGEST + 1).refused
    assert "太大" in sent("x.yaml", b"x" * (LARGEST + 1), size=10).refused


def bomb() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>" + b" " * LARGEST_UNPACKED)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.yaml", b"\x00\x01\x02\xff" * 50, "encoding"),
        ("x.yaml", b"", "empty-file"),
        ("x.yaml", "a: &a [甲]\nb: [*a, *a]\n", "anchor"),
        ("x.yaml", "[" * 5000, "too-deep"),
        ("x.yaml", "{a: " * 3000, "too-deep"),
        ("x.yaml", "- 一\n- 二\n", "认不出"),
        ("x.yaml", "script: 甲\nplan: 没有的\nstages: {}\n", "没有它写的方案"),
        ("x.yaml", "a: !!python/object/apply:os.system [ls]\n", "anchor"),
        ("x.xlsx", b"not a zip", "不是 .xlsx"),
        ("x.xlsx", bomb(), "太大"),
    ],
)
def test_whatever_is_sent_is_answered_in_a_sentence(sent: Sending, name: str, content: str | bytes, said: str) -> None:
    assert said in checked_html(sent(name, content))[0]


def test_other_updates_come_back_as_they_came(library: Path) -> None:
    documents = Documents(Files("http://127.0.0.1:1", "4242:token"), [library])
    group = {"update_id": 1, "message": {"chat": {"id": -7, "type": "group"}, "document": {"file_id": "f"}}}
    for update in ({"update_id": 1, "message": {"text": "您好"}}, {"update_id": 1, "callback_query": {}}, group):
        assert documents.prepare(update) is update


def test_a_file_that_can_not_be_fetched_is_asked_for_again(library: Path) -> None:
    documents = Documents(Files("http://127.0.0.1:1", "4242:token"), [library])
    chat = {"id": 7, "type": "private"}
    update = {"update_id": 1, "message": {"chat": chat, "document": {"file_id": "f", "file_name": "x.yaml"}}}
    assert "请再发一次" in documents.prepare(update)[CHECKED].refused
