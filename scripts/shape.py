"""Holds a document against its model and says in Chinese what does not fit: a key, a type, a number, an empty place."""

from __future__ import annotations

import inspect
import re
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from scripts.codes import problem
from scripts.model.script import Customer
from scripts.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scripts.problems import Problem
    from scripts.source import Path, Source

M = TypeVar("M", bound=BaseModel)

QUOTES = "“”‘’「」\"'"
_NUMBERS = {
    "int_parsing": "整数",
    "int_type": "整数",
    "int_from_float": "整数",
    "float_parsing": "数字",
    "float_type": "数字",
}
_MAPPINGS = {"model_type", "model_attributes_type", "dict_type", "mapping_type"}
_LISTS = {"tuple_type", "list_type"}
_LIMITS = {
    "greater_than_equal": ("ge", "不能小于"),
    "greater_than": ("gt", "要大于"),
    "less_than_equal": ("le", "不能大于"),
    "less_than": ("lt", "要小于"),
}


def fit(model: type[M], source: Source) -> tuple[M | None, tuple[Problem, ...]]:
    """Return the document as its model, or None and everything that keeps it from being one."""
    try:
        return model.model_validate(source.data), ()
    except ValidationError as error:
        return None, tuple(_Misfits(model, source, error).problems())


class _Misfits:
    """The model's errors over one document, told once each and in the author's terms."""

    def __init__(self, model: type[BaseModel], source: Source, error: ValidationError) -> None:
        self.model, self.source = model, source
        self.errors = {self._path(one["loc"]): dict(one) for one in reversed(error.errors())}
        self.missing = {path for path, one in self.errors.items() if one["type"] == "missing"}

    def _path(self, where: tuple[int | str, ...]) -> Path:
        """Return the part of pydantic's location that the author wrote (or left out), without its names of types."""
        path: Path = ()
        for part in where:
            if (*path, part) not in self.source.keys:
                return (*path, part) if part in _keys(_at(self.model, path)) else path
            path = (*path, part)
        return path

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for every error that is not the consequence of another."""
        outdented = [path for path in self.errors if self._outdented(path)]
        if outdented:
            first = min(outdented, key=lambda path: self.source.keys[path])
            message = f"「{first[-1]}」的缩进少了一层，没有写进上面那个名字里面。"
            yield problem("indent", self.source.place(first), message, "把它和下面同层的几行都再缩进两格。")
            return
        indented = [path for path in self.errors if self._indented(path)]
        if indented:
            first = min(indented, key=lambda path: self.source.keys[path])
            message = f"「{first[-1]}」的缩进多了，写进了上面那个名字里面。"
            yield problem("indent", self.source.place(first), message, "让它和外面一层的各行左边对齐。")
            return
        misspelt = [path for path, one in self.errors.items() if one["type"] == "extra_forbidden"]
        meant = {self._meant(path) for path in misspelt}
        for path, one in self.errors.items():
            if path not in meant:
                yield self._problem(path, str(one["type"]), one)

    def _outdented(self, path: Path) -> bool:
        """Whether a key of an entry stands beside the entry's own name, which then has nothing in it."""
        if not path or path not in self.source.keys or self.errors[path]["type"] not in _MAPPINGS:
            return False
        siblings = _value_at(self.source.data, path[:-1])
        empty = isinstance(siblings, dict) and any(value is None for value in siblings.values())
        return empty and path[-1] in _keys(_at(self.model, path))

    def _indented(self, path: Path) -> bool:
        """Whether a key stands a level too deep: it belongs to the part around, which lacks it."""
        if path not in self.source.keys or self.errors[path]["type"] not in {*_MAPPINGS, "extra_forbidden"}:
            return False
        around = path[:-2]
        return (
            len(path) > len(around) + 1
            and path[-1] in _keys(_at(self.model, around))
            and path[-1] not in _value_at(self.source.data, around)
        )

    def _meant(self, path: Path) -> Path:
        """Return the missing key that the unknown one at `path` was meant to be, or `()`."""
        wanted = [str(missing[-1]) for missing in self.missing if missing[:-1] == path[:-1]]
        close = nearest(_bare(path[-1]), wanted)
        return (*path[:-1], close) if close else ()

    def _problem(self, path: Path, kind: str, error: dict[str, Any]) -> Problem:
        name = _named(path)
        given = error["input"]
        if kind == "missing":
            parent = _named(path[:-1]) if path[:-1] else "这个文件"
            return self._at_key(path[:-1], "missing-key", f"{parent}里缺少 {path[-1]}。", f"加上一行 {path[-1]}: ……")
        if kind == "extra_forbidden":
            return self._unknown_key(path)
        if given is None or kind == "string_too_short":
            return self._at_key(path, "empty-text", f"{name}后面没有写内容。", "写上内容，或者把这一行删掉。")
        if kind in _LIMITS:
            limit, words = _LIMITS[kind]
            message = f"{name}{words} {error['ctx'][limit]:g}，现在是 {given}。"
            return self._at_value(path, "out-of-range", message, "改成范围里的数。")
        if kind == "literal_error":
            choices = re.findall(r"'([^']+)'", str(error["ctx"]["expected"]))
            message = f"{name}不能写「{given}」。"
            return self._at_value(path, "wrong-choice", message, did_you_mean(str(given), choices, "只能写："))
        return self._wrong_type(path, kind, given)

    def _wrong_type(self, path: Path, kind: str, given: object) -> Problem:
        name = _named(path)
        if kind in _NUMBERS:
            message = f"{name}要写{_NUMBERS[kind]}，现在是「{given}」。"
            return self._at_value(path, "wrong-type", message, "用半角数字，后面不带单位。")
        if kind == "bool_parsing":
            return self._at_value(path, "wrong-type", f"{name}要写 yes 或 no，现在是「{given}」。", "改成 yes 或 no。")
        if kind == "string_type" and isinstance(given, dict):
            line = self.source.place(path).line
            if all(self.source.place((*path, key)).line == line for key in given):
                message = "这句话里有半角冒号加空格，成了「名字: 内容」。"
                hint = "换成全角冒号「：」，或者把整句用英文双引号括起来。"
                return self._at_key(path, "colon-in-value", message, hint)
        if kind in _MAPPINGS:
            keys = _keys(_at(self.model, path))
            hint = f"下面各写一行，例如 {keys[0]}: ……" if keys else "下面各写一行「名字: 内容」。"
            return self._at_value(path, "wrong-type", f"{name}下面要分项写，不能直接写{_shape(given)}。", hint)
        if kind in _LISTS:
            return self._at_value(
                path, "wrong-type", f"{name}要写成列表，不能写{_shape(given)}。", "写成 [甲, 乙]，或者每行一个「- 」。"
            )
        return self._at_value(path, "wrong-type", f"{name}要写文字，不能写{_shape(given)}。", "写一段文字。")

    def _unknown_key(self, path: Path) -> Problem:
        key = str(path[-1])
        model = _at(self.model, path[:-1])
        keys = _keys(model)
        if key != _bare(key) and _bare(key) in keys:
            return self._at_key(path, "fullwidth-quote", f"「{key}」两边的引号多余。", f"直接写 {_bare(key)}。")
        parent = _named(path[:-1]) if path[:-1] else "这个文件"
        written = _value_at(self.source.data, path[:-1])
        free = [known for known in keys if known not in written]
        hint = did_you_mean(_bare(key), free, "这里能写：")
        return self._at_key(path, "unknown-key", f"{parent}里不能写「{key}」。", hint)

    def _at_key(self, path: Path, code: str, message: str, hint: str) -> Problem:
        return problem(code, self.source.place(path), message, hint)

    def _at_value(self, path: Path, code: str, message: str, hint: str) -> Problem:
        return problem(code, self.source.value_place(path), message, hint)


def _bare(key: object) -> str:
    return str(key).strip(QUOTES)


def _named(path: Sequence[str | int]) -> str:
    """Say where: 「开场白」的 goal, 「扫楼」第 2 项."""
    names = [part for part in path if isinstance(part, str)]
    item = f"第 {path[-1] + 1} 项" if path and isinstance(path[-1], int) else ""
    return "的".join(f"「{name}」" for name in names[-2:]) + item


def _shape(given: object) -> str:
    if isinstance(given, dict | list):
        return "分项的内容" if isinstance(given, dict) else "列表"
    return f"「{given}」"


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _at(annotation: Any, path: Path) -> Any:
    """Return the type that the model has at `path`, None where it has none."""
    for part in path:
        annotation = _step(_plain(annotation), part)
    return _plain(annotation)


def _plain(annotation: Any) -> Any:
    """Return a type without what pydantic and `| None` put around it."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _plain(next(choice for choice in get_args(annotation) if choice is not type(None)))
    return annotation


def _step(annotation: Any, part: str | int) -> Any:
    if inspect.isclass(annotation) and issubclass(annotation, BaseModel):
        return _fields(annotation).get(str(part))
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    return get_args(annotation)[0] if get_origin(annotation) is tuple else None


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _keys(annotation: Any) -> list[str]:
    """Return the keys that may be written in a model; a name is the key an entry stands under, but a person has one."""
    if not (inspect.isclass(annotation) and issubclass(annotation, BaseModel)):
        return []
    return [key for key in _fields(annotation) if key != "name" or annotation is Customer]
