#!/usr/bin/env bash
# Uploads with tus-js-client over a line that breaks, through kill -9 of the service, side by side and racing; nothing in clear on the disk
#
# Needs what .ci/run installs: curl, openssl, Node from 20.17 with npm, Python. Environment: UPLOADS_SEED, the seed of the breaks; UPLOADS_MB, how large
# the file is; UPLOADS_SCENES, only some of: refused broken parallel racing; UPLOADS_SCENE_SECONDS, how long each may last. What fails or lasts longer is named
# with its seed, and the end of the service's log is shown.
. .ci/lib/service.sh
new_work uploads
seed=${UPLOADS_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
size=$((${UPLOADS_MB:-300} * 1000000))
scenes=" ${UPLOADS_SCENES:-refused broken parallel racing} "
limit=${UPLOADS_SCENE_SECONDS:-900}
scene=start
over=$((SECONDS + limit))
# told STATUS: at the end, if it is a failure.
told() {
  [ "$1" != 0 ] || return 0
  echo "scene $scene failed after $((SECONDS - over + limit)) s of $limit, seed $seed; the service said last:" >&2
  tail -n 40 "$work/serve.log" >&2 || true
}
trap 'told $?; clean_up' EXIT
# in_time COMMAND…: ends it when the scene has lasted too long.
in_time() { timeout -k 5 $((over > SECONDS ? over - SECONDS : 1)) "$@"; }
curl() { in_time curl "$@"; }
mkdir "$work/tmp"
cp -r .ci/uploads "$work/client"
(cd "$work/client" && npm ci --ignore-scripts --loglevel=error > /dev/null)
say() { printf -- '--- %s\n' "$*"; }

read -r port line < <(free_port 2)
export QUARKUS_HTTP_PORT=$port JAVA_OPTS="-Xmx128m -Djava.io.tmpdir=$work/tmp"
start_service
make_party
me=$(token CONTRIBUTOR)
export TOKEN=${me#*Bearer }
echo "seed $seed, heap 128 MB, file of $((size / 1000000)) MB"
node "$work/client/line.mjs" "$line" "$port" "$seed" 1000000 $((size / 6)) > "$work/cuts" &
proxy=$!
started+=("$proxy")

marker=PLAINTEXT-MARKER-$(od -An -N8 -tx8 /dev/urandom | tr -d ' ')
{ head -c $((size / 2)) /dev/urandom; printf '%s' "$marker"; head -c $((size - size / 2 - ${#marker})) /dev/urandom; } > "$work/original"

# upload OPTION…: with the client, over the line; prints the upload's path. Always in a shell of its own, whose place the client takes: so it can be ended.
upload() { exec timeout -k 5 $((over > SECONDS ? over - SECONDS : 1)) node "$work/client/upload.mjs" "http://127.0.0.1:$line" "$work/original" "$@"; }
nowhere() { ! grep -rqF "$marker" "$SILLOK_DATA_DIR" "$work/tmp" 2> /dev/null || fail "plain text on disk"; }
# deposited PATH: makes an item of an upload; the original comes back.
deposited() {
  local item
  item=$(curl -sSf "$base/api/v1/items" -H "$me" -H "$json" \
    -d '{"metadata":{"title":{"en":"large"},"kind":"VIDEO"},"files":[{"upload":"'"${1##*/}"'"}]}' | first_id)
  curl -sSf "$base/api/v1/items/$item/versions/1/files/1" -H "$me" | cmp - "$work/original"
}
head_of() { curl -sSf -I "$base$1" -H "$me" -H 'Tus-Resumable: 1.0.0' | tr -d '\r'; }

refused() {
  local version
  say "who is refused hears it before the file has been sent, over HTTP/1.1 and HTTP/2"
  for version in --http1.1 --http2-prior-knowledge; do
    : > "$work/refusal"
    # Without "Expect", as clients that begin to send at once.
    curl -s "$version" -o "$work/refusal" -X PATCH -H 'Expect:' -H 'Tus-Resumable: 1.0.0' -H 'Upload-Offset: 0' \
      -H 'Content-Type: application/offset+octet-stream' -T "$work/original" \
      "$base/api/v1/uploads/upl_aaaaaaaaaaaaaaaaaaaaaaaaaa" || fail "curl $version ended with $?"
    contains /problems/unauthenticated < "$work/refusal" || fail "another answer with $version"
  done
}

broken() {
  local client path begun=$SECONDS
  say "a line that breaks, and kill -9 of the service in the middle"
  upload --progress "$work/progress" > "$work/path" &
  client=$!
  started+=("$client")
  far() {
    local percent=
    [ "$size" -gt 1000000000 ] || nowhere
    # The client may just be writing it.
    percent=$(cat "$work/progress" 2> /dev/null || true)
    [ "${percent:-0}" -ge 40 ] || ! kill -0 "$client" 2> /dev/null
  }
  wait_for 600 far || fail "the upload does not come along"
  kill -0 "$client" 2> /dev/null || fail "the upload ended before the service was killed"
  kill -KILL "$server"
  end "$server"
  wait_for 60 test ! -e "$SILLOK_DATA_DIR/postgres/postmaster.pid" || true
  nowhere
  start_service
  wait "$client" || fail "the client gave up"
  path=$(cat "$work/path")
  echo "uploaded in $((SECONDS - begun)) s"
  nowhere

  say "what the service signed, checked with openssl"
  curl -sSf "$base$path" -H "$me" > "$work/upload.json"
  member() { field "$1" < "$work/upload.json" | base64 -d; }
  member bytes > "$work/attested"
  member signature > "$work/signature"
  member publicKey | openssl pkey -pubin -inform DER -out "$work/statement.pem"
  openssl dgst -sha256 -verify "$work/statement.pem" -signature "$work/signature" "$work/attested"
  [ "$(member key | od -An -v -tx1 | tr -d ' \n')" = "$(member publicKey | sha256sum | cut -d' ' -f1)" ] || fail "the key is another"
  contains "\"sha256\":\"$(sha256sum "$work/original" | cut -d' ' -f1)\"" < "$work/attested" || fail "another digest was signed"
  deposited "$path"
}

parallel() {
  local path
  say "four parts side by side"
  path=$(upload --parallel 4)
  head_of "$path" > "$work/head"
  contains 'final;' < "$work/head" || fail "the upload was not put together"
  deposited "$path"
}

racing() {
  local path chunk racer racers=()
  say "two clients racing for one upload"
  path=$(curl -sSf -i -X POST "$base/api/v1/uploads" -H "$me" -H 'Tus-Resumable: 1.0.0' -H "Upload-Length: $size" \
    -H "Upload-Metadata: filename $(printf raced | base64)" \
    -H "Repr-Digest: sha-256=:$(openssl dgst -sha256 -binary "$work/original" | base64):" \
    | tr -d '\r' | sed -n 's|^[Ll]ocation: *https\{0,1\}://[^/]*||p')
  for chunk in 8000000 5000000; do
    upload --to "$path" --chunk $chunk > "$work/raced.$chunk" &
    racers+=($!)
    started+=($!)
  done
  for racer in "${racers[@]}"; do
    wait "$racer" || fail "a racing client gave up"
  done
  deposited "$path"
}

for scene in refused broken parallel racing; do
  over=$((SECONDS + limit))
  [[ $scenes != *" $scene "* ]] || "$scene"
done
scene=end
over=$((SECONDS + limit))
nowhere
grep -qF "$marker" "$work/original" || fail "the search finds nothing at all"
end "$proxy"
echo "connections cut: $(cat "$work/cuts")"
[[ $scenes != *" broken "* ]] || [ "$(cat "$work/cuts")" -gt 0 ] || fail "no connection was cut"
say "audit"
in_time ./sillok audit
