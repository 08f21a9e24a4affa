"""Which towns are like each other, and a few of them side by side."""
