"""The words straight from a file, to see what its reader lost: a module a format, named as in `intake/readers.FORMATS`.

Each has `read(data)`, which yields every word of the file in any order, and shares no code with the reader.
"""
