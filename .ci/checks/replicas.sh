#!/usr/bin/env bash
# Three replicas under kill -9, SIGSTOP and lost connections lose nothing and never sign two roots; a restored database refuses and is rebuilt
set -euo pipefail
export LC_ALL=C.UTF-8
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
mkdir -p target
work=$(mktemp -d /tmp/sillok-replicas.XXXXXX)
chmod 711 "$work"
# PostgreSQL refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  install -d -o postgres -g postgres -m 700 "$work/pg"
else
  install -d -m 700 "$work/pg"
fi
ended() {
  "${as[@]}" "$bin/pg_ctl" -D "$work/pg/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap ended EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
(
  cd "$work/pg"
  printf 'superuser' | "${as[@]}" tee password > /dev/null
  "${as[@]}" "$bin/initdb" -D data -U postgres -A scram-sha-256 --pwfile=password -E UTF8 --locale=C.UTF-8 > initdb.log 2>&1 ||
    { cat initdb.log; exit 1; }
  "${as[@]}" "$bin/pg_ctl" -D data -w -l log -o "-p $port -k '' -c listen_addresses=127.0.0.1" start > /dev/null ||
    { cat log; exit 1; }
)
export PGOPTIONS="-c client_min_messages=warning"
export PGHOST=127.0.0.1 PGPORT=$port PGUSER=postgres PGPASSWORD=superuser
# The script as it is shipped, but for the three passwords, which it asks for at a terminal.
sed -e "s/^\\\\password :owner/alter role :\"owner\" password 'owner';/" -e "s/^\\\\password :app/alter role :\"app\" password 'app';/" \
  -e "s/^\\\\password :eraser/alter role :\"eraser\" password 'eraser';/" \
  deploy/postgres/roles.sql > "$work/roles.sql"
psql -q -v database=sillok -v owner=sillok_owner -v app=sillok_app -v eraser=sillok_eraser -f "$work/roles.sql"
export SILLOK_DATABASE_URL=jdbc:postgresql://127.0.0.1:$port/sillok
export SILLOK_DATABASE_OWNER_USERNAME=sillok_owner SILLOK_DATABASE_OWNER_PASSWORD=owner
export SILLOK_DATABASE_APP_USERNAME=sillok_app SILLOK_DATABASE_APP_PASSWORD=app
export SILLOK_DATABASE_ERASER_USERNAME=sillok_eraser SILLOK_DATABASE_ERASER_PASSWORD=eraser
export SILLOK_OIDC_LOCAL_ISSUER=true
export SILLOK_LOG_ORIGIN=log-replicas.example.org SILLOK_STORAGE_DIRECTORY=$work/objects
export SILLOK_LOG_LEASE=PT2S JAVA_OPTS="-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
# The program must not be built three times at once.
./sillok version > /dev/null
python3 .ci/checks/replicas.py "$work" "$bin"
