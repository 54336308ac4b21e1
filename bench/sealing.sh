#!/bin/sh
# Measures the sealing of a bundle by a running service, beside OpenSSL encrypting as many bytes; then download and verifier.
# usage: bench/sealing.sh [ITEMS [BYTES_EACH [ROUNDS]]]   (default 1000 1000000 3; bench/README.md)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -f target/quarkus-app/quarkus-run.jar ] && [ -f target/sillok-verify.jar ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
mkdir -p target/bench-classes
javac -d target/bench-classes bench/RunningService.java bench/VerifyBundle.java bench/Sealing.java
exec java -Xmx512m -cp target/bench-classes Sealing "$@"
