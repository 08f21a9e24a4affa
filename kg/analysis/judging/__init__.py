"""What people should look at first, what they judged, and how good the graph is by their judgements."""
