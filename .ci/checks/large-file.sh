#!/usr/bin/env bash
# A 300 MB file passes through a heap of 128 MB, is stored only encrypted, and comes back byte for byte
set -euo pipefail
export LC_ALL=C.UTF-8
work=$(mktemp -d "$PWD/target/large.XXXXXX")
mkdir "$work/tmp"
export SILLOK_DATA_DIR=$work/data QUARKUS_HTTP_PORT=0 SILLOK_LOG_HIGH_WATER_MARK=$work/mark
JAVA_OPTS="-Xmx128m -Djava.io.tmpdir=$work/tmp" TMPDIR=$work/tmp ./sillok serve > "$work/serve.log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null; wait $server 2> /dev/null || true; rm -rf "$work"' EXIT
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

marker=PLAINTEXT-MARKER-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
{ head -c 150000000 /dev/urandom; printf '%s' "$marker"; head -c 150000000 /dev/urandom; } > "$work/original"
curl -sf "$base/api/v1/items" -H "$me" -F 'metadata={"title":{"en":"large"},"kind":"VIDEO"};type=application/json' \
  -F "file=@$work/original;filename=큰 파일.mp4" > "$work/answer" &
upload=$!
# While it arrives and afterwards, the plain text is nowhere: neither in the data directory nor in the temporary folder.
nowhere() { ! grep -rqF "$marker" "$SILLOK_DATA_DIR" "$work/tmp" 2> /dev/null || { echo "plain text on disk"; exit 1; }; }
while kill -0 $upload 2> /dev/null; do nowhere; done
wait $upload
nowhere
grep -qF "$marker" "$work/original" || { echo "the search finds nothing at all"; exit 1; }
item=$(first_id < "$work/answer")
curl -sf "$base/api/v1/items/$item/versions/1/files/1" -H "$me" | cmp - "$work/original"
curl -sf "$base/api/v1/items/$item/receipt" -H "$me" -H 'Prefer: wait=20' -o "$work/r.sillok.json"
curl -sf "$base/log/policy" -o "$work/log.policy"
./sillok verify --trust "$work/log.policy" "$work/r.sillok.json" "$work/original"
printf 'x' >> "$work/original"
if ./sillok verify --trust "$work/log.policy" "$work/r.sillok.json" "$work/original" > "$work/refused"; then
  echo "an altered file was verified"; exit 1
fi
echo "300 MB through a heap of 128 MB: stored encrypted, read back, verified; an altered copy refused"
