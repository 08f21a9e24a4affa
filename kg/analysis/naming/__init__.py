"""Who or what a name means, and what comes nearest to a name that means nothing."""
