"""Problems and figures of many towns, counted for charts."""
