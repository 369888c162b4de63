"""One file a command. Each holds a Click command named `command`."""
