#!/usr/bin/env bash
# Error Prone and NullAway, and a second build in another place makes the same jars
set -euo pipefail
# Not below target/, where Error Prone passes over everything as generated.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q . "$work/copy"
(cd "$work/copy" && ./mvnw -B -ntp -Pstrict -DskipTests package > "$work/build.log" 2>&1) || { tail -n 60 "$work/build.log"; exit 1; }
sums() { (cd "$1/target" && sha256sum sillok-*.jar sillok-verify.jar | grep -v original); }
sums . > "$work/first.sums"
sums "$work/copy" > "$work/second.sums"
diff "$work/first.sums" "$work/second.sums"
cat "$work/first.sums"
