"""The kinds of output, a module each: how the pages of that kind are made."""
