#!/usr/bin/env bash
# The statement key stays on a PKCS#11 token (SoftHSM): deposits, receipts and refusals
set -euo pipefail
export LC_ALL=C.UTF-8
work=$(mktemp -d "$PWD/target/pkcs11.XXXXXX")
export SOFTHSM2_CONF=$work/softhsm2.conf
mkdir "$work/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" > "$SOFTHSM2_CONF"
module=$(find /usr/lib -name libsofthsm2.so | head -n 1)
[ -n "$module" ] || { echo "SoftHSM is not installed"; exit 1; }
softhsm2-util --init-token --free --label sillok --pin 123456 --so-pin 654321 > /dev/null
printf 'name=token\nlibrary=%s\nslotListIndex=0\n' "$module" > "$work/token.cfg"
keytool -genkeypair -keystore NONE -storetype PKCS11 -providerClass sun.security.pkcs11.SunPKCS11 \
  -providerArg "$work/token.cfg" -storepass 123456 -alias statement -keyalg EC -groupname secp256r1 \
  -sigalg SHA256withECDSA -dname CN=statement -validity 36500 2> /dev/null
(umask 077; printf '123456\n' > "$work/pin"; printf '000000\n' > "$work/wrong-pin")

export SILLOK_DATA_DIR=$work/data QUARKUS_HTTP_PORT=0 SILLOK_LOG_HIGH_WATER_MARK=$work/mark
export SILLOK_CUSTODY_PKCS11_LIBRARY=$module SILLOK_CUSTODY_PKCS11_LABEL=statement
server=
trap '[ -z "$server" ] || kill $server 2> /dev/null; wait 2> /dev/null || true; rm -rf "$work"' EXIT

# A wrong PIN: one line that says what to do, and nothing runs.
if SILLOK_CUSTODY_PKCS11_PIN_FILE=$work/wrong-pin timeout 120 ./sillok serve > "$work/refused.log" 2>&1; then
  echo "the service started with a wrong PIN"; exit 1
fi
grep -q 'check the library, the slot and the PIN' "$work/refused.log" || { cat "$work/refused.log"; exit 1; }

SILLOK_CUSTODY_PKCS11_PIN_FILE=$work/pin ./sillok serve > "$work/serve.log" 2>&1 &
server=$!
for _ in $(seq 300); do
  [ -s "$SILLOK_DATA_DIR/service.json" ] && break
  kill -0 $server 2> /dev/null || { cat "$work/serve.log"; exit 1; }
  sleep 0.5
done
base=$(sed -n 's/.*"address" *: *"\([^"]*\)".*/\1/p' "$SILLOK_DATA_DIR/service.json")
[ ! -e "$SILLOK_DATA_DIR/keys/statement.key" ] || { echo "a key file was made beside the token"; exit 1; }
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }
first_id() { grep -o '"id":"[^"]*"' | head -n 1 | cut -d'"' -f4; }
custodian="Authorization: Bearer $(cat "$SILLOK_DATA_DIR/tokens/custodian.token")"
json='Content-Type: application/json'
party=$(curl -sf "$base/api/v1/parties" -H "$custodian" -H "$json" -d '{"kind":"NGO","names":{"en":"Invented"}}' | first_id)
user=$(curl -sf "$base/api/v1/parties/$party/users" -H "$custodian" -H "$json" -d '{"roles":["CONTRIBUTOR"]}' | first_id)
me="Authorization: Bearer $(curl -sf "$base/api/v1/tokens" -H "$custodian" -H "$json" -d "{\"user\":\"$user\",\"validFor\":\"PT1H\"}" | field token)"
deposit() {
  curl -s -o "$work/answer" -w '%{http_code}' "$base/api/v1/items" -H "$me" \
    -F 'metadata={"title":{"en":"signed on a token"},"kind":"DOCUMENT"};type=application/json' -F "file=@README.md"
}
for _ in $(seq 40); do
  [ "$(deposit)" = 201 ] || { cat "$work/answer" "$work/serve.log"; exit 1; }
done
item=$(first_id < "$work/answer")
curl -sf "$base/api/v1/items/$item/receipt" -H "$me" -H 'Prefer: wait=20' -o "$work/r.sillok.json"
curl -sf "$base/log/policy" -o "$work/log.policy"
./sillok verify --trust "$work/log.policy" "$work/r.sillok.json" README.md > "$work/verdict" || { cat "$work/verdict"; exit 1; }

# The key of the receipt is the one on the token.
keytool -exportcert -rfc -keystore NONE -storetype PKCS11 -providerClass sun.security.pkcs11.SunPKCS11 \
  -providerArg "$work/token.cfg" -storepass 123456 -alias statement 2> /dev/null > "$work/cert.pem"
spki=$(openssl x509 -in "$work/cert.pem" -noout -pubkey | sed '/^-/d' | tr -d '\n')
grep -qF "$spki" "$work/r.sillok.json" || { echo "the receipt names another key"; exit 1; }
./sillok audit > "$work/audit.log" || { cat "$work/audit.log"; exit 1; }
kill $server; wait $server || true
server=

# Another statement key than the repository's: one line, and nothing runs.
if env -u SILLOK_CUSTODY_PKCS11_LIBRARY -u SILLOK_CUSTODY_PKCS11_LABEL timeout 120 ./sillok serve > "$work/other.log" 2>&1; then
  echo "the service started with another statement key"; exit 1
fi
grep -q 'is not the one that this repository has signed with so far' "$work/other.log" || { cat "$work/other.log"; exit 1; }
echo "40 deposits signed on the token, one receipt verified, the audit is clean, a wrong PIN and another key are refused"
