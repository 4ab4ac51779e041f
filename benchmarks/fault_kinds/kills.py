"""The process is killed: the dataset is the old or the new one for the next `validate`, and the new one after a run."""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fault_kinds import Row
from benchmarks.small_books import CHANGED, GOOD, command, copied, files, quietly, started, write

COUNT = 200
SLICE = 4

WRITING = {"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "shutil.rmtree", "shutil.copyfile"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A run and what is there before and after it.

    Attributes:
        name: What it is called.
        raw: The casebooks.
        old: The dataset before; None for a first run.
        new: The dataset that comes of the casebooks.
        seconds: How long the run takes.
        steps: How often it changes the file system.
    """

    name: str
    raw: Path
    old: Path | None
    new: Path
    seconds: float
    steps: int


def run(count: int, scratch: Path) -> Iterator[Row]:
    """Kill `count` runs, half of them first ones, half of them at a moment and half at a step."""
    raw, changed = write(scratch / "one" / "raw", GOOD), write(scratch / "other" / "raw", CHANGED)
    scenes = [
        _scene("a first run", raw, None, scratch / "first"),
        _scene("a changed re-run", changed, scratch / "first", scratch / "second"),
    ]
    for scene in scenes:
        for moment, kill in (("a random moment", _at_a_moment), ("a random step of the file system", _at_a_step)):
            tried = [
                _mixed(scene, kill, random.Random(trial), scratch / "extracted")  # noqa: S311 - the same each time
                for trial in range(count // 4)
            ]
            mixed = [found for found in tried if found]
            lost = f"{len(mixed)} mixed ({mixed[0]})" if mixed else "nothing"
            yield Row(f"{scene.name} killed at {moment}", len(tried), lost, not mixed)


def _scene(name: str, raw: Path, old: Path | None, new: Path) -> Scene:
    if old:
        copied(old, new)
    counter = new.parent / "steps"
    begin = time.monotonic()
    os.waitpid(started(_counted, raw, new, counter), 0)
    return Scene(name, raw, old, new, time.monotonic() - begin, int(counter.read_text()))


def _mixed(scene: Scene, kill: Callable[[Scene, random.Random, Path], None], chance: random.Random, out: Path) -> str:
    """What is wrong after a kill; nothing where all is well."""
    shutil.rmtree(out.parent / f".{out.name}.run", ignore_errors=True)
    shutil.rmtree(out, ignore_errors=True)
    if scene.old:
        copied(scene.old, out)
    kill(scene, chance, out)
    old, new = files(scene.old) if scene.old else {}, files(scene.new)
    if chance.random() < 1 / 2:
        code, _ = command("validate", out)
        if files(out) not in (old, new) or code != (0 if files(out) else 2):
            return f"after `validate`, which ended with {code}"
    code, _ = command("run", scene.raw, "--out", out)
    if files(out) != new or code != 0:
        return f"after `run`, which ended with {code}"
    left = {path for path in files(out.parent / f".{out.name}.run") if path not in {"lock", ".gitignore"}}
    return f"left: {min(left)}" if left else ""


def _at_a_moment(scene: Scene, chance: random.Random, out: Path) -> None:
    child = started(quietly, ["run", str(scene.raw), "--out", str(out)])
    time.sleep(chance.uniform(0, scene.seconds))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _at_a_step(scene: Scene, chance: random.Random, out: Path) -> None:
    os.waitpid(started(_deadly, scene.raw, out, chance.randint(1, scene.steps)), 0)


def _deadly(raw: Path, out: Path, last: int) -> None:
    steps = _watched(lambda step: step == last and os.kill(os.getpid(), signal.SIGKILL))
    quietly(["run", str(raw), "--out", str(out)])
    assert steps  # noqa: S101 - a run that takes no step is none


def _counted(raw: Path, out: Path, counter: Path) -> None:
    steps = _watched(lambda _: None)
    quietly(["run", str(raw), "--out", str(out)])
    taken = len(steps)
    counter.write_text(str(taken))


def _watched(each: Callable[[int], object]) -> list[str]:
    """Call a function before each step that changes the file system, in this process and no other."""
    steps: list[str] = []
    here = os.getpid()

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[1], str) and bool(set(arguments[1]) & set("wax+"))
        if (writes or event in WRITING) and os.getpid() == here:
            steps.append(event)
            each(len(steps))

    sys.addaudithook(watch)
    return steps
