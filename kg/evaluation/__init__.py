"""Figures of quality: what the extractors say of reports beside what a careful reader says of them.

``gold`` reads the hand-made facts, ``matching`` says when a name or heading that was found is the one that was wanted,
``comparison`` sets one report's facts beside its gold, ``figures`` sums over reports. ``evaluate`` is the door.
"""

from __future__ import annotations

from kg.evaluation.evaluate import evaluate as evaluate
from kg.evaluation.figures import Evaluation as Evaluation
from kg.evaluation.figures import Figure as Figure
from kg.evaluation.gold import GoldReport as GoldReport
from kg.evaluation.gold import read_gold as read_gold
