#!/usr/bin/env bash
# Export bundles, checked by software that nobody here wrote: coreutils, unzip, OpenSSL, bagit-java, xmllint and Apache Jena
#
# Environment: PREMIS_XSD, absolute path of the schema of PREMIS 3.0 as the Library of Congress publishes it; without it the document
# is only read.
# Builds in the tree.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8
foreign=.ci/foreign/bundle

compile=test-compile
# ./mvnw verify has done so.
[ -z "${VERIFIED:-}" ] || compile=
# shellcheck disable=SC2086 # or none
./mvnw -B -ntp -Dspotless.check.skip=true -Dsort.skip=true $compile dependency:build-classpath \
  -Dmdep.outputFile=target/bundle.path > target/bundle.log 2>&1 || { tail -n 40 target/bundle.log; exit 1; }
work=$(mktemp -d "$PWD/target/bundle.XXXXXX")
trap 'rm -rf "$work"' EXIT
path=target/classes:target/test-classes:$(cat target/bundle.path)

passed=0
pass() {
  passed=$((passed + 1))
  echo "ok: $*"
}

# judge NAME MAIN ARGUMENT…: compiles the judge on a class path of its own and lets it judge.
judge() {
  local name=$1 main=$2 own
  shift 2
  ./mvnw -B -ntp -f "$foreign/$name.xml" dependency:build-classpath "-Dmdep.outputFile=$work/$name.path" > "$work/$name.log" 2>&1 ||
    { tail -n 40 "$work/$name.log"; exit 1; }
  own=$work/$name:$(cat "$work/$name.path")
  mkdir "$work/$name"
  javac -proc:none -nowarn -cp "$own" -d "$work/$name" "$foreign/$main.java"
  java -cp "$own" "$main" "$@"
  pass "$main"
}

bags=()
for items in 0 1 9 251; do
  java -cp "$path" org.sillok.bundle.WriteSample "$work/$items.zip" "$items" 3
  unzip -tq "$work/$items.zip" > /dev/null
  mkdir "$work/$items"
  unzip -q "$work/$items.zip" -d "$work/$items"
  bag=$(echo "$work/$items"/bdl_*)
  bags+=("$bag")
  (
    cd "$bag"
    for sum in 256 512; do
      "sha${sum}sum" -c --strict --quiet "manifest-sha$sum.txt"
      "sha${sum}sum" -c --strict --quiet "tagmanifest-sha$sum.txt"
    done
    openssl cms -verify -binary -inform DER -in proof/tagmanifest-sha512.txt.p7s -content tagmanifest-sha512.txt \
      -noverify -certsout "$work/signer.pem" -out /dev/null 2> /dev/null
    openssl x509 -in "$work/signer.pem" -noout -pubkey | cmp - proof/keys/statement-1.pem
    tr 0-9a-f 1-9a-f0 < tagmanifest-sha512.txt > "$work/changed"
    if openssl cms -verify -binary -inform DER -in proof/tagmanifest-sha512.txt.p7s -content "$work/changed" \
      -noverify -out /dev/null 2> /dev/null; then
      echo "FAILED: the signature holds for another manifest"
      exit 1
    fi
    xmllint --noout --nonet data/metadata/premis.xml
    if [ -n "${PREMIS_XSD:-}" ]; then
      xmllint --noout --nonet --schema "$PREMIS_XSD" data/metadata/premis.xml 2> /dev/null
    fi
    xmllint --noout --nonet --html data/README.html 2> "$work/html.log" || true
    ! grep -v 'Tag \(nav\|section\|bdi\|time\) invalid\|^ *[<^]\|^$' "$work/html.log" | grep -q ' error '
  )
  pass "$items items: unzip, manifests, signature, XML"
done
[ -n "${PREMIS_XSD:-}" ] || echo "not checked: PREMIS against its schema (PREMIS_XSD is not set)"

judge bag BagJudge "${bags[2]}"
judge graph GraphJudge "${bags[@]}"

# certificate NAME KEY USAGE: a key and a certificate of its own.
certificate() {
  # shellcheck disable=SC2086 # several words
  openssl req -x509 -newkey $2 -nodes -keyout "$work/$1.key" -out "$work/$1.crt" -days 2 -subj "/CN=$1" \
    -addext "keyUsage=critical,$3" 2> /dev/null
}
certificate rsa rsa:3072 keyEncipherment
certificate p256 'ec -pkeyopt ec_paramgen_curve:P-256' keyAgreement
certificate p384 'ec -pkeyopt ec_paramgen_curve:P-384' keyAgreement
certificate p521 'ec -pkeyopt ec_paramgen_curve:P-521' keyAgreement
head -c 300000000 /dev/urandom > "$work/large"
decrypt() {
  for part in $(seq 1 "$(find "$work" -name 'out.*.cms' | wc -l)"); do
    openssl cms -decrypt -binary -inform DER -in "$work/out.$part.cms" -recip "$work/$1.crt" -inkey "$work/$1.key"
  done
}
for key in rsa p256 p384 p521; do
  for file in 9.zip large; do
    rm -f "$work"/out.*
    java -Xmx64m -cp "$path" org.sillok.bundle.EncryptFile "$work/$key.crt" "$work/$file" "$work/out" 120000000
    decrypt "$key" | cmp - "$work/$file"
  done
  [ "$(find "$work" -name 'out.*.cms' | wc -l)" -eq 3 ]
  # A changed byte in the middle of the content.
  printf '\377\376\375' | dd of="$work/out.1.cms" bs=1 seek=60000000 conv=notrunc 2> /dev/null
  if openssl cms -decrypt -binary -inform DER -in "$work/out.1.cms" -recip "$work/$key.crt" -inkey "$work/$key.key" \
    -out /dev/null 2> /dev/null; then
    echo "FAILED: a changed message is decrypted"
    exit 1
  fi
  pass "$key: OpenSSL decrypts what was encrypted, in 64 MiB of memory, and notices a change"
done

echo "$passed passed, 0 failed"
