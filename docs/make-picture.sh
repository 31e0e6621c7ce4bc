#!/usr/bin/env bash
# Takes the picture of the README: the report of the built-in week. Needs Debian's chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
./plimsoll simulate --quiet --output "$folder/run"
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --user-data-dir="$folder/profile" --hide-scrollbars \
  --window-size=1200,820 --virtual-time-budget=4000 --screenshot="$PWD/docs/report.png" "file://$folder/run/report.html"
