"""Fetching an official publication over the network: by its id or the address of its page, politely.

Only the command line knows this room. Which hosts there are is a table (`hosts`); how one is asked is in `download`.
"""
