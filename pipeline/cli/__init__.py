"""The `casebook` command, from the first line that runs of it to the last: Ctrl-C ends it with 130 at any moment.

Nothing but the standard library's smallest modules is imported here, so that the handler stands before the command
and all that it needs are loaded.
"""

import os
import signal
import sys
from types import FrameType

from pipeline.isolation.unwanted import Unwanted

INTERRUPTED = 130  # 128 + SIGINT
SOON = 0.01  # seconds


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        arguments: Command line without the program's name. By default that of the process, which then ends with this.
    """
    if arguments is None:
        sys.meta_path.insert(0, Unwanted)
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:  # started in the background, where Ctrl-C is meant for others
        from pipeline.cli.command import perform  # noqa: PLC0415 - as below

        return perform(sys.argv[1:] if arguments is None else arguments)
    signal.signal(signal.SIGINT, _leave)
    from pipeline.cli.command import complain, perform  # noqa: PLC0415 - the handler comes first

    interruption = _Interruption()
    try:
        signal.signal(signal.SIGINT, interruption)
        code = perform(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    if interruption.came:
        code = complain(KeyboardInterrupt())
    elif arguments is None:
        signal.signal(signal.SIGINT, _leave)
    if arguments is not None:
        signal.signal(signal.SIGINT, before)
    return code


def _leave(_number: int, _frame: FrameType | None) -> None:
    """End at once: nothing has begun yet, or everything is done."""
    try:
        os.write(2, b"casebook: interrupted\n")
    finally:
        os._exit(INTERRUPTED)


class _Interruption:
    """What Ctrl-C does while the command works: it stops it once, and what it cleans up is then left alone.

    Attributes:
        came: Whether there was one. Libraries may catch what it raises or make another error of it.
    """

    def __init__(self) -> None:
        self.came = False

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if not self.came:
            sys.unraisablehook = self._again
        self.came = True
        raise KeyboardInterrupt

    def _again(self, unraisable: "sys.UnraisableHookArgs") -> None:
        """Where Python can raise nothing, as while it frees an object, the interruption comes a moment later."""
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            from _thread import interrupt_main  # noqa: PLC0415 - hardly ever needed
            from threading import Timer  # noqa: PLC0415 - as above

            signal.signal(signal.SIGINT, self)
            Timer(SOON, interrupt_main).start()
