"""What a worker may take, and how the system is told so from inside of it."""

import ctypes
import os
import signal
import sys
from dataclasses import dataclass

_PR_SET_PDEATHSIG = 1
_GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What answering one request may take.

    Attributes:
        seconds: Processor time, which a busy machine does not change; that of processes it starts does not count.
        memory: Bytes, beyond what the worker holds before its first request.
    """

    seconds: float
    memory: int

    @property
    def spoken(self) -> dict[str, str]:
        """Both as a person reads them, by name."""
        return {"seconds": f"{self.seconds:g}", "memory": f"{self.memory / _GIBIBYTE:g} GiB"}


def bound_memory(memory: int) -> None:
    """Refuses this process more memory than `memory` beyond what it holds; elsewhere than on Linux its parent looks."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not everywhere

        import psutil  # noqa: PLC0415 - as above

        most = psutil.Process().memory_info().data + memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def die_with_parent(parent: int) -> None:
    """Asks the system to kill this process when the thread that started it ends, however it ends.

    Args:
        parent: Process id of the parent, who may be gone already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
