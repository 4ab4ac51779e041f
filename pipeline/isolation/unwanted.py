"""What no process of the command loads; it imports nothing itself, so that it can stand before all that does."""

TYPE_CHECKING = False  # as `typing` has it, which takes long to load

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec


class Unwanted:
    """A finder of `sys.meta_path` that lets nobody load pandas.

    Arrow does where it is there, to see whether a list is one of its arrays, and takes half a second for it.
    """

    @staticmethod
    def find_spec(fullname: str, _path: object, _target: object = None) -> "ModuleSpec | None":
        """Finds nothing, and lets nobody after it find pandas.

        Raises:
            ModuleNotFoundError: It is pandas.
        """
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is not wanted here", name=fullname)
        return None
