#!/usr/bin/env bash
# A 300 MB file passes through a heap of 128 MB, is stored only encrypted, and comes back byte for byte
. .ci/lib/service.sh
new_work large
mkdir "$work/tmp"
JAVA_OPTS="-Xmx128m -Djava.io.tmpdir=$work/tmp" TMPDIR=$work/tmp start_service
make_party
me=$(token CONTRIBUTOR)

marker=PLAINTEXT-MARKER-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
{ head -c 150000000 /dev/urandom; printf '%s' "$marker"; head -c 150000000 /dev/urandom; } > "$work/original"
curl -sf "$base/api/v1/items" -H "$me" -F 'metadata={"title":{"en":"large"},"kind":"VIDEO"};type=application/json' \
  -F "file=@$work/original;filename=큰 파일.mp4" > "$work/answer" &
upload=$!
# While it arrives and afterwards, the plain text is nowhere: neither in the data directory nor in the temporary folder.
nowhere() { ! grep -rqF "$marker" "$SILLOK_DATA_DIR" "$work/tmp" 2> /dev/null || fail "plain text on disk"; }
while kill -0 $upload 2> /dev/null; do nowhere; done
wait $upload || { cat "$work/answer" "$work/serve.log"; fail "the upload was refused"; }
nowhere
grep -qF "$marker" "$work/original" || fail "the search finds nothing at all"
item=$(first_id < "$work/answer")
curl -sf "$base/api/v1/items/$item/versions/1/files/1" -H "$me" | cmp - "$work/original"
curl -sf "$base/api/v1/items/$item/receipt" -H "$me" -H 'Prefer: wait=20' -o "$work/r.sillok.json"
curl -sf "$base/log/policy" -o "$work/log.policy"
./sillok verify --trust "$work/log.policy" "$work/r.sillok.json" "$work/original"
printf 'x' >> "$work/original"
if ./sillok verify --trust "$work/log.policy" "$work/r.sillok.json" "$work/original" > "$work/refused"; then
  fail "an altered file was verified"
fi
echo "300 MB through a heap of 128 MB: stored encrypted, read back, verified; an altered copy refused"
