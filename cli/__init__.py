"""The command line: reads what was typed, calls index and archive, and shows what comes back."""

STOPPED = 130
"""The exit code after Ctrl-C: 128 and the number of the signal, as shells have it."""
