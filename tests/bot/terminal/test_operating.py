"""The operator's commands: how the delivery stands, the database's version, backup and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main
from bot.delivery.inbox import Inbox
from bot.delivery.leases import Lease
from bot.store.database import open_database
from bot.store.migrate import revisions


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    monkeypatch.setenv("DUILIAN_DATABASE_URL", url)
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    return url


def set_aside(url: str) -> int:
    """An update that could not be handled; gives its number."""
    database = open_database(url)
    lease, inbox = Lease(database, seconds=5.0), Inbox(database)
    inbox.take_in("telegram:1", [{"update_id": 1, "message": {"chat": {"id": 101}, "text": "客户的秘密"}}])
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE inbox SET tries = 2")
    [letter] = inbox.claim(lease.holder, 1)
    inbox.put_back(letter, lease.holder, "ValueError at hear")
    lease.end()
    database.close()
    return letter.seq


def test_what_was_set_aside_is_shown_with_its_reason_and_can_be_tried_again(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    number = set_aside(url)
    assert main(["delivery"]) == 0
    shown = capsys.readouterr().out
    assert "搁置的：1 条" in shown
    assert f"编号 {number}" in shown
    assert "会话 101，ValueError at hear" in shown
    assert "秘密" not in shown
    assert main(["delivery", "--retry", str(number)]) == 0
    assert main(["delivery", "--retry", str(number)]) == 1
    capsys.readouterr()
    main(["delivery"])
    assert "待处理的消息：1 条" in capsys.readouterr().out


def test_the_database_is_backed_up_taken_back_and_brought_up_again(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_database(url).close()
    copy = tmp_path / "copy.sqlite3"
    assert main(["database", "--backup", str(copy)]) == 0
    assert copy.stat().st_size > 0
    assert main(["database", "--downgrade", "0001"]) == 0
    assert main(["database", "--upgrade"]) == 0
    told = capsys.readouterr().out
    assert "数据库的版本：0001" in told
    assert f"数据库的版本：{revisions()[-1]}" in told
    assert main(["database", "--downgrade", "17"]) == 2
    assert main(["database", "--backup", str(copy)]) == 1


@pytest.mark.parametrize("command", [["bot"], ["worker"], ["webhook"], ["webhook", "--front"]])
def test_without_its_settings_no_program_starts(
    url: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    del url
    with pytest.raises(SystemExit) as left:
        main(command)
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert "还没有设 TELEGRAM_TOKEN" in told
    assert ("TELEGRAM_WEBHOOK_SECRET" in told) == (command[0] == "webhook")


@pytest.mark.parametrize("command", ["delivery", "database"])
def test_a_database_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.sqlite3").write_text("不是数据库" * 1000, encoding="utf-8")
    monkeypatch.setenv("DUILIAN_DATABASE_URL", f"sqlite:///{tmp_path / 'a.sqlite3'}")
    assert main([command]) == 1
    assert "坏了" in capsys.readouterr().err
