#!/bin/sh
# The browser tests need a Chromium and pdftoppm. On Debian as root they are installed; elsewhere this says how to.
# Never fails: without them pytest skips those tests and lists them.
set -u

missing=
command -v chromium >/dev/null 2>&1 || missing="chromium"
command -v pdftoppm >/dev/null 2>&1 || missing="${missing:+$missing }poppler-utils"
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the browser tests: $missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  # two packages are two words
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null && exit 0
    echo "That failed; the browser tests will be skipped." >&2
    exit 0
fi

echo "Not on this machine: $missing. The tests that need it will be skipped." >&2
case $(uname -s) in
    Darwin) echo "To run them too: brew install --cask chromium && brew install poppler" >&2 ;;
    *) echo "To run them too, on Debian and Ubuntu: sudo apt-get install $missing" >&2 ;;
esac
exit 0
