#!/bin/sh
# Measures digesting, encrypting and storing beside what the machine can do at all.
# usage: bench/storage.sh [MIB [ROUNDS [DIRECTORY [FILES]]]]   (default 1024 5 target 2000; build first: ./mvnw package -DskipTests)
set -eu
cd "$(dirname "$0")/.."
classes=target/bench-classes
path=$(find target/quarkus-app/lib -name '*.jar' | tr '\n' ':')
mkdir -p "$classes"
javac -d "$classes" -cp "target/classes:$path" bench/storage/*.java
exec java -Xmx512m -cp "$classes:target/classes:$path" StorageBench "${1:-1024}" "${2:-5}" "${3:-target}" "${4:-2000}"
