"""`muniment completion`."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.cli.conftest import Run, run_inside
from tests.cli.terminal import PROGRAM, plain_environment


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed(run: Run, shell: str) -> None:
    printed = run("completion", shell)
    assert printed.code == 0
    assert f"_MUNIMENT_COMPLETE={shell}_complete" in printed.out
    assert "muniment" in printed.out


def test_another_shell_is_refused(run: Run) -> None:
    assert run("completion", "tcsh").code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_itself_takes_the_script(shell: str) -> None:
    if shutil.which(shell) is None:
        if os.environ.get("MUNIMENT_CI"):
            pytest.fail(f"{shell} is not installed, and here no test may be skipped")
        pytest.skip(f"{shell} is not installed")
    script = run_inside("completion", shell).out
    subprocess.run([shell, "-n"], input=script, text=True, check=True)


def completed(words: str, count: int) -> list[str]:
    environment = plain_environment(_MUNIMENT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(count))
    done = subprocess.run(PROGRAM, env=environment, capture_output=True, text=True, check=True)
    return [line.partition(",")[2] for line in done.stdout.split()]


@pytest.mark.parametrize(
    ("words", "count", "offered"),
    [
        ("muniment s", 1, ["search", "saved", "stats", "show", "similar"]),
        ("muniment search --so", 2, ["--source", "--sort"]),
        ("muniment search --sort ", 3, ["relevance", "date", "-date", "title"]),
        ("muniment completion f", 2, ["fish"]),
    ],
)
def test_commands_options_and_values_are_completed(words: str, count: int, offered: list[str]) -> None:
    assert completed(words, count) == offered
