#!/usr/bin/env bash
# A backup of the running service opens with openssl, unzip and sha256sum, and comes back whole
. .ci/lib/service.sh
new_work backup
(umask 077; printf 'an invented passphrase\n' > "$work/passphrase")
export SILLOK_BACKUP_DIRECTORY=$work/backups SILLOK_BACKUP_PASSPHRASE_FILE=$work/passphrase
start_service
make_party
me=$(token CONTRIBUTOR)
for _ in $(seq 10); do
  curl -sSf -o "$work/answer" "$base/api/v1/items" -H "$me" \
    -F 'metadata={"title":{"en":"to be backed up"},"kind":"DOCUMENT"};type=application/json' -F "file=@README.md"
done
./sillok backup nightly > "$work/backup.log" || { cat "$work/backup.log"; fail "the backup failed"; }
end "$server"

backup=$work/backups/nightly
(cd "$backup" && sha256sum --quiet --strict -c objects-*.sha256) || fail "sha256sum says that objects are not as listed"
# open ROLE: decrypts a container to $work/ROLE.zip, as the documentation says.
open() {
  openssl cms -decrypt -binary -inform DER -in "$backup/$1"-*.cms -out "$work/$1.zip" \
    -pwri_password "$(cat "$work/passphrase")" || fail "openssl does not open the container $1"
}
# part ROLE NAME: a part of that archive.
part() { python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$work/$1.zip" "$2"; }
for role in database vault keys; do open "$role"; done
items=$(part database sillok.evidence_item.copy | wc -l)
[ "$items" = 10 ] || fail "the backup has $items items"
part keys kek | cmp - "$SILLOK_DATA_DIR/keys/kek" || fail "the key file is another"
openssl cms -decrypt -binary -inform DER -in "$backup"/seal-*.cms -out "$work/seal" -pwri_password "$(cat "$work/passphrase")"
[ "$(od -An -v -tx1 "$work/seal" | tr -d ' \n')" = "$(sha256sum < "$backup/manifest.json" | cut -d' ' -f1)" ] ||
  fail "the seal is not the digest of the manifest"

# Where nobody knows of a later checkpoint: a rehearsal, which signs nothing.
export SILLOK_LOG_HIGH_WATER_MARK=$work/elsewhere SILLOK_DATA_DIR=$work/rehearsal
status=0
./sillok restore "$backup" --no-later-checkpoint > "$work/closed.log" || status=$?
[ "$status" = 1 ] || { cat "$work/closed.log"; fail "a backup that was taken while the log went on came back as if it had all"; }
audited() { ./sillok audit "$@" > "$work/audit.log" 2> "$work/audit.err" || { cat "$work/audit.log" "$work/audit.err"; fail "the audit found something"; }; }
./sillok rebuild > "$work/rebuild.log" || { cat "$work/rebuild.log"; fail "the rebuild of a rehearsal failed"; }
audited --checkpoint "$work"/rehearsal/objects/log/*/checkpoint

# And a restore that goes on.
export SILLOK_DATA_DIR=$work/restored
./sillok restore "$backup" --no-later-checkpoint --give-up-later-entries > "$work/restore.log" ||
  ./sillok rebuild >> "$work/restore.log" || { cat "$work/restore.log"; fail "the restore failed"; }
start_service
audited
echo "10 items backed up while the service ran, opened by openssl, restored, and the audit is clean"
