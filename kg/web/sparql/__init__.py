"""The SPARQL 1.1 Protocol over the graph: what is asked, in which form it is answered, what the service can do."""
