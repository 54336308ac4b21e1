#!/bin/sh
# Times decisions by consent and agreements, beside the digest of what they rest on. Needs nothing but the compiled classes.
# usage: bench/terms.sh [INSTRUMENTS [ITEMS [ROUNDS]]]   (default 20 100000 5)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -f target/classes/org/sillok/terms/Evaluator.class ] && [ -d target/quarkus-app/lib ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
classes=target/bench-classes-terms
path=$(find target/quarkus-app/lib -name '*.jar' | tr '\n' ':')
mkdir -p "$classes"
javac -d "$classes" -cp "target/classes:$path" bench/terms/*.java
java -Xmx512m -cp "$classes:target/classes:$path" org.sillok.terms.DecisionsBench "$@"
