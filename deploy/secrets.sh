#!/bin/sh
# Makes the secrets that deploy/compose.yaml mounts, and that of the client sillok-metrics (deploy/keycloak/README.md), each a random one, where there is none yet: secrets.sh FOLDER. Run as root: containers read the
# files by their group 10001, and nobody else may. Nothing that is there is changed.
set -eu
umask 077
folder=${1:?usage: secrets.sh FOLDER}
[ "$(id -u)" = 0 ] || { echo "secrets.sh: run as root, so that the files can belong to group 10001" >&2; exit 1; }
mkdir -p "$folder"
for name in postgres-password owner-password app-password eraser-password keycloak-database-password keycloak-admin-password \
  s3-access-key s3-secret-key backup-passphrase sillok-metrics; do
  if [ ! -e "$folder/$name" ]; then
    # Without a line break: what reads them takes the whole file.
    head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' > "$folder/$name.new"
    mv "$folder/$name.new" "$folder/$name"
    echo "made $folder/$name"
  fi
  chgrp 10001 "$folder/$name"
  chmod 440 "$folder/$name"
done
chgrp 10001 "$folder"
chmod 750 "$folder"
echo "Keep a copy of backup-passphrase elsewhere: without it no backup can be restored."
