"""What a person is asked for while judging: a practice, a status, a firm, a town, the value of a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.cli import reviewing_names, terminal
from kg.cli.language import lang, tr
from kg.cli.reviewing_desk import field_name, value_told
from kg.cli.reviewing_keys import Keys

if TYPE_CHECKING:
    from kg.analysis.judging.tasks import Task
    from kg.review.judgement import Values
    from kg.store import Store


class Asking:
    """Each question gives None where it is left without an answer (an empty line): nothing is judged then."""

    def __init__(self, store: Store, keys: Keys) -> None:
        self._store, self._keys = store, keys

    def practice(self, question: str) -> str | None:
        """The local name of a practice."""
        typed = self._keys.line(question)
        if not typed:
            return None
        found = reviewing_names.practices_like(self._store, typed)
        if not found:
            terminal.say(tr(f"  没有名称含“{typed}”的做法", f"  no practice has “{typed}” in its name"))
            return None
        chosen = self._one([reviewing_names.what_a_practice_is(one) for one in found], typed, found[0].label)
        return None if chosen is None else found[chosen].id

    def firm(self) -> str | None:
        """The local name of a firm."""
        typed = self._keys.line(tr("哪一家？写名称的一部分：", "which firm? type a part of its name: "))
        if not typed:
            return None
        found = reviewing_names.firms_like(self._store, typed)[:9]
        if not found:
            terminal.say(tr(f"  没有名称含“{typed}”的律所", f"  no firm has “{typed}” in its name"))
            return None
        chosen = self._one([label for _, label in found], typed, found[0][1])
        return None if chosen is None else found[chosen][0]

    def town(self, candidates: Sequence[str]) -> str | None:
        """The full name of a town of the official list."""
        typed = self._keys.line(tr("是哪里的？写县名和镇名，或编号：", "which town? county and town, or a number: "))
        if not typed:
            return None
        if typed.isdecimal() and 0 < int(typed[:4]) <= len(candidates):
            return candidates[int(typed[:4]) - 1]
        found = reviewing_names.towns_like(typed)
        if not found:
            terminal.say(tr(f"  名单里没有“{typed}”", f"  no town of the list is called “{typed}”"))
            return None
        chosen = self._one(found[:9], typed, found[0])
        return None if chosen is None else found[chosen]

    def concept(self, name: str) -> Values | None:
        """What is needed for accepting a practice: its name, English name, what it is a kind of. All but the first may be left
        empty; a dot leaves the whole. Where keys come as lines nothing is asked: the next line is the next key."""
        given = self._keys.behind()
        if given is not None:
            return {"label": given, "spellings": (name,)} if given not in ("", name) else {"label": name}
        label = self._keys.line(
            tr(f"名称 [{name}]，不改按回车，. 放弃：", f"name [{name}], Enter keeps it, . gives up: ")
        )
        if label is None or label == ".":
            return None
        to: dict[str, str | tuple[str, ...]] = {"label": label or name}
        if label and label != name:
            to["spellings"] = (name,)
        label_en = self._keys.line(tr("英文名（可空）：", "English name (may be empty): "))
        if label_en:
            to["label_en"] = label_en
        broader = self.practice(tr("属于哪个更大的做法（可空）：", "a kind of which practice (may be empty): "))
        if broader:
            to["broader"] = (broader,)
        return to

    def change(self, task: Task, field: str) -> Values | None:
        """A field of a statement and what it shall be."""
        from kg.review.kinds import KINDS

        kind = KINDS.get(task.about.kind)
        if kind is None:
            terminal.say(tr("名称没有字段可改；m 并入另一个", "a name has no fields; m merges it into another"))
            return None
        fields = [name for name, its in kind.fields.items() if its.may_change]
        if not field:
            for number, name in enumerate(fields, 1):
                was = task.was.get(name, "")
                shown = [was] if isinstance(was, str) else list(was)
                now = tr("、", ", ").join(value_told(name, task.names.get(one, one)) for one in shown)
                terminal.say(f"    {number} {field_name(name)}: {terminal.clean(now)}")
            chosen = self._one([], self._keys.line(tr("改哪一项？", "which? ")) or "", "", fields)
            if chosen is None:
                return None
            field = fields[chosen]
        if field not in fields:
            terminal.say(tr("这一条没有状态可改；c 改别的", "this has no status; c changes another field"))
            return None
        if field in ("status", "role"):
            value = self._from_table(field)
        elif field in ("mechanism",):
            value = self.practice(tr("哪个做法？写名称的一部分：", "which practice? type a part of its name: "))
        else:
            typed = self._keys.line(
                tr(f"{field_name(field)} 改成（- 为空）：", f"{field_name(field)} shall be (- for nothing): ")
            )
            if not typed:
                return None
            return {field: "" if typed == "-" else reviewing_names.value(self._store, field, typed)}
        return {field: value} if value else None

    def _from_table(self, field: str) -> str | None:
        from kg.analysis.wording.words import ROLE, STATUS, say

        table = STATUS if field == "status" else ROLE
        keys = list(table)
        labels = " ".join(f"[{number}]{say(table, key, lang())}" for number, key in enumerate(keys, 1))
        typed = self._keys.line(labels + " > ")
        if not typed:
            return None
        if typed.isdecimal() and 0 < int(typed[:4]) <= len(keys):
            return keys[int(typed[:4]) - 1]
        return str(reviewing_names.value(self._store, field, typed))

    def _one(self, labels: Sequence[str], typed: str, first: str, names: Sequence[str] = ()) -> int | None:
        """Which of several: the only one, the one typed in full, or the one whose number is typed next."""
        if names:
            if typed.isdecimal() and 0 < int(typed[:4]) <= len(names):
                return int(typed[:4]) - 1
            said = [n for n, name in enumerate(names) if typed and typed in (name, field_name(name))]
            return said[0] if said else None
        if len(labels) == 1 or typed.strip() == first:
            terminal.say(f"  → {terminal.clean(labels[0])}")
            return 0
        for number, label in enumerate(labels, 1):
            terminal.say(f"    {number} {terminal.clean(label)}")
        answer = self._keys.line(tr("哪一个？（编号，空为放弃）", "which? (its number, empty for none) "))
        if answer and answer.isdecimal() and 0 < int(answer[:4]) <= len(labels):
            return int(answer[:4]) - 1
        return None
