"""What a justice bureau asks of every report that it must review."""
