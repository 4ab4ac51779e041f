"""Work that may go wrong, in a process of its own: bounded in memory and processor time, gone when its parent is.

Python's own pools, and those of pebble, bound wall-clock time alone and no memory, and a worker of theirs outlives a
parent that is killed; so a worker here is one process that answers one request at a time over its pipes.
"""
