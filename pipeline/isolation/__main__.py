"""The process of a worker, started as `python -m pipeline.isolation MEMORY PARENT`.

Requests come in on its standard input. The first names the function that answers all others, on the output.
"""

import gc
import os
import signal
import sys
import threading
from importlib import import_module
from queue import SimpleQueue
from typing import IO, Any

from pipeline.isolation.limits import bound_memory, die_with_parent
from pipeline.isolation.unwanted import Unwanted
from pipeline.isolation.wire import Raised, receive, send


def serve(memory: int, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers requests until the parent is gone."""
    waiting: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    module, _, name = waiting.get().partition(":")
    # What is kept of a long text would be walked over again and again, the longer the more often: what an answer leaves
    # behind in circles is collected after it, and what it keeps, vocabulary above all, is not looked at again
    gc.disable()
    try:
        answer = getattr(import_module(module), name)
    except Exception as error:  # noqa: BLE001 - it is raised again in the parent
        send(answers, Raised(error))
        return
    bound_memory(memory)
    gc.freeze()
    send(answers, None)
    while True:
        try:
            result = answer(waiting.get())
        except MemoryError:
            os._exit(1)  # as native code ends that is refused memory: a death tells the parent no more
        except Exception as error:  # noqa: BLE001 - it is raised again in the parent
            result = Raised(error)
        send(answers, result)
        del result
        gc.collect()
        gc.freeze()


def _listen(requests: IO[bytes], waiting: "SimpleQueue[Any]") -> None:
    """Takes in requests, also while one is answered, so that the end of the parent is noticed on every system."""
    while True:
        try:
            waiting.put(receive(requests))
        except EOFError:
            os._exit(1)


if __name__ == "__main__":
    sys.meta_path.insert(0, Unwanted)
    die_with_parent(int(sys.argv[2]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of a terminal; the parent decides
    # what libraries print must not end up among the answers
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as own:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        serve(int(sys.argv[1]), sys.stdin.buffer, own)
