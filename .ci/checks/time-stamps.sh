#!/usr/bin/env bash
# Two OpenSSL authorities stamp checkpoints, openssl verifies the tokens, receipts carry them, and a dead authority stops nothing
. .ci/lib/service.sh
. .ci/lib/authorities.sh
new_work time
start_authorities
mkdir "$work/strangers"
.ci/tsa/make.sh "$work/strangers" "$lists"
JAVA_OPTS="-Xmx256m $time_options -Dsillok.time.timeout=PT3S -Dsillok.time.retry.first=PT0.5S -Dsillok.time.retry.longest=PT2S" start_service
make_party
me=$(token CONTRIBUTOR)
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
# have_stamped SIZE: whether both authorities have stamped so much; sets $size to the newest that they have.
have_stamped() {
  size=$(stamps | awk '/ec:STAMPED.*rsa:STAMPED/ && !found { found = 1; print $1 }')
  [ "${size:-0}" -ge "$1" ]
}
# The newest checkpoint waits for one authority, which is visible to everybody.
waits_for_rsa() {
  [[ $(stamps | sed -n 1p) =~ ec:STAMPED.*rsa:PENDING:UNREACHABLE ]] && curl -s "$base/q/health/well" | contains 'PENDING UNREACHABLE'
}

item=$(deposit)
wanted=$(curl -sf "$base/log/checkpoint" | sed -n 2p)
wait_for 180 have_stamped "$wanted" || { stamps; cat "$work/serve.log"; fail "$wanted entries were not stamped by both authorities"; }

curl -sf "$base/log/time-stamps/$size/checkpoint" > "$work/checkpoint"
for authority in rsa ec; do
  curl -sf "$base/log/time-stamps/$size/$authority.tsr" > "$work/$authority.tsr"
  curl -sf "$base/log/time-stamps/$size/$authority.crl" > "$work/$authority.crl"
  cp "$work/checkpoint" "$work/changed"
  printf 'X' | dd of="$work/changed" bs=1 seek=3 conv=notrunc 2> /dev/null
  if openssl ts -verify -data "$work/changed" -in "$work/$authority.tsr" -CAfile "$work/tsa/root.pem" > /dev/null 2>&1; then
    fail "openssl accepts the token of $authority over a changed checkpoint"
  fi
  openssl ts -verify -data "$work/checkpoint" -in "$work/$authority.tsr" -CAfile "$work/tsa/root.pem" 2> /dev/null \
    | contains 'Verification: OK'
  openssl crl -inform DER -in "$work/$authority.crl" -CAfile "$work/tsa/root.pem" -noout 2>&1 | contains 'verify OK'
  echo "openssl verifies the token and the revocation list of $authority over $size entries"
done

curl -sf "$base/log/policy" > "$work/policy"
curl -sf "$base/api/v1/items/$item/receipt" -H "$me" > "$work/receipt.sillok.json"
./sillok verify --trust "$work/policy" --tsa-roots "$work/tsa/root.pem" --json "$work/receipt.sillok.json" "$work/file.txt" \
  > "$work/verdict"
[ "$(grep -o '"proven":true' "$work/verdict" | wc -l)" -eq 2 ] || { cat "$work/verdict"; exit 1; }
java -jar target/sillok-verify.jar --trust "$work/policy" --tsa-roots "$work/tsa/root.pem" "$work/receipt.sillok.json" \
  | contains 'existed at'
./sillok verify --trust "$work/policy" "$work/receipt.sillok.json" | contains 'by an authority you have not named'
if ./sillok verify --trust "$work/policy" --tsa-roots "$work/strangers/root.pem" "$work/receipt.sillok.json" \
  > "$work/verdict" 2>&1; then
  fail "a receipt was verified although its authorities lead to none of the roots"
fi
echo "a receipt with two tokens is verified offline, and refused under other roots"

stop_authority rsa
for _ in $(seq 10); do deposit > "$work/deposited"; done
wait_for 180 waits_for_rsa || { stamps; curl -s "$base/q/health/well"; fail "the dead authority is not seen"; }
curl -sf "$base/q/health/ready" -o "$work/ready"
newest=$(stamps | sed -n 1p | cut -d' ' -f1)
start_authority rsa
wait_for 180 have_stamped "$newest" || { stamps; fail "the authority that came back was not asked again"; }
echo "deposits went on while an authority was dead, its state was visible, and it caught up"
