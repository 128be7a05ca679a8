#!/bin/sh
# Runs every check, also after one has failed. What only reads runs beside each other, and the output of each is shown
# whole when it is done; the tests come last, so that their closing line is at the foot.
# Usage: setup/checks.sh BIN, where BIN is the folder with the programs of the environment.
set -u

bin=$1
setup=$(dirname "$0")
work=$(mktemp -d)
running=
failed=

end() {
    # shellcheck disable=SC2086  # several numbers are several words
    [ -n "$running" ] && kill $running 2>/dev/null
    rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM

# start NAME COMMAND...: run it in the background, its output into a file.
start() {
    name=$1
    shift
    "$@" >"$work/$name" 2>&1 &
    eval "pid_$name=$!"
    running="$running $!"
}

# show NAME: wait for it and show what it said.
show() {
    eval "wait \$pid_$1" || failed="$failed $1"
    echo "── $1"
    cat "$work/$1"
}

start browser sh "$setup/browser.sh"
start mypy "$bin/mypy"
start markup sh "$setup/markup.sh" "$bin/kantlijn"
start ruff "$bin/ruff" check .
start format "$bin/ruff" format --check .
start imports "$bin/lint-imports"
for check in ruff format imports mypy markup; do
    show "$check"
done
wait
running=
cat "$work/browser"

echo "── pytest"
"$bin/pytest" --numprocesses auto || failed="$failed pytest"
if [ -n "$failed" ]; then
    echo "Failed:$failed" >&2
    exit 1
fi
