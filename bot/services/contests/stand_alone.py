"""Check an audit archive of a contest with nothing but Python's standard library, and none of our code.

Run `python verify.py` in the unpacked archive, or `python verify.py ARCHIVE.zip`; with the published head (总哈希) as
one more word it is held against that, too. It follows every chain, draws again, makes all papers and marks all answers
again, and compares points, scores and places with each published result. Ends with 0 if everything agrees, else 1.
"""

from __future__ import annotations

import json
import sys
import zipfile
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from hashlib import sha256
from itertools import accumulate, combinations, pairwise
from math import ceil, isqrt
from pathlib import Path
from typing import Any

Json = dict[str, Any]
NOTHING = "0" * 64
FULL = MOST = 1000
COMPARED = {"score": "总分", "rank": "名次", "points": "题目得分", "hardest": "最难三分之一的得分", "right": "全对题数"}
BROKEN = (LookupError, TypeError, ValueError, AttributeError, InvalidOperation, OSError, zipfile.BadZipFile)


def sha(text: str) -> str:
    """SHA-256 over a text in UTF-8."""
    return sha256(text.encode()).hexdigest()


def canonical(data: object) -> str:
    """JSON as it was hashed: sorted keys, no blanks."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Archive:
    """The files of the archive, packed or unpacked."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.zip = None if place.is_dir() else zipfile.ZipFile(place)

    def text(self, name: str) -> str:
        """A whole file."""
        return (self.zip.read(name) if self.zip else (self.place / name).read_bytes()).decode()

    def lines(self, name: str) -> Iterator[Json]:
        """A file of JSON lines."""
        with self.zip.open(name) if self.zip else (self.place / name).open("rb") as file:
            for line in file:
                yield json.loads(line)


class Books:
    """What the events say: the office folded up, and what ended each question of each person."""

    def __init__(self) -> None:
        self.settings: Json = {}
        self.said: dict[str, Json] = {}
        self.seed = ""
        self.lots = ""
        self.drawn: set[int] = set()
        self.excused: set[int] = set()
        self.voided: set[int] = set()
        self.rulings: dict[str, Json] = {}
        self.overrides: dict[tuple[int, str], int] = {}
        self.finals: list[Json] = []
        self.answers: dict[int, dict[str, Json]] = defaultdict(dict)
        self.cases: dict[int, int] = {}
        self.started: set[int] = set()
        self.wrong: list[str] = []


def read(archive: Archive, roster: list[list[Any]]) -> Books:
    """Follow the chains and fold the events up; the office's log comes first."""
    books, heads, before = Books(), {}, (0, 0, NOTHING)
    for event in archive.lines("events.jsonl"):
        log, n = event["log"], event["n"]
        known, last, head = before if before[0] == log else (log, 0, NOTHING)
        told = [event[name] for name in ("contest", "log", "n", "at", "kind", "body", "item")]
        if n != last + 1 or sha(head + canonical(told)) != event["hash"]:
            books.wrong.append(f"第 {log} 本记录第 {n} 条和前面接不上，被改过、删过或加过。")
        before = heads[log] = (known, n, event["hash"])
        if log == 0:
            office(books, event, roster)
        else:
            person(books, log, event)
    for final in books.finals:
        if final["head"] != head_before(archive, final["n_in_office"], final["at"]):
            books.wrong.append(f"第 {final['n']} 次公布的总哈希和记录对不上。")
    books.said["head"] = {"now": sha("".join(f"{log}:{n}:{hash_}\n" for log, (_, n, hash_) in sorted(heads.items())))}
    return books


def head_before(archive: Archive, n: int, at: str) -> str:
    """The head over all logs as they stood when a result was published."""
    heads: dict[int, tuple[int, str]] = {}
    for event in archive.lines("events.jsonl"):
        if event["n"] < n if event["log"] == 0 else event["at"] <= at:
            heads[event["log"]] = (event["n"], event["hash"])
    return sha("".join(f"{log}:{count}:{hash_}\n" for log, (count, hash_) in sorted(heads.items())))


def office(books: Books, event: Json, roster: list[list[Any]]) -> None:
    """One event of the office."""
    kind, body = event["kind"], event["body"]
    books.said[kind] = body
    if kind in {"created", "changed"}:
        books.settings = body["settings"]
    elif kind in {"drawn", "excused"}:
        taking_part(books, kind, body, roster)
    elif kind == "voided":
        books.voided.add(body["entry"])
    elif kind == "restored":
        books.voided.discard(body["entry"])
    elif kind == "overridden":
        books.overrides[body["entry"], body["item"]] = body["credit"]
    elif kind == "ruled":
        books.rulings = {one["item"]: one for one in body["key"]["rulings"]}
    elif kind == "final":
        state = (dict(books.rulings), dict(books.overrides), books.drawn - books.voided)
        books.finals.append({**body, "at": event["at"], "n_in_office": event["n"], "state": state})


def taking_part(books: Books, kind: str, body: Json, roster: list[list[Any]]) -> None:
    """Draw again, or see who comes in for an excused person."""
    if kind == "drawn":
        number = body.get("number", "")
        books.seed, books.drawn = body["seed"], set(body["entries"])
        books.lots = sha(f"{books.seed}:{number}") if number else books.seed
        if bool(number) != bool(books.said["committed"].get("public")):
            books.wrong.append("承诺里说好的公开号码，和抽签用的对不上。")
        if sorted(books.drawn) != draw(books.lots, roster, everyone=books.settings["everyone"]):
            books.wrong.append("照公布的种子重抽一遍，抽中的人不一样。")
        return
    if replacement(books, roster, body["entry"]) != body["replacement"]:
        books.wrong.append(f"第 {body['entry']} 号请假后补进来的人，不是抽签顺序里的下一个。")
    books.excused.add(body["entry"])
    books.drawn = (books.drawn - {body["entry"]}) | ({body["replacement"]} - {None})


def person(books: Books, entry: int, event: Json) -> None:
    """One event of somebody's log."""
    kind, body = event["kind"], event["body"]
    if event["item"] is not None:
        books.answers[entry][event["item"]] = body
    elif kind == "served":
        books.started.add(entry)
    elif kind == "case-finished":
        books.cases[entry] = body["score"]


def ordered(seed: str, roster: list[list[Any]]) -> list[list[Any]]:
    """The roster by lot."""
    return sorted(roster, key=lambda one: sha(f"{seed}:{one[0]}"))


def draw(seed: str, roster: list[list[Any]], *, everyone: bool) -> list[int]:
    """Who is drawn: by city, its seats by the size of its counties."""
    if everyone:
        return sorted(one[0] for one in roster)
    cities: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for no, city, county, *_ in ordered(seed, roster):
        cities[city][county].append(no)
    chosen: list[int] = []
    for counties in cities.values():
        people = sum(map(len, counties.values()))
        quota = people if people <= 20 else min(max(-(-people * 3 // 10), 20), 60)  # noqa: PLR2004 - the rule's own
        seats = Counter({name: quota * len(nos) // people for name, nos in counties.items()})
        rest = sorted(counties, key=lambda name: (-(quota * len(counties[name]) % people), name))
        seats.update(rest[: quota - sum(seats.values())])
        chosen += [no for name, nos in counties.items() for no in nos[: seats[name]]]
    return sorted(chosen)


def replacement(books: Books, roster: list[list[Any]], gone: int) -> int | None:
    """Who comes next by lot: of the county, else of the city."""
    where = next(one for one in roster if one[0] == gone)
    free = [one for one in ordered(books.lots, roster) if one[0] not in books.drawn and one[0] not in books.excused]
    city = [one for one in free if one[1] == where[1]]
    county = [one for one in city if one[2] == where[2]]
    found = county or city
    return found[0][0] if found else None


def lot(seed: str, entry: int, what: str) -> int:
    """A number that follows from the papers' seed."""
    return int.from_bytes(sha256(f"{seed}:{entry}:{what}".encode()).digest()[:8], "big")


def strata(items: list[Json], count: int) -> list[list[Json]]:
    """The questions in groups from easy to hard; a skill weighs the square root of its questions."""
    ranked = sorted(items, key=lambda one: (one["difficulty"], one["skill"], one["id"]))
    sizes = Counter(one["skill"] for one in items)
    weighed = list(accumulate(isqrt(10**12 // max(sizes[one["skill"]], 12)) for one in ranked))
    bounds = [0]
    for number in range(1, count):
        end = bisect_left(weighed, weighed[-1] * number // count)
        bounds.append(max(bounds[-1] + 1, min(end, len(ranked) - count + number)))
    return [ranked[start:end] for start, end in pairwise((*bounds, len(ranked)))]


def papers(seed: str, items: list[Json], count: int) -> Any:
    """What gives anybody's paper: the questions in their order, and which of them are the hardest third."""
    groups, hardest = strata(items, count), count - (count - 1) // 3 - 1

    def paper(entry: int) -> tuple[list[str], set[str]]:
        chosen: list[Json] = []
        for number, group in enumerate(groups):
            facts = {place for one in chosen for place in facts_of(one)}
            new = [item for item in group if facts.isdisjoint(facts_of(item))]
            kinds = {kind_of(one["id"]) for one in chosen}
            other = [item for item in new if kind_of(item["id"]) not in kinds]
            left = other if len(other) >= 4 else new or group  # noqa: PLR2004 - the rule's own
            chosen.append(left[lot(seed, entry, f"stratum {number}") % len(left)])
        order = sorted(range(count), key=lambda n: lot(seed, entry, f"paper {n}"))
        return [chosen[n]["id"] for n in order], {one["id"] for one in chosen[hardest:]}

    return paper


def facts_of(item: Json) -> set[str]:
    """What two questions on the same fact share."""
    return {item["source"]["path"], item["source"]["fingerprint"]}


def kind_of(name: str) -> str:
    """What questions made in the same way share; a trainer's own are each of their own."""
    code, _, rest = name.partition("-")
    return code if rest and code != "written" else name


def partly(wrong: int, of: int) -> int:
    """1 less twice the share that is wrong, in thousandths, rounded half up."""
    return max(0, (2 * FULL * (of - 2 * wrong) + of) // (2 * of))


def credit(item: Json, key: Any, answer: Any) -> int:
    """How right an answer is, in thousandths."""
    kind, options = item["kind"], len(item["options"])
    if kind == "number":
        return FULL if abs(Decimal(answer) - Decimal(key)) <= Decimal(item["tolerance"]) else 0
    if kind == "single" or answer == key:
        return FULL if answer == key else 0
    if kind == "several":
        return 0 if len(answer) in {0, options} else partly(len(set(key) ^ set(answer)), options)
    if kind == "order":
        place = {option: n for n, option in enumerate(key)}
        pairs = [place[one] > place[other] for one, other in combinations(answer, 2)]
        return partly(sum(pairs), max(1, len(pairs)))
    return partly(sum(one != other for one, other in zip(key, answer, strict=True)), len(key))


def rounded(exact: Fraction) -> int:
    """The nearest whole number, a half upwards."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def points(item: Json, earned: int, body: Json, *, timed: bool) -> int:
    """The tenths of a point of an answer; speed counts a tenth where it counts."""
    percent = 10 if timed and item["timed"] else 0
    speed = Fraction(0)
    if body.get("late") is False:
        limit = min(90, max(25, 20 + ceil(len("".join((item["stem"], *item["lefts"], *item["options"]))) / 8)))
        taken = body["elapsed"] // 1_000_000 - 5
        speed = 1 - Fraction(min(limit - 5, max(0, taken)), limit - 5)
    return rounded(Fraction(MOST * earned, FULL) * (100 - percent + percent * speed) / 100)


def marked(books: Books, final: Json, items: dict[str, Json], entry: int, paper: Any) -> Json:
    """Somebody's points, score and what parts ties, as they were when a result was published."""
    rulings, overrides, _ = final["state"]
    settings, (slips, hardest) = books.settings, paper(entry)
    sums, void = Counter[str](), 0
    for name in slips:
        item, body = items[name], books.answers[entry].get(name, {})
        ruling, decided = rulings.get(name, {}), overrides.get((entry, name))
        if ruling.get("kind") == "void":
            void += 1
            continue
        if decided is None and ruling.get("kind") == "credit":
            gained = MOST
        else:
            in_time = body.get("late") is False and "answer" in body
            keys = (item["key"], *ruling.get("also", ()))
            earned = max(credit(item, key, body["answer"]) for key in keys) if in_time else 0
            earned = earned if decided is None else decided
            gained = points(item, earned, body, timed=settings["timed"])
            if earned == FULL and body.get("late") is False:
                sums.update(right=1, time=body["elapsed"])
        sums.update(points=gained, hardest=gained if name in hardest else 0)
    counted = settings["items"] - void
    score = Fraction(sums["points"], 10 * counted) if counted else Fraction(0)
    if settings["case"]:
        weight, case = settings["quiz_weight"], overrides.get((entry, "case"), books.cases.get(entry, 0))
        score = (weight * score + (100 - weight) * Fraction(case, 100)) / 100
    pace = sums["time"] // sums["right"] // 1_000_000 if settings["timed"] and sums["right"] else None
    told = {"entry": entry, "score": str(Decimal(rounded(score * 10)).scaleb(-1)), "right": sums["right"]}
    return {**told, "points": sums["points"], "hardest": sums["hardest"], "pace": pace}


def check_result(archive: Archive, books: Books, final: Json, items: dict[str, Json], paper: Any) -> Iterator[str]:
    """One published result, marked again."""
    text = archive.text(f"results/{final['n']}.json")
    if sha(text) != final["result"]:
        yield f"第 {final['n']} 次公布的成绩和公布的哈希对不上。"
    kept = {one["entry"]: one for one in json.loads(text)["people"]}
    there = sorted(books.started & final["state"][2])
    if sorted(kept) != there:
        yield f"第 {final['n']} 次公布的成绩里，人多了或者少了。"
    again = [marked(books, final, items, entry, paper) for entry in there]
    merits = {
        one["entry"]: (-Decimal(one["score"]), -one["hardest"], one["pace"] is None, one["pace"] or 0) for one in again
    }
    better = Counter(merits.values())
    ranks, so_far = {}, 0
    for merit in sorted(better):
        ranks[merit] = so_far + 1
        so_far += better[merit]
    for one in again:
        told = kept.get(one["entry"], {})
        mine = {**one, "rank": ranks[merits[one["entry"]]]}
        wrong = [label for name, label in COMPARED.items() if told.get(name) != mine[name]]
        if wrong:
            kept_as = f"公布的是 {told.get('score')} 分、第 {told.get('rank')} 名"
            again_as = f"重算是 {mine['score']} 分、第 {mine['rank']} 名"
            yield f"第 {one['entry']} 号的{'、'.join(wrong)}不一样：{kept_as}，{again_as}。"


def check_papers(books: Books, paper: Any) -> Iterator[str]:
    """Whether everybody was asked what the seed gave him."""
    for entry, ended in books.answers.items():
        slips, _ = paper(entry)
        if any(slips[body["position"] - 1] != item for item, body in ended.items()):
            yield f"第 {entry} 号答的题，不在种子给他的卷子上。"


def findings(archive: Archive) -> tuple[list[str], str]:
    """Everything that doesn't agree, in Chinese, and the head over all logs."""
    inputs = json.loads(archive.text("contest.json"))
    roster_text, items_text = archive.text("roster.json"), archive.text("items.json")
    roster = json.loads(roster_text)
    books = read(archive, roster)
    said, wrong = books.said, books.wrong
    if sha(roster_text) != said["roster"]["hash"]:
        wrong.append("名单和导入时的哈希对不上。")
    if sha(books.seed + said["roster"]["hash"]) != said["committed"]["commitment"]:
        wrong.append("抽签的种子和名单，跟抽签以前公布的承诺对不上。")
    if sha(items_text) != said["committed"]["items"]:
        wrong.append("题目和公布承诺时的哈希对不上。")
    if sha(inputs["papers_seed"] + said["committed"]["items"]) != said["committed"]["papers"]:
        wrong.append("试卷的种子和公布的承诺对不上。")
    if books.settings.get("rules", 1) != 1:
        wrong.append("这场竞赛用的是另一版规则，请用和它同一版的程序导出的核对脚本。")
    items = {name: body for name, body in json.loads(items_text) if not name.startswith("case:")}
    paper = papers(inputs["papers_seed"], list(items.values()), books.settings["items"])
    wrong += check_papers(books, paper)
    for final in books.finals:
        wrong += check_result(archive, books, final, items, paper)
    return wrong, said["head"]["now"]


def main(words: Iterable[str]) -> int:
    """Check and tell."""
    heads = [word for word in words if len(word) == len(NOTHING)]
    places = [word for word in words if word not in heads]
    place = Path(places[0]) if places else Path(__file__).parent
    try:
        archive = Archive(place)
        wrong, head = findings(archive)
        published = {one["body"]["head"] for one in archive.lines("events.jsonl") if one["kind"] == "final"}
    except BROKEN as error:
        sys.stdout.write(f"核验不通过：档案读不通，缺了文件或者被改过（{error!r}）。\n")
        return 1
    wrong += [f"您给的总哈希 {one} 不是这份档案公布过的。" for one in heads if one not in published | {head}]
    if wrong:
        sys.stdout.write(f"核验不通过，有 {len(wrong)} 处对不上：\n" + "".join(f"  {one}\n" for one in wrong[:50]))
        return 1
    sys.stdout.write("核验无误：记录一条不少，一字未改；抽签、试卷、每题得分、总分、名次都对得上。\n")
    for one in sorted(published):
        sys.stdout.write(f"公布过的总哈希：{one}（请和当时公布的比一比）\n")
    sys.stdout.write(f"现在的总哈希：{head}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
