#!/bin/sh
# Times `verify` on a bundle of many invented items, beside the digests of the same bytes; prints the verifier's peak memory.
# usage: bench/verify-bundle.sh [ITEMS [FILES [ROUNDS]]]   (default 10000 1 3)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -f target/sillok-verify.jar ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
# Bundles are written by the tests' own sample.
[ -f target/test-classes/org/sillok/bundle/WriteSample.class ] || ./mvnw -B -ntp -q test-compile
./mvnw -B -ntp -q dependency:build-classpath -Dmdep.outputFile=target/bench-verify-bundle.path
work=$(mktemp -d "$PWD/target/bench-verify-bundle.XXXXXX")
trap 'rm -rf "$work"' EXIT
java -Xmx2g -cp "target/classes:target/test-classes:$(cat target/bench-verify-bundle.path)" \
  org.sillok.bundle.WriteSample "$work/bundle.zip" "${1:-10000}" "${2:-1}"
java -Xmx256m bench/VerifyBundle.java "$work/bundle.zip" "${1:-10000}" "${2:-1}" "${3:-3}"
