"""The command line: reads what was typed, calls index and archive, and shows what comes back."""
