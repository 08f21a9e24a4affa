"""All towns on one picture: who shares rare practices stands together."""
