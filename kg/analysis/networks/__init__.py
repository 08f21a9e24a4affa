"""Towns, practices and firms as networks: who is near whom, which communities there are, who stands between them."""
