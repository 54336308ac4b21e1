#!/usr/bin/env bash
# The statement key stays on a PKCS#11 token (SoftHSM): deposits, receipts and refusals
. .ci/lib/service.sh
new_work pkcs11
export SOFTHSM2_CONF=$work/softhsm2.conf
mkdir "$work/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" > "$SOFTHSM2_CONF"
module=$(find /usr/lib -name libsofthsm2.so | sed -n 1p)
[ -n "$module" ] || fail "SoftHSM is not installed"
softhsm2-util --init-token --free --label sillok --pin 123456 --so-pin 654321 > /dev/null
printf 'name=token\nlibrary=%s\nslotListIndex=0\n' "$module" > "$work/token.cfg"
# on_token OPTIONS…: keytool with the key on the token.
on_token() {
  keytool "$@" -keystore NONE -storetype PKCS11 -providerClass sun.security.pkcs11.SunPKCS11 \
    -providerArg "$work/token.cfg" -storepass 123456 -alias statement 2> "$work/keytool.log" ||
    { cat "$work/keytool.log" >&2; fail "keytool cannot use the token"; }
}
on_token -genkeypair -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=statement -validity 36500
(umask 077; printf '123456\n' > "$work/pin"; printf '000000\n' > "$work/wrong-pin")
export SILLOK_CUSTODY_PKCS11_LIBRARY=$module SILLOK_CUSTODY_PKCS11_LABEL=statement

SILLOK_CUSTODY_PKCS11_PIN_FILE=$work/wrong-pin refused_start 'check the library, the slot and the PIN'

SILLOK_CUSTODY_PKCS11_PIN_FILE=$work/pin start_service
[ ! -e "$SILLOK_DATA_DIR/keys/statement.key" ] || fail "a key file was made beside the token"
make_party
me=$(token CONTRIBUTOR)
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
on_token -exportcert -rfc > "$work/cert.pem"
spki=$(openssl x509 -in "$work/cert.pem" -noout -pubkey | sed '/^-/d' | tr -d '\n')
grep -qF "$spki" "$work/r.sillok.json" || fail "the receipt names another key"
./sillok audit > "$work/audit.log" || { cat "$work/audit.log"; exit 1; }
end "$server"

# Another statement key than the repository's: nothing runs.
unset SILLOK_CUSTODY_PKCS11_LIBRARY SILLOK_CUSTODY_PKCS11_LABEL
refused_start 'is not the one that this repository has signed with so far'
echo "40 deposits signed on the token, one receipt verified, the audit is clean, a wrong PIN and another key are refused"
