#!/usr/bin/env bash
# The commands of the page in a succession's package accept a package that the service wrote, and refuse a changed one
#
# Needs unzip, jq and openssl besides what every Linux has. Nothing of ours judges: our code only writes the samples.
set -euo pipefail
export LC_ALL=C.UTF-8
mkdir -p target
work=$(mktemp -d "$PWD/target/verify-package.XXXXXX")
trap 'rm -rf "$work"' EXIT
page=src/main/resources/succession/VERIFY.md

# ./mvnw verify leaves them; without .ci/run nobody knows of which state they are.
if [ -z "${VERIFIED:-}" ]; then
  ./mvnw -B -ntp -Dspotless.check.skip=true -Dsort.skip=true -Dtest=PackageContentTest -Dsurefire.failIfNoSpecifiedTests=false test \
    > "$work/samples.log" 2>&1 || { tail -n 40 "$work/samples.log"; exit 1; }
fi
cp -r target/packages "$work/samples"
awk '/^```sh$/ { on = 1; next } /^```$/ { on = 0 } on' "$page" > "$work/commands"
[ "$(wc -l < "$work/commands")" -gt 50 ] || { echo "there are hardly any commands in $page"; exit 1; }

# follow ARCHIVE: does what the page says, with temporary files below $work.
follow() {
  mkdir -p "$work/tmp"
  local result=0
  TMPDIR=$work/tmp ARCHIVE=$1 POLICY=$work/samples/policy bash "$work/commands" > "$work/answer" 2>&1 || result=$?
  rm -rf "$work/tmp"
  return $result
}

for archive in holdings protected; do
  follow "$work/samples/$archive.zip" || { tail -n 20 "$work/answer"; echo "refused: $archive"; exit 1; }
  [[ $(tail -n 1 "$work/answer") == "The archive holds." ]] || { echo "$page does not come to its end"; exit 1; }
done

# change FILE: packs the archive again with another content of that file, and correct manifests.
change() {
  rm -rf "$work/changed" "$work/changed.zip"
  unzip -q "$work/samples/holdings.zip" -d "$work/changed"
  (
    cd "$work"/changed/suc_*
    printf x >> "$1"
    for algorithm in sha256 sha512; do
      find data -type f | sort | xargs -d '\n' "${algorithm}sum" > "manifest-$algorithm.txt"
    done
    for algorithm in sha256 sha512; do
      "${algorithm}sum" VERIFY.md bag-info.txt bagit.txt manifest-sha256.txt manifest-sha512.txt > "tagmanifest-$algorithm.txt"
    done
  )
  (cd "$work/changed" && zip -qr "$work/changed.zip" suc_*)
}
if command -v zip > /dev/null; then
  change "$(cd "$work" && unzip -Z1 samples/holdings.zip | grep -m 1 '/v1-1\.' | cut -d/ -f2-)"
  if follow "$work/changed.zip"; then echo "a changed file was accepted"; exit 1; fi
fi
echo "The page holds."
