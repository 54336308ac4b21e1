#!/usr/bin/env bash
# The demo, twice, under an empty environment
set -euo pipefail
rm -rf target/ci-demo
for _ in 1 2; do
  env -i PATH="$PATH" HOME="${HOME:-/root}" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} \
    ./sillok demo --data-dir target/ci-demo < /dev/null
done
