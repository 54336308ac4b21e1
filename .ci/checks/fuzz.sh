#!/usr/bin/env bash
# Fuzz tests search, ten seconds each, for what a parser of outside input cannot stand
# Builds in the tree.
set -euo pipefail
export LC_ALL=C.UTF-8
# A finding is written as a new seed beside the tests, and fails ./mvnw verify from then on.
trap 'rm -rf .cifuzz-corpus; find src/test/resources -depth -type d -path "*FuzzTestInputs*" -empty -delete' EXIT
[ -n "${VERIFIED:-}" ] || ./mvnw -B -ntp -Dspotless.check.skip=true -Dsort.skip=true test-compile > target/fuzz.log 2>&1 || { tail -n 40 target/fuzz.log; exit 1; }
for target in LogParsersFuzzTest#verifiedProof LogParsersFuzzTest#policy CryptoFuzzTest#signatures BundleArchiveFuzzTest#onlyTheDocumentedExceptionLeavesTheReader RecallFormatsFuzzTest#onlyTheDocumentedExceptionLeavesTheReaders; do
  JAZZER_FUZZ=1 ./mvnw -B -ntp -Djazzer.hooks=true -Dtest="$target" surefire:test > target/fuzz.log 2>&1 ||
    { tail -n 40 target/fuzz.log; exit 1; }
  runs=$(sed -n 's/^Done \([0-9]*\) runs in .*/\1/p' target/fuzz.log | tail -n 1)
  [ "${runs:-0}" -gt 100 ] || { tail -n 20 target/fuzz.log; echo "$target did not search"; exit 1; }
  printf '  %-36s %s inputs\n' "$target" "$runs"
done
