#!/usr/bin/env bash
# The key-encryption key stays on a PKCS#11 token (SoftHSM): moved there and back, rotated there, taken out and put back
# Builds in the tree.
. .ci/lib/service.sh
new_work pkcs11-keys
module=$(find /usr/lib -name libsofthsm2.so | sed -n 1p)
[ -n "$module" ] || fail "SoftHSM is not installed"
export SOFTHSM2_CONF=$work/softhsm2.conf REMOVABLE_MODULE=$module REMOVABLE_AWAY=$work/away
mkdir "$work/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" > "$SOFTHSM2_CONF"
softhsm2-util --init-token --free --label sillok --pin 123456 --so-pin 654321 > /dev/null
slot=$(softhsm2-util --show-slots | sed -n 's/^Slot //p' | sed -n 1p)
cc -shared -fPIC -O1 -Wall -Wextra -o "$work/removable.so" .ci/pkcs11/removable.c -ldl

SILLOK_TEST_PKCS11="$work/removable.so $slot 123456" ./mvnw -B -ntp "${VERIFIED:+surefire:}test" -Dtest='Pkcs11KeyVaultTest,Pkcs11FaultsTest' > "$work/contract.log" 2>&1 \
  || { cat "$work/contract.log"; fail "the contract of the key vault is not kept"; }
for class in Pkcs11KeyVaultTest Pkcs11FaultsTest; do
  grep -Eq "Tests run: [1-9][0-9]*, Failures: 0, Errors: 0, Skipped: 0, .*$class" "$work/contract.log" || fail "not every test of $class ran"
done

(umask 077; printf '000000\n' > "$work/pin")

# deposit: sets $status, and $item if it is 201.
deposit() {
  status=$(curl -s -o "$work/answer" -w '%{http_code}' "$base/api/v1/items" -H "$me" \
    -F 'metadata={"title":{"en":"kept on a token"},"kind":"DOCUMENT"};type=application/json' -F "file=@README.md")
  [ "$status" != 201 ] || item=$(first_id < "$work/answer")
}
deposits() { deposit; [ "$status" = 201 ]; }
must_deposit() { deposits || { cat "$work/answer" "$work/serve.log"; fail "a deposit was answered $status"; }; }
# reads ITEM…: each is downloaded and compared.
reads() {
  local each
  for each in "$@"; do
    curl -sf "$base/api/v1/items/$each/versions/1/files/1" -H "$me" | cmp - README.md || fail "$each is not what was deposited"
  done
}
# protects PREFIX: everything is wrapped under one key whose identifier begins so.
protects() {
  ./sillok keys --json > "$work/keys.json" || { cat "$work/keys.json"; fail "a key cannot be used"; }
  python3 - "$work/keys.json" "$1" << 'END' || { cat "$work/keys.json"; fail "not everything is under $1"; }
import json, sys
keys = json.load(open(sys.argv[1]))["keys"]
wrapping = [key for key in keys if key["wraps"] > 0]
assert len(wrapping) == 1 and wrapping[0]["state"] == "CURRENT" and wrapping[0]["id"].startswith(sys.argv[2])
END
}
# retire PREFIX: every former key whose identifier begins so.
retire() {
  local key
  for key in $(python3 -c 'import json, sys
for key in json.load(open(sys.argv[1]))["keys"]:
    if key["state"] == "FORMER" and key["id"].startswith(sys.argv[2]): print(key["id"])' "$work/keys.json" "$1"); do
    ./sillok keys retire "$key" > /dev/null
  done
}
healthy() { [ "$(curl -s -o "$work/health" -w '%{http_code}' "$base/q/health/ready")" = 200 ]; }
no_trace() { ! grep -nE '^\s+at [a-z]+\.|PKCS11Exception' "$work/serve.log" || fail "the log has a stack trace"; }

# 1. Everything begins in the file.
start_service
make_party
me=$(token CONTRIBUTOR)
must_deposit
first=$item
end "$server"

# 2. With a wrong PIN nothing is stored; with the right one in the file everything moves, and a new key is made in the token.
export SILLOK_VAULT_KIND=pkcs11 SILLOK_VAULT_PKCS11_LIBRARY=$work/removable.so SILLOK_VAULT_PKCS11_SLOT=$slot SILLOK_VAULT_PKCS11_LABEL=kek
export SILLOK_VAULT_PKCS11_PIN_FILE=$work/pin
start_service
! healthy || fail "the service claims to be ready with a wrong PIN"
contains TOKEN_DENIED < "$work/health" || { cat "$work/health"; fail "health does not say that the PIN is wrong"; }
deposit
[ "$status" = 503 ] || fail "with a wrong PIN a deposit was answered $status"
printf '123456\n' > "$work/pin"
wait_for 60 healthy || { cat "$work/health"; fail "the right PIN is not used"; }
must_deposit
second=$item
./sillok keys rotate --no-new-key > "$work/rotate.log"
protects pkcs11-
./sillok keys rotate > "$work/rotate.log"
protects pkcs11-
printf 'name=token\nlibrary=%s\nslot=%s\n' "$module" "$slot" > "$work/token.cfg"
keytool -list -keystore NONE -storetype PKCS11 -providerClass sun.security.pkcs11.SunPKCS11 -providerArg "$work/token.cfg" \
  -storepass 123456 > "$work/list" 2>&1 || { cat "$work/list"; fail "keytool cannot look into the token"; }
contains kek-v1- < "$work/list" || fail "the first key is not in the token"
contains kek-v2- < "$work/list" || fail "rotating made no key in the token"
reads "$first" "$second"

# 3. The token is taken out: a clear state, nothing is stored. Put back: it goes on by itself.
for _ in 1 2; do
  touch "$REMOVABLE_AWAY"
  deposit
  [ "$status" = 503 ] || fail "without the token a deposit was answered $status"
  contains /problems/keys-unavailable < "$work/answer" || fail "another problem than keys-unavailable"
  ! healthy || fail "the service claims to be ready without the token"
  contains TOKEN_UNREACHABLE < "$work/health" || { cat "$work/health"; fail "health does not say that the token is away"; }
  [ "$(curl -s -o "$work/answer" -w '%{http_code}' "$base/api/v1/items/$first/versions/1/files/1" -H "$me")" = 503 ] || fail "read without the token"
  ! ./sillok doctor > "$work/doctor" 2>&1 || fail "the doctor finds nothing wrong"
  contains "token" < "$work/doctor" || { cat "$work/doctor"; fail "the doctor does not name the token"; }
  rm "$REMOVABLE_AWAY"
  wait_for 60 healthy || { cat "$work/health"; fail "the token is back, but not used"; }
  wait_for 60 deposits || fail "no deposit after the token was back"
  reads "$first" "$second" "$item"
done
no_trace
end "$server"

# 4. Back to the file; the token is not needed any more when its keys are retired.
export SILLOK_VAULT_KIND=file
start_service
./sillok keys rotate --no-new-key > "$work/rotate.log"
protects local-
retire pkcs11-
end "$server"
unset SILLOK_VAULT_PKCS11_LIBRARY SILLOK_VAULT_PKCS11_SLOT SILLOK_VAULT_PKCS11_LABEL SILLOK_VAULT_PKCS11_PIN_FILE
touch "$REMOVABLE_AWAY"
start_service
healthy || { cat "$work/health"; fail "the token is still needed"; }
reads "$first" "$second" "$item"
./sillok audit > "$work/audit.log" || { cat "$work/audit.log"; exit 1; }
echo "moved to the token, rotated there, away and back twice, moved to the file again; a wrong PIN is a clear state and nothing was lost"
