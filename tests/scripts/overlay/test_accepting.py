"""What a city replaces is written down by the tool: nothing else in the file moves, and what was stale no longer is."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.loader import check_paths, open_paths
from scripts.overlay import Accepted, accepted, starter
from scripts.source import read

if TYPE_CHECKING:
    from conftest import Workbench

SHORT = """\
# 江城的
city: 江城   # 市
base: 设计公司@V1
reason: 试
change:
  # 单位
  customer.company: 江城的设计公司   # 短写
  # 目标
  stages.跟进.goal: {now: 定好下一步和钟点, reason: 园区下班早}
  stages.开场白.customer:
    - 你找谁？
    - 什么事快说。
    - 我忙着呢。
  # 分值
  stages.报价.points.报价:
    now:
      weight: 9
      required: yes
      say: 桶装水15元一桶。

# 去掉的
remove:
  customer.voice.silence: 用共用的   # 原因
"""
LONG = """\
# 江城的
city: 江城   # 市
base: 设计公司@V1
reason: 试
change:
  # 单位
  customer.company:
    was: 二十个人的设计公司
    now: 江城的设计公司 # 短写
  # 目标
  stages.跟进.goal: {was: 定好下一步, now: 定好下一步和钟点, reason: 园区下班早}
  stages.开场白.customer:
    was: [你说。, 快点讲。, 什么事？]
    now:
      - 你找谁？
      - 什么事快说。
      - 我忙着呢。
  # 分值
  stages.报价.points.报价:
    was:
      weight: 8
      required: yes
      say: 桶装水15元一桶，按您的用量能打九折，再送一次饮水机清洗。
    now:
      weight: 9
      required: yes
      say: 桶装水15元一桶。

# 去掉的
remove:
  customer.voice.silence:
    was: [喂？, 你还说不说？, 没事我挂了。]
    reason: 用共用的 # 原因
"""


def city_file(bench: Workbench, text: str) -> Path:
    for part in ("cities", "stories"):
        shutil.rmtree(bench.plan / part)
    file = bench.plan / "cities" / "江城" / "设计公司.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return file


def accept(bench: Workbench, file: Path) -> Accepted:
    (opened,) = open_paths([file], behind=())
    assert opened.subject is not None
    done = accepted(opened.cities[0].files[0], opened.subject.shelf.scripts["设计公司"])
    file.write_text(done.text, encoding="utf-8")
    return done


def test_what_is_replaced_is_written_in_front_and_comments_stay_where_they_were(bench: Workbench) -> None:
    file = city_file(bench, SHORT)
    done = accept(bench, file)
    assert file.read_text(encoding="utf-8") == LONG
    assert len(done.fresh) == 5
    assert bench.check().problems == ()


def test_a_file_that_says_it_all_is_not_touched(bench: Workbench) -> None:
    done = accept(bench, city_file(bench, LONG))
    assert not done.changed
    assert done.text == LONG


def test_paths_in_a_list_get_room_for_what_they_take_out(bench: Workbench) -> None:
    file = city_file(bench, "city: 江城\nbase: 设计公司@V1\nreason: 试\nremove: [customer.voice.silence]\n")
    accept(bench, file)
    assert file.read_text(encoding="utf-8").endswith(
        "remove:\n  customer.voice.silence:\n    was: [喂？, 你还说不说？, 没事我挂了。]\n"
    )


def test_a_list_flush_with_its_key_stays_flush(bench: Workbench) -> None:
    text = "city: 江城\nbase: 设计公司@V1\nreason: 试\nremove:\n- customer.voice.silence\nbranches:\n- 软件园站\n"
    file = city_file(bench, text)
    accept(bench, file)
    assert file.read_text(encoding="utf-8").endswith("branches:\n- 软件园站\n")


def test_what_was_stale_is_so_no_longer_and_the_new_version_is_the_base(bench: Workbench) -> None:
    file = city_file(bench, LONG)
    bench.replace("  company: 二十个人的设计公司", "  company: 三十个人的设计公司")
    bench.replace("version: V1", "version: V2")
    assert {one.code for one in bench.check()} == {"old-base", "stale-patch"}
    done = accept(bench, file)
    assert done.base == "设计公司@V2"
    assert [patch.written for patch in done.renewed] == ["customer.company"]
    assert bench.check().problems == ()
    assert "    was: 三十个人的设计公司\n    now: 江城的设计公司 # 短写\n" in file.read_text(encoding="utf-8")


def test_what_leads_nowhere_any_more_is_named_and_left_alone(bench: Workbench) -> None:
    file = city_file(bench, LONG)
    bench.replace("  voice:\n    silence: [喂？, 你还说不说？, 没事我挂了。]\n\npoints", "\npoints")
    done = accept(bench, file)
    assert [patch.written for patch in done.lost] == ["customer.voice.silence"]
    assert file.read_text(encoding="utf-8") == LONG


@pytest.mark.parametrize("text", ["15", "0510", "是：这样", "a: b", "50% #折", "yes", "- 一", "'引号'", "8.50"])
def test_any_text_of_the_province_is_read_back_as_it_was(bench: Workbench, text: str) -> None:
    quoted = f'"{text}"'
    bench.replace("    goal: 定好下一步", f"    goal: {quoted}")
    file = city_file(bench, "city: 江城\nbase: 设计公司@V1\nreason: 试\nchange: {stages.跟进.goal: 定好}\n")
    accept(bench, file)
    source = read("", file.read_text(encoding="utf-8"))
    assert source.problems == ()
    assert source.data["change"]["stages.跟进.goal"] == {"was": text, "now": "定好"}
    assert bench.check().problems == ()


@pytest.mark.parametrize("base", ["设计公司@V1", "plan.yaml", "points.yaml", "objections.yaml", "voices.yaml"])
def test_a_file_just_begun_has_nothing_wrong_with_it(bench: Workbench, base: str) -> None:
    part = {"设计公司@V1": "scripts/studio.yaml"}.get(base, base)
    data = read("", (bench.plan / part).read_text(encoding="utf-8")).data
    city_file(bench, starter("江城", base, data, "本地化"))
    assert bench.check().problems == ()


@pytest.mark.parametrize("base", ["设计公司@V1", "plan.yaml", "objections.yaml", "voices.yaml"])
def test_every_line_a_new_file_offers_can_be_taken_up_as_it_stands(bench: Workbench, base: str) -> None:
    part = {"设计公司@V1": "scripts/studio.yaml"}.get(base, base)
    data = read("", (bench.plan / part).read_text(encoding="utf-8")).data
    text = starter("江城", base, data, "本地化")
    head, _, rest = text.partition("change:\n")
    lines, _, _ = rest.partition("\n# 省里没有")
    city_file(bench, f"{head}change:\n{lines.replace('  # ', '  ')}")
    assert lines.count("\n") > 0
    assert {one.code for one in bench.check()} == {"no-change", "missing-was"}


def test_every_example_of_the_how_to_can_be_written_as_it_stands(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "adapt-to-a-city.md").read_text(encoding="utf-8")
    examples = [block for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) if "change:" in block]
    assert len(examples) == 3
    for example in examples:
        text = example if example.startswith("city") else f"city: 无锡\nbase: 广告公司@V1\nreason: 试\n{example}"
        file = tmp_path / "office-building" / "cities" / "wuxi" / "advertising.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        assert {one.code for one in check_paths([file])} <= {"missing-was", "few-variants"}
