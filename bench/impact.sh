#!/bin/sh
# Measures the impact of a change of one consent over very many items of a running service, beside as many decisions in memory.
# usage: bench/impact.sh [ITEMS [ROUNDS]]   (default 100000 3; bench/README.md)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -f target/quarkus-app/quarkus-run.jar ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
path=$(find target/quarkus-app/app target/quarkus-app/lib -name '*.jar' | tr '\n' ':')
mkdir -p target/bench-classes
javac -d target/bench-classes -cp "$path" bench/RunningService.java bench/Impact.java
exec java -Xmx512m -cp "target/bench-classes:$path" Impact "$@"
