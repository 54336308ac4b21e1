#!/bin/sh
# Measures a rotation of the key-encryption key beside its parts done bare: AES-GCM over the same keys, and an UPDATE of as many rows.
# usage: bench/keys.sh [ITEMS [ROUNDS]]   (default 100000 3; an item has two keys)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -d target/quarkus-app/lib ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
classes=target/bench-classes-keys
work=$(mktemp -d "$PWD/target/bench-keys.XXXXXX")
trap 'rm -rf "$work"' EXIT
path=$(find target/quarkus-app/lib -name '*.jar' | tr '\n' ':')
rm -rf "$classes"
mkdir -p "$classes"
javac -d "$classes" -cp "target/classes:$path" bench/log/BenchDatabase.java bench/keys/*.java
java -Xmx1g -cp "$classes:target/classes:$path" org.sillok.vault.KeysBench "$work" "${1:-100000}" "${2:-3}"
