"""Bring up to date what the README shows of the pipeline: the output of its examples, and its tables of figures.

    .venv/bin/python -m benchmarks.readme

An example is a block of Python, or a block of `$ casebook …` lines; the block of text behind it is what it prints.
A table of figures stands between the comments `<!-- NAME -->` and `<!-- /NAME -->`. `tests/test_readme.py` fails where
either is not what the pipeline gives.
"""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import confidence, figures, gold
from pipeline.engine.update import run_all
from pipeline.places import ABOUT

README = gold.ROOT / "README.md"
READMES = (README, gold.ROOT / "README.zh-CN.md")
EXAMPLE = re.compile(r"^```(python|console)\n(.*?)^```\n\n?^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = "$ casebook "
EDITION = "2020"


@dataclass(frozen=True, slots=True)
class Example:
    """A block of code and what the README says that it prints."""

    language: str
    code: str
    shown: str
    start: int  # of what is shown, in code points
    end: int

    def output(self, folder: Path) -> str:
        """What it prints when it is run in a folder with the dataset of the editions that the README speaks of."""
        if self.language == "python":
            return _output([sys.executable, "-c", self.code], folder)
        commands = self.code.split(PROMPT)[1:]
        return "".join(_output([sys.executable, "-m", "pipeline", *shlex.split(each)], folder) for each in commands)


def examples(readme: str) -> Iterator[Example]:
    """Every example of a README that shows its output."""
    for match in EXAMPLE.finditer(readme):
        yield Example(match[1], match[2], match[3], *match.span(3))


def prepare(folder: Path) -> None:
    """Lay out what the examples read: the sources, and the dataset of the edition that the README speaks of.

    A book that somebody adds changes nothing of what stands in the README.
    """
    (folder / "raw").symlink_to(gold.ROOT / "raw")
    sources = folder / "sources"
    shutil.copytree(gold.ROOT / "raw" / EDITION, sources / EDITION)
    shutil.copy(gold.ROOT / "raw" / ABOUT, sources)
    run_all(sources, folder / "extracted")


def tables() -> dict[str, str]:
    """The tables of figures, by the name in their comments."""
    books = gold.evaluations()
    return {"quality": figures.table(books) + "\n", "confidence": confidence.table(books) + "\n"}


def shown_table(name: str) -> re.Pattern[str]:
    """A pattern for the lines between the comments of a table."""
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", re.DOTALL)


def refreshed(readme: str) -> str:
    """A README with every output and table as the pipeline gives it now."""
    with TemporaryDirectory() as place:
        prepare(Path(place))
        for example in reversed(list(examples(readme))):
            readme = readme[: example.start] + example.output(Path(place)) + readme[example.end :]
    for name, table in tables().items():
        readme = shown_table(name).sub(lambda _, table=table: table, readme)
    return readme


def _output(command: list[str], folder: Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", cwd=folder).stdout


def main() -> None:
    """Write anew each README in which something has changed."""
    for path in READMES:
        before = path.read_text(encoding="utf-8")
        after = refreshed(before)
        path.write_text(after, encoding="utf-8")
        print(f"{path.name}: {'as it was' if after == before else 'brought up to date'}")


if __name__ == "__main__":
    main()
