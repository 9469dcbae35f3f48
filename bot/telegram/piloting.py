"""For those who try a version out: a real visit written down in three taps, a suggestion, a vote for another's."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from bot.services.pilots import Told, log_visit, suggest, tried_out
from bot.services.typed import clean
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, handle, rows
from bot.views.choices import RESULTS
from scoring.listening.numerals import find

if TYPE_CHECKING:
    from bot.store.records import Json
    from bot.telegram.visit import Visit
    from bot.views.buttons import Rows
    from scripts.versions import Move

WAITS = timedelta(hours=1)
"""How long a question waits for its answer: what he writes later is meant for something else."""
SHOWN = 5
LONGEST = 500
MOST_YUAN = 10_000_000

_ASK_YUAN = "恭喜！每月大概多少元？写个数就行。"
_ASK_NOTE = {
    "won": "一句话：怎么谈成的？哪句话管用？",
    "open": "一句话：谈到哪儿了，他还在顾虑什么？",
    "lost": "一句话：卡在哪儿了？",
}
_ASK_IDEA = "哪一句、怎么改更好？直接写下来，省里会看到。"


def invitation(visit: Visit, ref: str = "") -> Rows:
    """Give the buttons of one who tries versions out, or that version; none for everybody else."""
    tried = [move for move in tried_out(visit.uow, visit.person) if ref in ("", move.ref)]
    return tuple(row for move in tried for row in rows(*_buttons(move, many=len(tried) > 1), width=2))


def ask_result(visit: Visit, version: str) -> None:
    """Ask what came of a visit."""
    move = _tried(visit, version)
    buttons = [Button(name, handle("visitend", version, result)) for result, name in RESULTS.items()]
    visit.chat.say("menu", f"<b>{escape(move.ref)}</b>　这次拜访结果怎么样？", rows(*buttons, width=3))


def take_result(visit: Visit, version: str, result: str) -> None:
    """Take what came of it, and ask on: for a deal what it brings, else for a sentence."""
    move = _tried(visit, version)
    _ask(visit, move, "yuan" if result == "won" else "note", result=result)


def skip(visit: Visit) -> None:
    """Leave a question unanswered and go on to the next; the visit is written down at the end."""
    asked = _waiting(visit)
    if asked is None or asked["what"] == "idea":
        raise StaleButtonError("这一条已经记过了。")
    _go_on(visit, asked, "")


def ask_idea(visit: Visit, version: str) -> None:
    """Ask for a suggestion, and show those there are, to be voted for."""
    move = _tried(visit, version)
    _ask(visit, move, "idea")


def vote(visit: Visit, number: int) -> str:
    """Vote for another's suggestion; gives what to say in passing."""
    idea = visit.uow.pilots.suggestion(number)
    tried = {(move.script, move.version) for move in tried_out(visit.uow, visit.person)}
    if idea is None or (idea.script, idea.version) not in tried:
        raise StaleButtonError("这条建议已经不在了。")
    if idea.rep == visit.rep:
        raise StaleButtonError("这一条是您自己提的，不用再同意。")
    return "同意了。" if visit.uow.pilots.vote(number, visit.rep) else "您已经同意过了。"


def hear(visit: Visit, text: str) -> bool:
    """Take a plain text as the answer to what he was asked; False when nothing was."""
    asked = _waiting(visit)
    if asked is None:
        return False
    said = clean(text)
    if not said or len(said) > LONGEST:
        visit.chat.say("notice", f"请写一句话，不要超过 {LONGEST} 个字。")
        return True
    try:
        _go_on(visit, asked, said)
    except StaleButtonError as error:
        visit.chat.say("notice", str(error))
    return True


def forget(visit: Visit) -> None:
    """He has turned to something else: what he writes next is no answer any more."""
    if visit.uow.pilots.asked(visit.rep) is not None:
        visit.uow.pilots.ask(visit.rep, None)


KEEPS_ASKING = frozenset({skip, take_result, vote})
"""The taps after which a question still waits."""


def _go_on(visit: Visit, asked: Json, said: str) -> None:
    """Take an answer ("" for none) and ask the next question, or write down what was told."""
    move = _tried(visit, asked["version"])
    if asked["what"] == "yuan":
        yuan = _amount(said) if said else None
        if said and yuan is None:
            visit.chat.say("notice", "没看清金额。写个数，例如 300；不清楚就点「不清楚」。", _skipping("不清楚"))
        else:
            _ask(visit, move, "note", result=asked["result"], yuan=yuan)
        return
    visit.uow.pilots.ask(visit.rep, None)
    if asked["what"] == "idea":
        suggest(visit.uow, move, visit.person, said)
        visit.chat.say("notice", "记下了，谢谢。写试销报告的时候会带上这一条。")
    else:
        log_visit(visit.uow, move, visit.person, Told(asked["result"], said, asked.get("yuan")))
        word = RESULTS[asked["result"]]
        visit.chat.say("menu", f"记下了：{escape(move.ref)} 拜访一次，{word}。", rows(*_buttons(move), width=2))


def _ask(visit: Visit, move: Move, what: str, **known: Any) -> None:
    """Put a question, and remember it with what is known so far."""
    at = visit.uow.now.isoformat()
    visit.uow.pilots.ask(visit.rep, {"what": what, "version": _mark(move), "at": at, **known})
    if what == "yuan":
        visit.chat.say("line", _ASK_YUAN, _skipping("不清楚"))
    elif what == "note":
        visit.chat.say("line", _ASK_NOTE[known["result"]], _skipping("不写，直接记"))
    else:
        _show_ideas(visit, move)


def _show_ideas(visit: Visit, move: Move) -> None:
    ideas = visit.uow.pilots.suggestions(move.script, move.version)[:SHOWN]
    lines = [f"{n}. {escape(one.text, quote=False)}（{len(one.votes)} 人同意）" for n, one in enumerate(ideas, 1)]
    listed = "\n\n已经有的建议，同意的点一下：\n" + "\n".join(lines) if lines else ""
    buttons = [
        Button(f"同意 {n}", handle("ideavote", one.id)) for n, one in enumerate(ideas, 1) if one.rep != visit.rep
    ]
    visit.chat.say("line", f"<b>{escape(move.ref)}</b>　{_ASK_IDEA}{listed}", rows(*buttons, width=3))


def _waiting(visit: Visit) -> Json | None:
    """Give the question that waits for an answer; an old one waits no more."""
    asked = visit.uow.pilots.asked(visit.rep)
    if asked is None or "version" not in asked:
        return None  # nothing waits, or another part of the bot asked
    if visit.uow.now - datetime.fromisoformat(asked["at"]) > WAITS:
        visit.uow.pilots.ask(visit.rep, None)
        return None
    return asked


def _tried(visit: Visit, version: str) -> Move:
    """Give the version a button is about, while he tries it out."""
    for move in tried_out(visit.uow, visit.person):
        if _mark(move) == version:
            return move
    visit.uow.pilots.ask(visit.rep, None)
    raise StaleButtonError("这一版的试销已经结束了。")


def _mark(move: Move) -> str:
    return move.snapshot[:8]


def _buttons(move: Move, *, many: bool = False) -> tuple[Button, Button]:
    of_which = f"（{move.ref}）" if many else ""
    return (
        Button(f"记一次拜访{of_which}", handle("visited", _mark(move))),
        Button(f"提建议{of_which}", handle("idea", _mark(move))),
    )


def _skipping(label: str) -> Rows:
    return rows(Button(label, handle("visitskip")))


def _amount(said: str) -> float | None:
    """Read the first number he wrote, in figures or in Chinese."""
    found = find(said)
    yuan = found[0].value if found else None
    return yuan if yuan is not None and 0 <= yuan <= MOST_YUAN else None
