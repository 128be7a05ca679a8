#!/bin/sh
# Checks built pages of every kind with the Nu HTML checker and html-validate, and the stylesheets with stylelint.
# Needs npm and Java; where they or the network are missing it says so and gives no verdict.
# Usage: setup/markup.sh KANTLIJN, where KANTLIJN is the command to build with.
set -u

kantlijn=$1
here=$(cd "$(dirname "$0")/.." && pwd)
tools=$here/setup/markup

for need in npm java; do
    if ! command -v "$need" >/dev/null 2>&1; then
        echo "HTML and CSS were not checked: there is no $need on this machine." >&2
        exit 0
    fi
done
if ! [ "$tools/node_modules/.installed" -nt "$tools/package.json" ]; then
    # A network that answers nothing must not hold up the tests: npm itself would try for many minutes.
    limit=$(command -v timeout >/dev/null 2>&1 && echo "timeout 180")
    if ! $limit npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --no-package-lock \
        --fetch-retries=1 --fetch-timeout=30000 --loglevel=error >&2; then
        echo "HTML and CSS were not checked: npm could not install the checkers." >&2
        exit 0
    fi
    touch "$tools/node_modules/.installed"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/tests/sites/everything" "$work/source"
"$kantlijn" build --site "$work/source" --out "$work/site" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

failed=0
java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --skip-non-html "$work/site" || failed=1
"$tools/node_modules/.bin/html-validate" --config "$tools/htmlvalidate.config.cjs" --ext html "$work/site" || failed=1
(cd "$tools" && node_modules/.bin/stylelint --config stylelint.config.mjs "$here/theme/assets/*.css") || failed=1
[ "$failed" = 0 ] && echo "$(find "$work/site" -name '*.html' | wc -l | tr -d ' ') pages and their stylesheets hold to the standards."
exit "$failed"
