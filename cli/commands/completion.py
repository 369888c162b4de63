"""`muniment completion`: the script that teaches a shell to complete."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      muniment completion bash >> ~/.bashrc
      muniment completion zsh > ~/.zfunc/_muniment
      muniment completion fish > ~/.config/fish/completions/muniment.fish
    """
    from cli.main import COMPLETION, PROGRAM, main

    made = get_completion_class(shell)
    if made is None:
        raise click.ClickException(f"this Click has no completion for {shell}")
    click.echo(made(main, {}, PROGRAM, COMPLETION).source())
