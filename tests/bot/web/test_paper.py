"""Taking part over the wire: one question after another, each answer once, no key before its time."""

from __future__ import annotations

import re

import pytest

from tests.web import Site, Visitor


def position_in(page: str) -> int:
    found = re.search(r'data-position="(\d+)"', page)
    return int(found[1]) if found else 0


def test_looking_at_the_lobby_starts_no_clock(site: Site, rep: Visitor) -> None:
    for _ in range(3):
        assert "开始答题" in rep.get("/paper").text
    with site.contest.store.begin() as uow:
        found = uow.attempts.get(site.contest.id, 1)
    assert found is not None
    assert found[0].started is None


def test_before_the_window_the_lobby_says_when_it_opens(site: Site, rep: Visitor) -> None:
    site.clock.forward(-600)
    page = rep.get("/paper").text
    assert "还没开始" in page
    assert "开始答题</button>" not in page
    assert rep.post("/paper/start").status_code == 409


def test_one_question_follows_another_to_the_handing_in(site: Site, rep: Visitor) -> None:
    page = rep.start()
    for position in range(1, 6):
        assert position_in(page) == position
        assert f"第 {position} 题" in page
        page = rep.answers_rightly(position).text
    assert "交卷了" in page
    assert "5 题里按时答了 <b>5</b> 题" in page
    assert site.answered(1) == 5


def test_the_same_answer_sent_twice_counts_once(site: Site, rep: Visitor) -> None:
    rep.start()
    first, second = rep.answers_rightly(1), rep.answers_rightly(1)
    assert position_in(first.text) == position_in(second.text) == 2
    assert 'role="alert"' not in second.text
    assert site.answered(1) == 1


def test_another_answer_to_an_answered_question_is_refused_and_the_paper_goes_on(site: Site, rep: Visitor) -> None:
    rep.start()
    rep.answers_rightly(1)
    page = rep.answers(1, site.contest.wrong(1, 1)).text
    assert "交上去的答案不能改" in page
    assert position_in(page) == 2


def test_an_answer_that_arrives_late_is_kept_and_said_to_be_late(site: Site, rep: Visitor) -> None:
    page = rep.start()
    rep.post("/paper/shown", data={"position": "1"})
    seconds = int(re.search(r'data-seconds="(\d+)"', page)[1])  # type: ignore[index]
    site.clock.forward(seconds + 1.6)
    answer = rep.answers_rightly(1)
    assert "第 1 题到得晚了：答案已经记下，按规则不计分" in answer.text
    assert site.contest.points(1) == 0


def test_an_answer_within_the_grace_counts(site: Site, rep: Visitor) -> None:
    page = rep.start()
    rep.post("/paper/shown", data={"position": "1"})
    site.clock.forward(int(re.search(r'data-seconds="(\d+)"', page)[1]) + 1.4)  # type: ignore[index]
    assert "到得晚了" not in rep.answers_rightly(1).text
    assert site.contest.points(1) > 0


def test_the_clock_starts_when_the_question_is_on_the_screen(site: Site, rep: Visitor) -> None:
    page = rep.start()
    seconds = int(re.search(r'data-seconds="(\d+)"', page)[1])  # type: ignore[index]
    site.clock.forward(3)
    told = rep.post("/paper/shown", data={"position": "1"}).json()
    assert told == {"position": 1, "left": seconds}
    site.clock.forward(2.5)
    assert rep.post("/paper/shown", data={"position": "1"}).json()["left"] == seconds - 2.5


def test_keeping_the_report_back_wins_five_seconds_and_no_more(site: Site, rep: Visitor) -> None:
    page = rep.start()
    seconds = int(re.search(r'data-seconds="(\d+)"', page)[1])  # type: ignore[index]
    site.clock.forward(20)
    assert rep.post("/paper/shown", data={"position": "1"}).json()["left"] == seconds - 15


def test_whoever_comes_back_finds_the_same_question_with_less_time(site: Site, rep: Visitor) -> None:
    first = rep.start()
    rep.post("/paper/shown", data={"position": "1"})
    site.clock.forward(7)
    with Visitor(site, 1) as elsewhere:
        second = elsewhere.get("/paper").text
    stem = re.search(r'class="stem">(.+?)<', first)
    assert stem is not None
    assert stem[1] in second
    left = [float(re.search(r'data-left="([\d.]+)"', page)[1]) for page in (first, second)]  # type: ignore[index]
    assert left[0] - left[1] == 7


def test_nothing_on_the_wire_tells_the_key_or_the_canonical_order_before_the_close(site: Site, rep: Visitor) -> None:
    seen = [rep.get(path).text for path in ("/paper", "/mine", "/place", "/board/1")]
    seen.append(rep.start())
    for position in range(1, 6):
        seen.append(rep.post("/paper/shown", data={"position": str(position)}).text)
        seen.append(rep.answers_rightly(position).text)
    seen += [rep.get(path).text for path in ("/paper", "/mine", "/place", "/board/1")]
    items = [site.contest.item_at(1, position) for position in range(1, 6)]
    for page in seen:
        assert "方案里就是这么写的" not in page  # why the key is the key
        assert "答案</dt>" not in page
        assert "canonical" not in page
        for item in items:
            assert item.id not in page
            assert item.source.fingerprint not in page


def test_after_the_close_everybody_sees_key_reason_and_points_of_his_own_paper(site: Site, rep: Visitor) -> None:
    rep.whole_paper()
    assert "收卷以后公布" in rep.get("/mine").text
    site.contest.close()
    page = rep.get("/mine").text
    assert page.count("方案里就是这么写的") == 5
    assert page.count("对 · ") == 5


def test_an_appeal_is_taken_once_at_its_question(site: Site, rep: Visitor) -> None:
    rep.whole_paper()
    site.contest.close()
    assert "对答案有异议" in rep.get("/mine").text
    answer = rep.post("/mine/appeal", data={"position": "2", "words": "B 也对，见通知第三条。"})
    assert "已提交，等裁定" in answer.text
    again = rep.post("/mine/appeal", data={"position": "2", "words": "再说一遍。"})
    assert again.status_code == 409
    assert "已经申诉过了" in again.text


def test_the_province_hears_nobody_who_appeals_without_a_reason(site: Site, rep: Visitor) -> None:
    rep.whole_paper()
    site.contest.close()
    assert "请写一句理由" in rep.post("/mine/appeal", data={"position": "2", "words": " \n "}).text


def test_ones_own_place_shows_no_name_of_the_lower_half(site: Site, rep: Visitor) -> None:
    for entry in range(2, 13):
        site.contest.play(entry, right=entry % 6, seconds=1)
    rep.start()
    for position in range(1, 6):
        rep.answers(position, site.contest.wrong(1, position))
    page = rep.get("/place").text
    nothing = {name for name, points in site.points().items() if points == 0}
    assert "职工12" in nothing
    assert "第 <b>10</b> 名" in page
    assert not nothing & set(re.findall(r"职工\d+", page))


@pytest.mark.parametrize("path", ["/paper", "/mine", "/place", "/place/now"])
def test_ones_own_pages_are_for_oneself(site: Site, path: str) -> None:
    with Visitor(site, 1) as nobody:
        nobody.cookies.clear()
        assert nobody.get(path).status_code == 401
