"""Text that stands almost word for word in an earlier report: of the same town, or of another.

Fingerprints are made when a report is read (``prints``); the reports of a graph are compared when they stand together
(``copied``). Formulas link nothing. What is compared are sentences in ``normal`` form, in which figures, dates and the own names
are one sign each, so that last year's text with this year's figures is found.
"""

from kg.copies.corpus import Reported
from kg.copies.passages import Copied, copied
from kg.copies.prints import Prints, UnknownPrintsError, fingerprints

__all__ = ["Copied", "Prints", "Reported", "UnknownPrintsError", "copied", "fingerprints"]
