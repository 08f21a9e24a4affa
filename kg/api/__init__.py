"""The graph from Python, for notebooks and scripts: ``kg.open`` gives a ``Graph``, whose methods are the analyses.

Results are the frozen dataclasses of ``kg.analysis``: typed, with evidence and denominators; ``to_pandas()`` gives
their table, and a notebook shows them in words.
"""

from kg.api.graph import Graph
from kg.api.queried import QueryResult, SavedQuestions

__all__ = ["Graph", "QueryResult", "SavedQuestions"]
