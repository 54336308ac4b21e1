# Sourced by foreign-log.sh: checks of a mirror with openssl and base64 alone. Each takes the mirror's folder.
# shellcheck shell=bash disable=SC2154

# The Ed25519 key of a vkey, as OpenSSL reads it: its 32 bytes behind the fixed beginning of RFC 8410.
vkey_pem() {
  { printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; cut -d+ -f3- "$1" | base64 -d | tail -c +2; } |
    openssl pkey -pubin -inform DER -out "$2"
}

# The text of a note goes up to the blank line; the log's line is the one that starts with its name and key id.
openssl_checkpoint() {
  local name id
  name=$(cut -d+ -f1 "$1/vkey")
  id=$(cut -d+ -f2 "$1/vkey")
  sed '/^$/,$d' "$1/$2" > "$work/text"
  sed -n "s/^— $name //p" "$1/$2" | while read -r line; do
    if [ "$(base64 -d <<< "$line" | od -An -v -tx1 | tr -d ' \n' | cut -c 1-8)" = "$id" ]; then
      base64 -d <<< "$line" | tail -c +5
    fi
  done > "$work/signature"
  openssl pkeyutl -verify -rawin -pubin -inkey "$work/log.pem" -in "$work/text" -sigfile "$work/signature" > "$work/answer" ||
    { echo "openssl: the signature of $2 does not hold"; return 1; }
}

openssl_checkpoints() {
  vkey_pem "$1/vkey" "$work/log.pem" || return 1
  openssl_checkpoint "$1" checkpoint-1 || return 1
  openssl_checkpoint "$1" checkpoint-2 || return 1
  echo "  the Ed25519 signatures of two checkpoints"
}

# The leaf hash of an entry is SHA-256 over a zero byte and the entry; it stands in its tile at its index.
openssl_leaves() {
  local proof entry index tile leaf stored count=0
  for proof in "$1"/statements/*.tlog-proof; do
    entry=${proof%.tlog-proof}.entry
    index=$(sed -n 's/^index //p' "$proof")
    leaf=$({ printf '\0'; cat "$entry"; } | openssl dgst -sha256 -binary | od -An -v -tx1 | tr -d ' \n')
    tile=$1/tile/0/$(printf %03d $((index / 256)))
    # A partial tile of an earlier checkpoint may be here too; the widest has the most hashes.
    [ -e "$tile" ] || tile=$tile.p/$(ls "$tile.p" | sort -n | tail -n 1)
    stored=$(od -An -v -tx1 -j $((index % 256 * 32)) -N 32 "$tile" | tr -d ' \n')
    [ "$leaf" = "$stored" ] || { echo "openssl: the entry of $(basename "$proof") hashes to $leaf"; return 1; }
    count=$((count + 1))
  done
  echo "  $count leaf hashes"
}

openssl_statements() {
  local key statement count=0
  for key in "$1"/statements/*.spki; do
    statement=${key%.spki}
    openssl pkey -pubin -inform DER -in "$key" -out "$work/statement.pem" || return 1
    openssl dgst -sha256 -verify "$work/statement.pem" -signature "$statement.sig" "$statement.json" > "$work/answer" 2>&1 ||
      { echo "openssl: the signature of $(basename "$statement").json does not hold"; return 1; }
    count=$((count + 1))
  done
  echo "  $count P-256 signatures of statements"
}

# A time-stamp token: openssl_token RESPONSE NOTE. `openssl ts -verify` decides; then what it passes over is compared: the response's
# wrapper, certificates that it did not need, and the fields of CMS that nothing signs.
openssl_token() {
  openssl ts -verify -in "$1" -data "$2" -CAfile "$mirror/time/root.pem" > "$work/answer" 2>&1 || return 1
  openssl ts -reply -in "$1" -token_out -out "$work/token" > "$work/answer" 2>&1 || return 1
  openssl ts -reply -in "$work/token" -token_in -out "$work/wrapped" > "$work/answer" 2>&1 || return 1
  cmp -s "$1" "$work/wrapped" || return 1
  # OpenSSL reads a sequence or a set in a name also where its tag says that nothing is inside.
  openssl asn1parse -inform DER -in "$work/token" > "$work/structure" 2> "$work/answer" || return 1
  ! grep -qE 'prim: +(SEQUENCE|SET) ' "$work/structure" || return 1
  rm -f "$work"/certificate-*
  openssl pkcs7 -inform DER -in "$work/token" -print_certs -out "$work/certificates" 2> "$work/answer" || return 1
  awk -v to="$work/certificate-" '/BEGIN/{n++} n{print > (to n)}' "$work/certificates"
  local certificate
  for certificate in "$work"/certificate-*; do
    openssl verify -CAfile "$mirror/time/root.pem" "$certificate" > "$work/answer" 2>&1 || return 1
  done
  openssl_token_frame "$work/token" > "$work/frame" || return 1
  grep -qxFf "$work/frame" <<< "$TOKEN_FRAMES"
}

# The versions, algorithms and names of a token outside its certificates, on one line.
openssl_token_frame() {
  openssl cms -cmsout -noout -print -inform DER -in "$1" 2> "$work/answer" |
    awk '/^ *certificates:/{skip=1} /^ *crls:/{skip=0} !skip' |
    sed -nE 's/^ *((version|algorithm|parameter|issuer): .*|<ABSENT>)$/\1;/p' | tr -d '\n'
}

# With an RSA and with a P-256 key, as the authorities of .ci/tsa sign.
SHA256='algorithm: sha256 (2.16.840.1.101.3.4.2.1);parameter: NULL;'
FRAME="version: 3;$SHA256<ABSENT>;version: 1;issuer: CN=Test root;$SHA256"
TOKEN_FRAMES="${FRAME}algorithm: rsaEncryption (1.2.840.113549.1.1.1);parameter: NULL;<ABSENT>;
${FRAME}algorithm: ecdsa-with-SHA256 (1.2.840.10045.4.3.2);parameter: <ABSENT>;<ABSENT>;"

openssl_tokens() {
  local token count=0
  for token in "$1"/time/*.tsr; do
    openssl_token "$token" "$1/time/checkpoint" ||
      { echo "openssl: $(basename "$token") does not hold: $(tail -n 1 "$work/answer")"; return 1; }
    count=$((count + 1))
  done
  [ "$count" -ge 2 ] || { echo "there are $count time-stamps"; return 1; }
  echo "  $count time-stamps of one checkpoint"
}

# Flips bits of every token: flip_tokens SEED COUNT.
flip_tokens() {
  local token flipped count=0
  for token in "$mirror"/time/*.tsr; do
    foreign_node flipped "$token" "$1" "$2" "$work/flipped"
    for flipped in "$work"/flipped/*; do
      if openssl_token "$flipped" "$mirror/time/checkpoint"; then
        echo "$(basename "$token") is accepted with a flipped bit: byte-bit $(basename "$flipped")"
        exit 1
      fi
      count=$((count + 1))
    done
    rm -r "$work/flipped"
  done
  printf '  tokens           2 files, %6d flips, all refused\n' "$count"
}
