#!/usr/bin/env bash
# Two OpenSSL authorities stamp checkpoints, openssl verifies the tokens, receipts carry them, and a dead authority stops nothing
set -euo pipefail
export LC_ALL=C.UTF-8
work=$(mktemp -d "$PWD/target/time.XXXXXX")
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
rsa_port=$(free_port)
ec_port=$(free_port)
mkdir "$work/tsa" "$work/strangers"
.ci/tsa/make.sh "$work/tsa" "http://127.0.0.1:$ec_port"
.ci/tsa/make.sh "$work/strangers" "http://127.0.0.1:$ec_port"
python3 .ci/tsa/serve.py "$work/tsa" rsa "$rsa_port" & rsa=$!
python3 .ci/tsa/serve.py "$work/tsa" ec "$ec_port" & ec=$!
export SILLOK_DATA_DIR=$work/data QUARKUS_HTTP_PORT=0 SILLOK_LOG_HIGH_WATER_MARK=$work/mark
export JAVA_OPTS="-Xmx256m -Dsillok.time.authorities.rsa=http://127.0.0.1:$rsa_port/ \
-Dsillok.time.authorities.ec=http://127.0.0.1:$ec_port/ -Dsillok.time.roots=$work/tsa/root.pem \
-Dsillok.time.allow-private-addresses=true -Dsillok.time.every=PT2S -Dsillok.time.timeout=PT3S -Dsillok.time.retry.first=PT0.5S -Dsillok.time.retry.longest=PT2S"
./sillok serve > "$work/serve.log" 2>&1 & server=$!
unset JAVA_OPTS
trap 'kill $server $rsa $ec 2> /dev/null; wait 2> /dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 300); do
  [ -s "$SILLOK_DATA_DIR/service.json" ] && break
  kill -0 $server 2> /dev/null || { cat "$work/serve.log"; exit 1; }
  sleep 0.5
done
base=$(sed -n 's/.*"address" *: *"\([^"]*\)".*/\1/p' "$SILLOK_DATA_DIR/service.json")
[ -n "$base" ] || { cat "$work/serve.log"; exit 1; }
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
first_id() { grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4; }
custodian="Authorization: Bearer $(cat "$SILLOK_DATA_DIR/tokens/custodian.token")"
json='Content-Type: application/json'
party=$(curl -sf "$base/api/v1/parties" -H "$custodian" -H "$json" -d '{"kind":"NGO","names":{"en":"Invented"}}' | first_id)
user=$(curl -sf "$base/api/v1/parties/$party/users" -H "$custodian" -H "$json" -d '{"roles":["CONTRIBUTOR"]}' | first_id)
me="Authorization: Bearer $(curl -sf "$base/api/v1/tokens" -H "$custodian" -H "$json" -d "{\"user\":\"$user\",\"validFor\":\"PT1H\"}" | field token)"
echo invented > "$work/file.txt"
deposit() {
  curl -sf "$base/api/v1/items" -H "$me" -H 'Prefer: wait=10' \
    -F 'metadata={"title":{"en":"time"},"kind":"DOCUMENT"};type=application/json' -F "file=@$work/file.txt" | first_id
}
# The sizes whose checkpoint both authorities have stamped, newest first, and the states of the newest.
stamps() {
  curl -sf "$base/log/time-stamps" | python3 -c '
import json, sys
for round in json.load(sys.stdin)["items"]:
    print(round["size"], *("%s:%s:%s" % (s["authority"], s["state"], s.get("problem", "-")) for s in round["stamps"]))'
}
both() { stamps | awk '/ec:STAMPED.*rsa:STAMPED/ && !found { found = 1; print $1 }'; } # reads to the end: a closed pipe would fail

item=$(deposit)
wanted=$(curl -sf "$base/log/checkpoint" | sed -n 2p)
size=0
for _ in $(seq 60); do
  size=$(both || echo 0)
  [ "${size:-0}" -ge "$wanted" ] && break
  sleep 0.5
done
[ "${size:-0}" -ge "$wanted" ] || { stamps; cat "$work/serve.log"; exit 1; }

curl -sf "$base/log/time-stamps/$size/checkpoint" > "$work/checkpoint"
for authority in rsa ec; do
  curl -sf "$base/log/time-stamps/$size/$authority.tsr" > "$work/$authority.tsr"
  curl -sf "$base/log/time-stamps/$size/$authority.crl" > "$work/$authority.crl"
  cp "$work/checkpoint" "$work/changed"
  printf 'X' | dd of="$work/changed" bs=1 seek=3 conv=notrunc 2> /dev/null
  if openssl ts -verify -data "$work/changed" -in "$work/$authority.tsr" -CAfile "$work/tsa/root.pem" > /dev/null 2>&1; then
    echo "openssl accepts the token of $authority over a changed checkpoint"
    exit 1
  fi
  openssl ts -verify -data "$work/checkpoint" -in "$work/$authority.tsr" -CAfile "$work/tsa/root.pem" 2> /dev/null \
    | grep 'Verification: OK' > /dev/null
  openssl crl -inform DER -in "$work/$authority.crl" -CAfile "$work/tsa/root.pem" -noout 2>&1 | grep 'verify OK' > /dev/null
  echo "openssl verifies the token and the revocation list of $authority over $size entries"
done

curl -sf "$base/log/policy" > "$work/policy"
curl -sf "$base/api/v1/items/$item/receipt" -H "$me" > "$work/receipt.sillok.json"
./sillok verify --trust "$work/policy" --tsa-roots "$work/tsa/root.pem" --json "$work/receipt.sillok.json" "$work/file.txt" \
  > "$work/verdict"
[ "$(grep -o '"proven":true' "$work/verdict" | wc -l)" -eq 2 ] || { cat "$work/verdict"; exit 1; }
java -jar target/sillok-verify.jar --trust "$work/policy" --tsa-roots "$work/tsa/root.pem" "$work/receipt.sillok.json" \
  | grep 'existed at' > /dev/null
./sillok verify --trust "$work/policy" "$work/receipt.sillok.json" > "$work/unnamed"; grep -q 'by an authority you have not named' "$work/unnamed"
if ./sillok verify --trust "$work/policy" --tsa-roots "$work/strangers/root.pem" "$work/receipt.sillok.json" \
  > "$work/verdict" 2>&1; then
  echo "a receipt was verified although its authorities lead to none of the roots"
  exit 1
fi
echo "a receipt with two tokens is verified offline, and refused under other roots"

kill $rsa
wait $rsa 2> /dev/null || true
for _ in $(seq 10); do deposit > /dev/null; done
for _ in $(seq 60); do
  stamps | sed -n 1p | grep 'ec:STAMPED.*rsa:PENDING:UNREACHABLE' > /dev/null && break
  sleep 0.5
done
stamps | sed -n 1p | grep 'ec:STAMPED.*rsa:PENDING:UNREACHABLE' > /dev/null || { stamps; exit 1; }
curl -s "$base/q/health/well" | grep 'PENDING UNREACHABLE' > /dev/null
curl -sf "$base/q/health/ready" > /dev/null
python3 .ci/tsa/serve.py "$work/tsa" rsa "$rsa_port" & rsa=$!
newest=$(stamps | sed -n 1p | cut -d' ' -f1)
for _ in $(seq 60); do
  size=$(both || echo 0)
  [ "${size:-0}" -ge "$newest" ] && break
  sleep 0.5
done
[ "${size:-0}" -ge "$newest" ] || { stamps; exit 1; }
echo "deposits went on while an authority was dead, its state was visible, and it caught up"
