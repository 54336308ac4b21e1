#!/bin/sh
# Measures deposits through the HTTP API and, in the same run, what this machine can do at most.
# bench/deposits.sh [--quick] [--huge] [--keep] [--url URL --token-file FILE]   (bench/README.md)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -f target/quarkus-app/quarkus-run.jar ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
exec java -Xmx256m bench/Deposits.java "$@"
