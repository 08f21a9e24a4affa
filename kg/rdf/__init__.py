"""Facts → quads: the only room that mints IRIs; exports and SHACL validation stand beside."""
