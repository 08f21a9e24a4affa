"""Words of a Chinese text as jieba (结巴分词) tells them, with the ontology's labels as whole words.

Loading costs some tenths of a second, so it happens at the first question and once per domain dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from itertools import chain

from kg.extractors.segmenter import Segmenter
from kg.ontology import Ontology

_DOMAIN_FREQUENCY = 3_000  # explicit: jieba's own suggestion depends on what was added before
_SHORTEST_PART = 2
_REMEMBERED = 512  # texts cut
_WORDS_REMEMBERED = 20_000  # words taken apart
_CHINESE = re.compile("[一-鿿]{2,}")
_LONGEST_LABEL = 8  # longer labels are whole clauses; as one word they would hide the words that topics share

# Words that every report has in every paragraph: they tell no topic from another.
STOP_WORDS = frozenset(
    "工作 建设 情况 问题 方面 部分 个别 少数 一些 有些 进行 开展 实施 推进 推动 落实 加强 强化 提升 提高 增强 完善 健全 深化"
    " 优化 持续 继续 进一步 不断 着力 全面 深入 积极 切实 有效 大力 严格 充分 全力 扎实 加大 力度 水平 能力 质效 实效 成效"
    " 存在 不够 不足 不强 不高 不到位 有待 尚未 没有 薄弱 欠缺 差距 短板 弱项 较为 比较 仍然 依然 目前 尚 仍 还 还有 有所"
    " 通过 围绕 坚持 结合 按照 根据 针对 对于 由于 因为 主要 原因 造成 导致 以及 同时 其中 相关 各项 各类 重点 关键 基础"
    " 机制 体系 制度 方式 形式 内容 作用 目标 任务 要求 需求 需要 镇村 我镇 我乡 街道 乡镇 全镇 全乡 下一步 力争 争取 确保 实现"
    " 建立 形成 打造 发挥 组织 利用 运用 使用 做好 抓好 抓实 认真 一是 二是 三是 四是 五是 法治 政府 依法 基层 新 更 上 下 中"
    " 功夫 突破 引向 氛围 营造 良好 浓厚 作风 环境 全年 每年 每季度 年内 不少 部门 乡 镇 村 社区 单位 不 多 少 大 小 高 低"
    " 专业 力量 队伍 人员 干部 群众 服务 行政 发展 管理 资源 规范 意识 思想 一支 进行 方面 主动 明确 时间 条件 提供 运行".split()
)


class Words:
    """A tokenizer with a domain dictionary. ``labels`` are added as whole words with a fixed frequency."""

    def __init__(self, labels: Iterable[str] = ()) -> None:
        self._labels = tuple(sorted({label for label in labels if 2 <= len(label) <= _LONGEST_LABEL}))
        # A heading is asked for by topics and by affinity; the same words come in every report.
        self._cut = lru_cache(maxsize=_REMEMBERED)(self.segment)
        self._parts = lru_cache(maxsize=_WORDS_REMEMBERED)(self._parts_anew)
        self._content = lru_cache(maxsize=_WORDS_REMEMBERED)(self._content_anew)

    def cut(self, text: str) -> tuple[str, ...]:
        """All words of the text in order, punctuation included; joined they are the text again. Texts are remembered."""
        return self._cut(text)

    def segment(self, text: str) -> tuple[str, ...]:
        """Like ``cut``, always anew: for long texts and for measuring."""
        return tuple(self._segmenter.cut(text))

    def content_words(self, text: str) -> tuple[str, ...]:
        """The words that carry a topic: at least two Chinese characters and no stop word; in order, with repeats.

        Of a long word its parts come too (治理平台: 治理, 平台, 治理平台), so that it meets its relatives; not what only
        looks like a part (执法力量: 法力).
        """
        return tuple(chain.from_iterable(map(self._content, self.cut(text))))

    def _content_anew(self, word: str) -> tuple[str, ...]:
        """The word and its parts, as far as they carry a topic."""
        return tuple(w for w in (*self._parts(word), word) if _CHINESE.fullmatch(w) and w not in STOP_WORDS)

    def _parts_anew(self, word: str) -> tuple[str, ...]:
        """The words that a word of four and more characters is made of, where both halves are words; else its end."""
        if len(word) < 2 * _SHORTEST_PART:
            return ()
        frequency = self._segmenter.frequency
        halves = [(word[:i], word[i:]) for i in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)]
        known = [(a, b) for a, b in halves if frequency.get(a) and frequency.get(b)]
        if not known:
            return tuple(b for _, b in halves if frequency.get(b))[-1:]
        first, last = max(known, key=lambda pair: (frequency[pair[0]] * frequency[pair[1]], pair))
        return (*self._parts(first), first, *self._parts(last), last)

    @cached_property
    def _segmenter(self) -> Segmenter:
        return Segmenter(self._labels, _DOMAIN_FREQUENCY)


@cache
def domain_words(ontology: Ontology) -> Words:
    """The words of an ontology: labels and spellings of its mechanisms and problem types. One per ontology."""
    concepts = (*ontology.mechanisms.values(), *ontology.problem_types.values())
    return Words(spelling for concept in concepts if concept.recognised for spelling in concept.spellings)
