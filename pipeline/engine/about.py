"""What whoever publishes a dataset says of it: title, licence, citation, and how its books are cited."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from pipeline.dataset.manifest import About, Work
from pipeline.dataset.typed import UntypedError, typed
from pipeline.errors import MisuseError
from pipeline.places import ABOUT, open_file


def read_about(raw: Path) -> About:
    """What stands in `dataset.toml` in the folder of the sources; without one, what holds of any dataset.

    Args:
        raw: The folder of the sources, or one of them.

    Raises:
        MisuseError: It is no TOML, or says what it cannot mean.
    """
    place = (raw if raw.is_dir() else raw.parent) / ABOUT
    try:
        with open_file(place) as file:
            said = tomllib.load(file)
    except FileNotFoundError:
        return About()
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MisuseError(f"{place}: it cannot be read ({error}); correct it, or take it away") from error
    try:
        about: About = typed(About, _whole(said))
    except UntypedError as error:
        message = f"{place}: {error}; the keys are those of the example in the README, and all values are text"
        raise MisuseError(message) from error
    return about


def _whole(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said, with what is left unsaid."""
    works = said.get("works", [])
    if isinstance(works, list):
        unsaid = {field.name: None for field in fields(Work) if field.default is None}
        works = [unsaid | work if isinstance(work, dict) else work for work in works]
    return {**asdict(About()), **said, "works": works}
