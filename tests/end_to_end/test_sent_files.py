"""The real `duilian bot` over real HTTP: a trainer sends files and reads what is wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot_api import BotApi
from tests.end_to_end.test_telegram import introduces_himself, one_script_library, running

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Command

SCRIPT = "office-building/scripts/advertising.yaml"


def test_a_trainer_sends_a_script_and_reads_what_is_wrong_in_it(duilian: Command) -> None:
    with BotApi() as api, running(duilian, api):
        user = api.user()
        introduces_himself(user)
        script = (one_script_library(duilian.folder) / SCRIPT).read_text(encoding="utf-8")
        user.sends_file("广告公司.yaml", script.replace("礼貌问候:", "礼貌问侯:", 1).encode())
        answer = user.waits_for("是不是想写「礼貌问候」？", seconds=90)
        assert "<pre>礼貌问侯: {" in answer.html
        user.sends_file("广告公司.yaml", script.replace("say: ", "sya: ").encode())
        assert api.wait_for(lambda: any(shown.file for shown in user.heard), 90)
        (name, content) = next(shown.file for shown in user.heard if shown.file)
        assert name == "广告公司-检查.txt"
        assert "[unknown-key]" in content.decode()
        user.sends_file("照片.heic", b"x")
        user.waits_for("我只会查话术文件")
