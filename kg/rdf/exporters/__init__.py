"""One small sibling for each form in which a graph is handed on; chosen by file ending in ``kg.rdf.export``."""
