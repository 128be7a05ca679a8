#!/bin/sh
# Makes .venv with the newest suitable Python of this machine, and a pip in it that knows dependency groups.
# PYTHON=/path/to/python chooses one. Says in a sentence what is missing and how to get it.
set -eu

venv=${1:-.venv}
suitable='import sys; sys.exit(not (3, 11) <= sys.version_info[:2])'
old=

if [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "$suitable; import pip" 2>/dev/null; then
    exit 0
fi

# A shim of a version manager can be on the PATH without a Python behind it, so every candidate is run, not only found.
for python in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if ! "$python" -c "$suitable" 2>/dev/null; then
        old="${old:+$old, }$python is $version"
        continue
    fi
    if "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "Making $venv with Python $version ($python)"
        "$python" -m venv --clear "$venv"
        exit 0
    fi
    # Debian splits ensurepip off; a pip that stands outside the environment can still fill it.
    if "$python" -c 'import venv, pip' 2>/dev/null; then
        echo "Making $venv with Python $version ($python) and its own pip"
        "$python" -m venv --clear --without-pip "$venv"
        "$python" -m pip --python "$venv/bin/python" install --quiet pip
        exit 0
    fi
    bare=${bare:-$version}
done

if [ -n "${bare:-}" ]; then
    echo "Python $bare is here, but not its part that makes environments (venv with ensurepip)." >&2
    echo "On Debian and Ubuntu: sudo apt-get install python${bare}-venv — then run make again." >&2
elif [ -n "$old" ]; then
    echo "Kantlijn needs Python 3.11 or newer; found only an older one ($old)." >&2
    echo "Install a newer Python (https://www.python.org/downloads/), or say where it is: make site PYTHON=/path/to/python3.12" >&2
else
    echo "Kantlijn needs Python 3.11 or newer, and found none${PYTHON:+ at $PYTHON}." >&2
    echo "Install it (https://www.python.org/downloads/; on Debian: sudo apt-get install python3 python3-venv), then run make again." >&2
fi
exit 1
