#!/usr/bin/env bash
# Terms, judged by software that nobody here wrote: policies by Apache Jena's SHACL, decisions by Cedar
#
# Each judge has a class path of its own, which Maven fetches. Environment: TERMS_SEED, the seed of what is generated (always the same
# unless given, so that a run can be repeated); TERMS_POLICIES and
# TERMS_QUESTIONS, how much of it.
# Builds in the tree.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8
seed=${TERMS_SEED:-20261122}
foreign=.ci/foreign/terms

[ -n "${VERIFIED:-}" ] || ./mvnw -B -ntp -Dspotless.check.skip=true -Dsort.skip=true test-compile > target/terms.log 2>&1 || { tail -n 40 target/terms.log; exit 1; }
work=$(mktemp -d "$PWD/target/terms.XXXXXX")
trap 'rm -rf "$work"' EXIT

# judge NAME MAIN ARGUMENT…: compiles the judge against what is tested and lets it judge; its last line counts what passed.
judge() {
  local name=$1 main=$2 path
  shift 2
  ./mvnw -B -ntp -f "$foreign/$name.xml" dependency:build-classpath "-Dmdep.outputFile=$work/$name.path" > "$work/$name.log" 2>&1 ||
    { tail -n 40 "$work/$name.log"; exit 1; }
  path=$work/$name:target/classes:target/test-classes:$(cat "$work/$name.path")
  mkdir "$work/$name"
  javac -proc:none -nowarn -cp "$path" -sourcepath "$foreign" -d "$work/$name" "$foreign/$main.java"
  java -cp "$path" "$main" "$@"
}

echo "--- Apache Jena: policies against the published shapes, seed $seed"
judge shacl ShaclJudge target/classes/org/sillok/odrl "${TERMS_POLICIES:-300}" "$seed"
echo "--- Cedar: generated questions, decided twice, seed $seed"
judge cedar CedarJudge "${TERMS_QUESTIONS:-10000}" "$seed"
