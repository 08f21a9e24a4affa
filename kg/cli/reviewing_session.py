"""Working through a list, key by key. What is judged is on the disk before the next thing is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.cli import terminal
from kg.cli.language import tr
from kg.cli.reviewing_asking import Asking
from kg.cli.reviewing_desk import Desk
from kg.cli.reviewing_keys import Keys
from kg.cli.reviewing_shown import Texts, show, told
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.analysis.judging.tasks import Task
    from kg.review.judgement import About, Values, Verdict


@dataclass(slots=True)
class Done:
    """``judged``: how many judgements were made, ``undone``: taken back, ``later``: things left for another time."""

    judged: int = 0
    undone: int = 0
    later: int = 0
    interrupted: bool = False


class Session:
    """A person, a list and a keyboard."""

    def __init__(self, desk: Desk, tasks: Sequence[Task], keys: Keys) -> None:
        self._desk, self._tasks, self._keys = desk, tasks, keys
        self._texts = Texts(desk.store)
        self._asking = Asking(desk.store, keys)
        self._at = 0
        self._why = ""
        self._made: dict[str, int] = {}  # id of a judgement of this session: which task it was on
        self._later: set[int] = set()
        self.done = Done()
        self._actions: dict[str, Callable[[Task], None]] = {
            "a": self._accept,
            "r": self._reject,
            "s": lambda task: self._change(task, "role" if task.about.kind == "engagement" else "status"),
            "m": self._another,
            "c": lambda task: self._change(task, ""),
            "n": self._skip,
            " ": self._skip,
            "b": self._back,
            "u": self._undo,
            "w": self._comment,
            "?": lambda task: self.help(),
        }

    def run(self) -> Done:
        """Until the list or what is typed ends, or the person leaves (q, Ctrl-C)."""
        try:
            shown = -1
            while self._at < len(self._tasks):
                task = self._tasks[self._at]
                if shown != self._at:
                    self._show(task)
                    shown = self._at
                print(self._prompt(task), end="", flush=True)
                key = self._keys.key()
                print(key.strip() if key else "")
                if key is None or key == "q":
                    break
                shown = self._do(task, key, shown)
        except KeyboardInterrupt:
            self.done.interrupted = True
            print()
        self.done.judged = len(self._made)
        self.done.later = len(self._later)
        return self.done

    def _do(self, task: Task, key: str, shown: int) -> int:
        """What a key does; which task is shown afterwards."""
        if key.isdigit() and key != "0":
            action: Callable[[Task], None] | None = lambda task: self._choose(task, int(key))  # noqa: E731
        else:
            action = self._actions.get(key)
        if action is None:
            terminal.say(tr("没有这个键；? 看说明", "no such key; ? for help") if key else "")
            return shown
        before = self._at
        try:
            action(task)
        except KgError as fault:
            terminal.complain("  " + fault.told("zh" if tr("z", "e") == "z" else "en"))
        return shown if self._at == before and key != "u" else -1

    def _show(self, task: Task) -> None:
        judged = len(self._made)
        place = tr(
            f"第 {self._at + 1} / {len(self._tasks)} 条，本次已评 {judged}",
            f"{self._at + 1} of {len(self._tasks)}, {judged} judged now",
        )
        stands = self._desk.reviewer.standing().heads.get(task.about.text, ())
        show(task, place, self._texts, stands, [task.names.get(one, one) for one in task.candidates[:9]])

    def _prompt(self, task: Task) -> str:
        kind = task.about.kind
        words = {
            "a": tr("对", "right"),
            "r": tr("不对", "wrong"),
            "m": tr("换做法", "other practice"),
            "s": tr("状态", "status"),
            "c": tr("改别的", "change"),
            "n": tr("以后", "later"),
            "q": tr("退出", "quit"),
        }
        shown = "armscnq" if kind == "adoption" else "arcnq"
        if kind == "engagement":
            shown, words["s"] = "arscnq", tr("角色", "role")
        elif kind == "mechanism":
            shown, words["a"], words["m"] = "arm" + "nq", tr("是做法", "a practice"), tr("并入", "merge")
            words["r"] = tr("不是做法", "none")
        elif kind == "firm":
            shown, words["m"] = "amnq", tr("并入", "merge")
        elif kind == "pair":
            shown, words["a"], words["r"] = "arnq", tr("是同一家", "the same"), tr("不是同一家", "not the same")
        elif kind == "town":
            shown, words["m"] = "mnq", tr("是哪里的", "which town")
        why = "*" if self._why else ""
        return " ".join(f"[{key}]{words[key]}" for key in shown) + f" [?]{why} > "

    def _judge(self, task: Task, verdict: Verdict, to: Values | None = None, about: About | None = None) -> None:
        made = self._desk.reviewer.judge(
            about or task.about, verdict, to, why=self._why, was=task.was, drawn=task.drawn
        )
        self._why = ""
        self._made[made.id] = self._at
        self._later.discard(self._at)
        terminal.say("  ✓ " + told(made))
        self._at += 1

    def _accept(self, task: Task) -> None:
        from kg.review.judgement import Verdict, about, one_of

        kind = task.about.kind
        if kind == "mechanism":
            to = self._asking.concept(one_of(task.was, "label") or task.about.key["mechanism"])
            if to is not None:
                self._judge(task, Verdict.ACCEPTED, to)
        elif kind == "pair":
            self._judge(
                task,
                Verdict.MERGED,
                {"into": task.about.key["other"]},
                about("firm", firm=task.about.key["firm"]),
            )
        else:
            self._judge(task, Verdict.ACCEPTED)

    def _reject(self, task: Task) -> None:
        from kg.review.judgement import Verdict

        self._judge(task, Verdict.DISTINCT if task.about.kind == "pair" else Verdict.REJECTED)

    def _another(self, task: Task) -> None:
        """Another practice for a statement; for a name what it is to be."""
        from kg.review.judgement import Verdict

        kind = task.about.kind
        if kind == "town":
            into = self._asking.town(task.candidates)
        elif kind in ("firm", "pair"):
            into = self._asking.firm()
        elif kind in ("mechanism", "adoption", "problem", "plan"):
            into = self._asking.practice(tr("哪个做法？写名称的一部分：", "which practice? type a part of its name: "))
        else:
            terminal.say(tr("这里没有做法可换；c 改别的", "there is no practice here; c changes the rest"))
            return
        if not into:
            return
        if kind == "adoption":
            self._judge(task, Verdict.CHANGED, {"mechanism": into})
        elif kind in ("problem", "plan"):
            self._judge(task, Verdict.CHANGED, {"mechanisms": (into,)})
        elif kind == "pair":
            from kg.review.judgement import about

            self._judge(task, Verdict.MERGED, {"into": into}, about("firm", firm=task.about.key["firm"]))
        else:
            self._judge(task, Verdict.MERGED, {"into": into})

    def _choose(self, task: Task, number: int) -> None:
        from kg.review.judgement import Verdict

        if number > len(task.candidates):
            terminal.say(tr("没有这一项", "no such choice"))
            return
        chosen = task.candidates[number - 1]
        if task.about.kind in ("town", "firm", "mechanism"):
            self._judge(task, Verdict.MERGED, {"into": chosen})
        elif task.about.kind == "adoption":
            self._judge(task, Verdict.CHANGED, {"mechanism": chosen})
        else:
            terminal.say(tr("这里不能这样选", "nothing to choose here"))

    def _change(self, task: Task, field: str) -> None:
        from kg.review.judgement import Verdict

        changed = self._asking.change(task, field)
        if changed:
            self._judge(task, Verdict.CHANGED, changed)

    def _skip(self, task: Task) -> None:
        self._later.add(self._at)
        self._at += 1

    def _back(self, task: Task) -> None:
        if self._at == 0:
            terminal.say(tr("这是第一条", "this is the first"))
        self._at = max(0, self._at - 1)

    def _undo(self, task: Task) -> None:
        last = self._desk.reviewer.last()
        if last is None:
            terminal.say(tr("没有可撤销的评判", "nothing to undo"))
            return
        self._desk.reviewer.undo(last.id, why=self._why)
        self._why = ""
        self.done.undone += 1
        terminal.say(tr("  已撤销：", "  undone: ") + told(last))
        self._at = self._made.pop(last.id, self._at)

    def _comment(self, task: Task) -> None:
        why = self._keys.line(tr("理由（记在下一条评判里）：", "why (kept with the next judgement): "))
        if why:
            self._why = why

    def help(self) -> None:
        for key, zh, en in (
            (
                "a",
                "对：照报告是这样（做法名称：是一项做法）",
                "right, it is as the report says (of a name: a practice)",
            ),
            (
                "r",
                "不对：报告没有这样说（做法名称：不是做法）",
                "wrong, the report says no such thing (of a name: none)",
            ),
            ("s", "改状态（法律顾问：改角色）", "another status (of advisers: role)"),
            ("m", "换成另一个做法；名称：并入另一个", "another practice; of a name: merge into another"),
            ("1-9", "选列出的候选", "choose a candidate that is listed"),
            ("c", "改别的字段", "change another field"),
            ("n 空格/space", "以后再说", "later"),
            ("b", "回到上一条", "back to the one before"),
            ("u", "撤销我的上一条评判", "undo my last judgement"),
            ("w", "写理由", "say why"),
            ("q", "退出；已评的都已存盘", "quit; all that is judged is on the disk"),
        ):
            terminal.say(f"  {key:<12} {tr(zh, en)}")
