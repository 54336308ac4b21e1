#!/usr/bin/env bash
# Ceph's gateway with Object Lock: contract tests, deposits that nobody can delete, a killed gateway, and what it claims without doing it
# Builds in the tree.
. .ci/lib/service.sh
new_work s3
export ACCESS_KEY=check-access-key SECRET_KEY=check-secret-key
# Ceph's sockets have names of at most 100 characters.
ceph=$(mktemp -d /tmp/ceph.XXXXXX)
port=$(free_port)
endpoint=http://127.0.0.1:$port
end_all() {
  stop
  .ci/s3/rgw.sh stop "$ceph" "$port" || true
  clean_up
  rm -rf "$ceph"
}
trap end_all EXIT
.ci/s3/rgw.sh start "$ceph" "$port"
s3() { python3 .ci/s3/request.py "$endpoint" "$@"; }
status() { s3 "$@" | sed -n 1p; }
[ "$(status PUT /evidence "" x-amz-bucket-object-lock-enabled:true < /dev/null)" = 200 ] || fail "no bucket with a lock"
[ "$(status PUT /staging < /dev/null)" = 200 ] || fail "no second bucket"
[ "$(status PUT /plain < /dev/null)" = 200 ] || fail "no third bucket"

SILLOK_TEST_S3="$endpoint $ACCESS_KEY $SECRET_KEY" ./mvnw -B -ntp "${VERIFIED:+surefire:}test" -Dtest=ExternalS3Test > "$work/contract.log" 2>&1 \
  || { cat "$work/contract.log"; fail "the contract of the object store is not kept"; }
contains 'Tests run' < "$work/contract.log" || fail "no test ran"

printf '%s\n' "$ACCESS_KEY" > "$work/access"
printf '%s\n' "$SECRET_KEY" > "$work/secret"
export SILLOK_STORAGE_S3_ENDPOINT=$endpoint SILLOK_STORAGE_S3_STAGING_BUCKET=staging SILLOK_STORAGE_S3_RETENTION=P1D
export SILLOK_STORAGE_S3_ACCESS_KEY_FILE=$work/access SILLOK_STORAGE_S3_SECRET_KEY_FILE=$work/secret SILLOK_STORAGE_S3_PATIENCE=PT2S
SILLOK_STORAGE_S3_BUCKET=plain refused_start lock-not-shortened
export SILLOK_STORAGE_S3_BUCKET=evidence
JAVA_OPTS=-Xmx256m start_service
make_party
me=$(token CONTRIBUTOR)

# deposit FILE: prints the item's id, or fails.
deposit() {
  curl -sf "$base/api/v1/items" -H "$me" -F 'metadata={"title":{"en":"locked"},"kind":"VIDEO"};type=application/json' \
    -F "file=@$1;filename=file.bin" | first_id
}
head -c 1000 /dev/urandom > "$work/small"
head -c 60000000 /dev/urandom > "$work/large"
for size in small large; do
  item=$(deposit "$work/$size") || { cat "$work/serve.log"; fail "a deposit was refused"; }
  curl -sf "$base/api/v1/items/$item/versions/1/files/1" -H "$me" | cmp - "$work/$size"
done

# Somebody with all rights in the bucket.
s3 GET /evidence "prefix=content%2F&versions" > "$work/versions"
python3 - "$work/versions" > "$work/objects" << 'END'
import re, sys
for version in re.findall(r"<Version>.*?</Version>", open(sys.argv[1]).read()):
    print(*(re.search(f"<{tag}>(.*?)</{tag}>", version)[1] for tag in ("Key", "VersionId")))
END
[ "$(wc -l < "$work/objects")" = 2 ] || { cat "$work/versions"; fail "two objects should have one version each"; }
soon=$(date -u -d '+5 seconds' +%Y-%m-%dT%H:%M:%SZ)
shorter="<Retention><Mode>COMPLIANCE</Mode><RetainUntilDate>$soon</RetainUntilDate></Retention>"
while read -r key version; do
  [ "$(status DELETE "/evidence/$key" "versionId=$version" x-amz-bypass-governance-retention:true)" = 403 ] \
    || fail "a locked version could be deleted"
  sum=$(printf '%s' "$shorter" | openssl md5 -binary | base64)
  [ "$(printf '%s' "$shorter" | status PUT "/evidence/$key" "retention&versionId=$version" "content-md5:$sum")" = 403 ] \
    || fail "a retention could be shortened"
done < "$work/objects"
echo "deposits of 1 KB and 60 MB came back byte for byte; neither could be deleted, nor its retention shortened"

# An intruder's version on top is found by the audit, and the bytes below it are still there.
read -r key version < "$work/objects"
[ "$(printf intruder | status PUT "/evidence/$key")" = 200 ] || fail "this gateway is better than it was: correct the documentation"
if ./sillok audit > "$work/audit.log" 2>&1; then
  cat "$work/audit.log"
  fail "the audit does not see that an object was replaced"
fi
intruder=$(s3 GET /evidence "prefix=${key//\//%2F}&versions" | grep -o '<VersionId>[^<]*' | sed 's/<VersionId>//' | grep -v -F -x -- "$version")
[ "$(status DELETE "/evidence/$key" "versionId=$intruder")" = 204 ] || fail "the intruder's version stays"
./sillok audit > "$work/audit.log" || { cat "$work/audit.log"; fail "the audit fails"; }
if ./sillok fixity > "$work/fixity.log"; then
  cat "$work/fixity.log"
  fail "what the audit has found is no incident"
fi
./sillok repair > "$work/repair.log" || { cat "$work/repair.log"; fail "the incident of a file that is whole again stays open"; }
./sillok fixity > "$work/fixity.log" || { cat "$work/fixity.log"; fail "the incident was not closed"; }
echo "an object that was put over another one is found by the audit; below it the evidence is whole, and the incident ends"

.ci/s3/rgw.sh kill-gateway "$ceph" "$port"
if deposit "$work/small" > "$work/answer"; then
  fail "a deposit was taken without a store"
fi
.ci/s3/rgw.sh gateway "$ceph" "$port"
again() { item=$(deposit "$work/large"); }
wait_for 120 again || { cat "$work/serve.log"; fail "the service does not go on after the store came back"; }
curl -sf "$base/api/v1/items/$item/versions/1/files/1" -H "$me" | cmp - "$work/large"
./sillok audit > "$work/audit.log" || { cat "$work/audit.log"; fail "the audit fails after the gateway was killed"; }

./sillok doctor > "$work/doctor" || { cat "$work/doctor"; fail "the doctor is not content"; }
for claimed in conditional-writes multipart-lock checksums; do
  contains "$claimed: NOT DONE" < "$work/doctor" || { cat "$work/doctor"; fail "the doctor does not name $claimed"; }
done
curl -sf "$base/q/health/well" | contains claimedButNotDone || fail "health does not name what the gateway does not do"
echo "a killed gateway stopped deposits and nothing else; what it claims without doing it is named by doctor and health"
