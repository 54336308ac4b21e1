# Sourced by foreign-log.sh: fills a new log through the service, and mirrors what it publishes into $mirror.
# shellcheck shell=bash disable=SC2154

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Two OpenSSL authorities, rsa and ec, which the service asks for time-stamps.
start_authorities() {
  local lists kind
  mkdir "$work/tsa"
  rsa_port=$(free_port)
  ec_port=$(free_port)
  lists=http://127.0.0.1:$ec_port
  .ci/tsa/make.sh "$work/tsa" "$lists"
  for kind in "rsa $rsa_port" "ec $ec_port"; do
    # shellcheck disable=SC2086
    python3 .ci/tsa/serve.py "$work/tsa" $kind &
    started+=($!)
  done
}

start_service() {
  local options server
  export SILLOK_DATA_DIR=$work/data QUARKUS_HTTP_PORT=0 SILLOK_LOG_HIGH_WATER_MARK=$work/mark
  options="-Dsillok.time.authorities.rsa=http://127.0.0.1:$rsa_port/ -Dsillok.time.authorities.ec=http://127.0.0.1:$ec_port/"
  options+=" -Dsillok.time.roots=$work/tsa/root.pem -Dsillok.time.every=PT2S -Dsillok.time.allow-private-addresses=true"
  JAVA_OPTS=$options ./sillok serve > "$work/serve.log" 2>&1 &
  server=$!
  started+=("$server")
  for _ in $(seq 600); do
    [ -s "$SILLOK_DATA_DIR/service.json" ] && break
    kill -0 "$server" 2> /dev/null || { cat "$work/serve.log"; exit 1; }
    sleep 0.2
  done
  base=$(sed -n 's/.*"address" *: *"\([^"]*\)".*/\1/p' "$SILLOK_DATA_DIR/service.json")
  [ -n "$base" ] || { cat "$work/serve.log"; exit 1; }
}

bearer() { printf 'Authorization: Bearer %s' "$1"; }
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
first_id() { grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4; }
json='Content-Type: application/json'

# token ROLES: a token of a new user with these roles, in JSON strings.
token() {
  local user
  user=$(curl -sf "$base/api/v1/parties/$party/users" -H "$custodian" -H "$json" -d "{\"roles\":[$1]}" | first_id)
  curl -sf "$base/api/v1/tokens" -H "$custodian" -H "$json" -d "{\"user\":\"$user\",\"validFor\":\"PT1H\"}" | field token
}

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

# The checkpoint that both authorities stamped last, with their answers.
mirror_time() {
  local size
  mkdir "$mirror/time"
  cp "$work/tsa/root.pem" "$mirror/time/"
  for _ in $(seq 150); do
    for size in $(curl -sf "$base/log/time-stamps" | grep -o '"size":[0-9]*' | cut -d: -f2); do
      if curl -sf "$base/log/time-stamps/$size/rsa.tsr" -o "$mirror/time/rsa.tsr" &&
        curl -sf "$base/log/time-stamps/$size/ec.tsr" -o "$mirror/time/ec.tsr"; then
        curl -sf "$base/log/time-stamps/$size/checkpoint" -o "$mirror/time/checkpoint"
        return
      fi
    done
    sleep 0.2
  done
  echo "no checkpoint was stamped by both authorities"
  tail -n 20 "$work/serve.log"
  exit 1
}

publish() {
  local half=$((deposits / 2))
  mkdir -p "$mirror/statements" "$work/files" "$work/items"
  start_authorities
  start_service
  custodian=$(bearer "$(cat "$SILLOK_DATA_DIR/tokens/custodian.token")")
  party=$(curl -sf "$base/api/v1/parties" -H "$custodian" -H "$json" -d '{"kind":"NGO","names":{"en":"Invented"}}' | first_id)
  me=$(bearer "$(token '"CONTRIBUTOR"')")
  auditor=$(bearer "$(token '"AUDITOR"')")
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
