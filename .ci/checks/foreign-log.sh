#!/usr/bin/env bash
# A log of the running service, checked by software that nobody here wrote, with every check first seen to fail
#
# Needs what .ci/run installs: curl, openssl, Go with golang.org/x/mod, Node from 20.17 with npm, Python. Environment: FOREIGN_SEED, the seed of
# the flipped bits; FOREIGN_DEPOSITS, how many items are deposited.
. .ci/lib/service.sh
. .ci/lib/authorities.sh
new_work foreign
foreign=$PWD/.ci/foreign
seed=${FOREIGN_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
deposits=${FOREIGN_DEPOSITS:-320}
mirror=$work/mirror
say() { printf -- '--- %s\n' "$*"; }

# Built before anything is published: what is checked cannot reach the tools.
(cd "$foreign/go" && GO111MODULE=off GOPROXY=off GOFLAGS='' GOPATH=/usr/share/gocode GOCACHE=$work/go go build -o "$work/foreign-go" .)
cp -r "$foreign/node" "$work/node"
(cd "$work/node" && rm -rf node_modules && npm ci --ignore-scripts --loglevel=error > /dev/null)
foreign_go() { "$work/foreign-go" "$@"; }
foreign_node() { node "$work/node/main.mjs" "$@"; }

. "$foreign/publish.sh"
. "$foreign/openssl.sh"
publish
stop

# From here on there is no service: everything is checked from files.
#
# refused FILE[@BYTE] CHECK…: flips one bit of FILE in a copy of the mirror, in its middle if no byte is named, and the check must
# end with an error.
refused() {
  local file=${1%@*} byte=
  [ "$file" = "$1" ] || byte=${1##*@}
  shift
  cp -r "$mirror" "$work/corrupted"
  foreign_node flip "$work/corrupted/$file" $byte
  if "$@" "$work/corrupted" > "$work/refusal" 2>&1; then
    fail "accepted with a flipped bit in $file: $*"
  fi
  printf '  %-26s refused: %s\n' "$file" "$(tail -n 1 "$work/refusal" | cut -c 1-110)"
  rm -rf "$work/corrupted"
}
check_go() { foreign_go check "$2" "$1"; }
check_node() { foreign_node "$1" "$2"; }
first() { (cd "$mirror" && ls $1 | sed -n 1p); }

say "Go, golang.org/x/mod/sumdb/note and tlog"
refused checkpoint-2@60 check_go note
refused "$(first 'tile/1/*.p/*')" check_go root
refused tile/entries/000 check_go inclusion
refused tile/0/000 check_go consistency
refused "$(first 'statements/*.tlog-proof')@60" check_go proofs
foreign_go check "$mirror" note root inclusion consistency proofs

say "OpenSSL"
refused checkpoint-1@60 openssl_checkpoints
refused "$(first 'statements/*.entry')" openssl_leaves
refused "$(first 'statements/*.json')" openssl_statements
refused time/rsa.tsr openssl_tokens
refused time/ec.tsr openssl_tokens
refused time/checkpoint@60 openssl_tokens
openssl_checkpoints "$mirror"
openssl_leaves "$mirror"
openssl_statements "$mirror"
openssl_tokens "$mirror"

say "npm, @noble/post-quantum and @sigstore/verify"
refused checkpoint-1 check_node post-quantum
refused "$(first 'statements/*.sigstore.json')@700" check_node sigstore
foreign_node post-quantum "$mirror"
foreign_node sigstore "$mirror"

say "Flipped bits, seed $seed"
foreign_go flip "$mirror" "$seed" "$work/left.json"
foreign_node judge "$mirror" "$work/left.json"
foreign_node flip-bundles "$mirror" "$seed"
flip_tokens "$seed" 500
echo "Every check was seen to fail, then passed; no flipped bit was accepted (FOREIGN_SEED=$seed repeats them)."
