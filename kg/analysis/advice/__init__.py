"""What peers do about the problems that a town reports."""
