"""Folders behind a URL (`s3://`, `sftp://`, whatever fsspec knows): copied here to be read, and written as a whole.

Where nothing can be renamed at once, a dataset is replaced in three steps:

    1. every new file goes to `.next/<its SHA-256>`; what readers see is as it was
    2. the new `manifest.json` is written: the moment of commit
    3. each file is copied to its place, what is of the old state is removed, and `.next` with it

Who follows the manifest, as every command here does, takes a file from `.next` where it is there and from its place
otherwise, believes it by its hash, and begins again with the manifest where the hash is another: before step 2 that is
the old state, after it the new one, and no mixture. What a run leaves that dies in step 1 nobody looks at; what it
leaves in step 3 is finished by the next run. Between runs the files stand where they stand in a folder of this
machine, for those who read a table by its place.
"""
