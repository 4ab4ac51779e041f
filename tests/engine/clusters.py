"""What readers do in tests of a cluster; no vocabulary is needed for that."""

import os
import signal
import time

from pipeline.engine.reading import Task


def answer(task: Task) -> str:
    """Does what the text says."""
    if task.lost is not None:
        return f"lost: {task.lost}"
    text = task.source.path.read_text(encoding="utf-8")
    match text.split()[0]:
        case "死":  # its reader dies
            os.abort()
        case "毒":  # it takes the worker with it that waits for the reader
            os.kill(os.getppid(), signal.SIGKILL)
        case "慢":
            time.sleep(1)
    return f"{os.getppid()} {task.source.source}: {text}"
