"""The guide to the commands is what the commands say of themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from archive import errors
from cli.main import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "cli.md").read_text(encoding="utf-8")


def test_the_guide_is_what_its_generator_prints() -> None:
    made = subprocess.run([sys.executable, DOCS / "generate_cli.py"], capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == GUIDE, "run: python docs/generate_cli.py > docs/cli.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_guide_has_a_section_for_every_command(name: str) -> None:
    assert f"\n## muniment {name}\n" in GUIDE
    assert f"Usage: muniment {name} " in GUIDE


@pytest.mark.parametrize("name", [name for name, held in vars(errors).items() if isinstance(held, type)])
def test_the_guide_gives_the_exit_code_of_every_error(name: str) -> None:
    assert f"| {getattr(errors, name).exit_code} | `{name}` | " in GUIDE


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 5, 130])
def test_the_guide_explains_every_exit_code(code: int) -> None:
    assert f"\n| {code} | " in GUIDE
