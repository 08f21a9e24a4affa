"""Knowledge graph of governance practices in Chinese township rule-of-law reports."""

__version__ = "0.1.0"
