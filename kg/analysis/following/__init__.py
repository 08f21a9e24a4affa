"""What became of plans, problems and practices from one year to the next."""
