"""What people judge of names and statements: kept in a file of its own, applied over what was extracted."""
