# Sourced by foreign-log.sh after lib/: fills a new log through the service, and mirrors what it publishes into $mirror.
# shellcheck shell=bash disable=SC2154

# deposit FROM TO: one curl makes all the deposits, eight at a time.
deposit() {
  local n
  for n in $(seq "$1" "$2"); do
    printf 'invented testimony %d\n' "$n" > "$work/files/$n"
    [ "$n" = "$1" ] || echo next
    printf 'url = "%s/api/v1/items"\nheader = "%s"\nsilent\nfail\n' "$base" "$me"
    printf 'form = "metadata={\\"title\\":{\\"en\\":\\"Invented\\"},\\"kind\\":\\"DOCUMENT\\"};type=application/json"\n'
    printf 'form = "file=@%s"\noutput = "%s"\n' "$work/files/$n" "$work/items/$n"
  done > "$work/deposits.curl"
  curl --no-progress-meter --parallel --parallel-max 8 --config "$work/deposits.curl"
}

# The newest checkpoint, once it covers everything that has been numbered.
checkpoint() {
  local last=$(($2)) receipt=$work/receipt
  curl -sf "$base/api/v1/items/$(first_id < "$work/items/$last")/receipt" -H "$me" -H 'Prefer: wait=20' -o "$receipt"
  curl -sf "$base/log/checkpoint" -o "$mirror/$1"
}

# The paths of all tiles of a tree below 256,000 entries: tiles_of SIZE, one a line.
tiles_of() {
  local level=0 hashes=$1 n
  while [ "$hashes" -gt 0 ]; do
    for ((n = 0; n < hashes / 256; n++)); do
      printf 'tile/%d/%03d\n' "$level" "$n"
      [ "$level" -gt 0 ] || printf 'tile/entries/%03d\n' "$n"
    done
    if [ $((hashes % 256)) -gt 0 ]; then
      printf 'tile/%d/%03d.p/%d\n' "$level" "$n" $((hashes % 256))
      [ "$level" -gt 0 ] || printf 'tile/entries/%03d.p/%d\n' "$n" $((hashes % 256))
    fi
    level=$((level + 1))
    hashes=$((hashes / 256))
  done
}

mirror_tiles() {
  local path
  for path in $({ tiles_of "$(sed -n 2p "$mirror/checkpoint-1")"; tiles_of "$(sed -n 2p "$mirror/checkpoint-2")"; } | sort -u); do
    printf 'url = "%s/log/%s"\noutput = "%s"\ncreate-dirs\nsilent\nfail\nheader = "%s"\nnext\n' \
      "$base" "$path" "$mirror/$path" "$auditor"
  done | sed '$d' > "$work/tiles.curl"
  curl --no-progress-meter --parallel --parallel-max 8 --config "$work/tiles.curl"
}

# The first statements of these items: bytes, signature and key from their receipts, the proof in its two forms.
mirror_statements() {
  local n item
  for n; do
    item=$(first_id < "$work/items/$n")
    curl -sf "$base/api/v1/items/$item/receipt" -H "$me" -H 'Prefer: wait=20' -o "$work/receipt"
    foreign_node unpack "$work/receipt" "$mirror/statements/$n"
    curl -sf "$base/api/v1/items/$item/statements/0.tlog-proof" -H "$me" -o "$mirror/statements/$n.tlog-proof"
    curl -sf "$base/api/v1/items/$item/statements/0.sigstore.json" -H "$me" -o "$mirror/statements/$n.sigstore.json"
  done
}

# The answers of both authorities to the checkpoint that both stamped last.
has_both_stamps() {
  local size
  for size in $(curl -sf "$base/log/time-stamps" | grep -o '"size":[0-9]*' | cut -d: -f2); do
    if curl -sf "$base/log/time-stamps/$size/rsa.tsr" -o "$mirror/time/rsa.tsr" &&
      curl -sf "$base/log/time-stamps/$size/ec.tsr" -o "$mirror/time/ec.tsr"; then
      curl -sf "$base/log/time-stamps/$size/checkpoint" -o "$mirror/time/checkpoint"
      return
    fi
  done
  return 1
}

mirror_time() {
  mkdir "$mirror/time"
  cp "$work/tsa/root.pem" "$mirror/time/"
  wait_for 180 has_both_stamps || { tail -n 20 "$work/serve.log"; fail "no checkpoint was stamped by both authorities"; }
}

publish() {
  local half=$((deposits / 2))
  mkdir -p "$mirror/statements" "$work/files" "$work/items"
  start_authorities
  JAVA_OPTS=$time_options start_service
  make_party
  me=$(token CONTRIBUTOR)
  auditor=$(token AUDITOR)
  deposit 1 $half
  checkpoint checkpoint-1 $half
  deposit $((half + 1)) "$deposits"
  checkpoint checkpoint-2 "$deposits"
  curl -sf "$base/log/vkey" -o "$mirror/vkey"
  curl -sf "$base/log/policy" -o "$mirror/policy"
  curl -sf "$base/log/trusted_root.json" -o "$mirror/trusted_root.json"
  mirror_tiles
  mirror_statements 1 $half "$deposits"
  mirror_time
  say "published $(sed -n 2p "$mirror/checkpoint-2") entries, an earlier checkpoint at $(sed -n 2p "$mirror/checkpoint-1"):" \
    "$(find "$mirror/tile" -type f | wc -l) tiles and bundles"
}
