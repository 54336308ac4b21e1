#!/bin/sh
# Measures the transparency log: numbers a second beside a one-row hash chain, waiting times, proofs and re-hashing.
# usage: bench/log.sh [sequencing] [latency] [tree [LEAVES]]   (default: all, 10 million leaves)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
./mvnw -B -ntp -q -Dspotless.check.skip=true -Dsort.skip=true test-compile
[ -d target/quarkus-app/lib ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
classes=target/bench-classes
work=$(mktemp -d "$PWD/target/bench-log.XXXXXX")
trap 'rm -rf "$work"' EXIT
path=$(find target/quarkus-app/lib -name '*.jar' | tr '\n' ':')
rm -rf "$classes"
mkdir -p "$classes"
javac -d "$classes" -cp "target/classes:target/test-classes:$path" bench/log/*.java
java -Xmx2g -cp "$classes:target/classes:target/test-classes:$path" org.sillok.log.LogBench "$work" "$@"
