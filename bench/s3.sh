#!/usr/bin/env bash
# Measures the object store on S3 beside a bare loop over the SDK, on a Ceph gateway of its own.
# bench/s3.sh [MIB [OBJECTS [ROUNDS]]]   (default 256 800 5; Debian: radosgw ceph-mon ceph-osd ceph-common; bench/README.md)
# With S3="endpoint access-key secret-key" on that service instead; it has buckets bench-evidence, bench-staging and bench-bare.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -f target/quarkus-app/quarkus-run.jar ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
classes=target/bench-classes
path=$(find target/quarkus-app/lib -name '*.jar' | tr '\n' ':')
mkdir -p "$classes"
javac -d "$classes" -cp "target/classes:$path" bench/s3/S3Bench.java
if [ -n "${S3:-}" ]; then
  read -r endpoint access secret <<< "$S3"
else
  # Ceph's sockets have names of at most 100 characters.
  ceph=$(mktemp -d /tmp/ceph.XXXXXX)
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  trap '.ci/s3/rgw.sh stop "$ceph" "$port"; rm -rf "$ceph"' EXIT
  .ci/s3/rgw.sh start "$ceph" "$port"
  endpoint=http://127.0.0.1:$port access=check-access-key secret=check-secret-key
  for bucket in evidence staging bare; do
    ACCESS_KEY=$access SECRET_KEY=$secret python3 .ci/s3/request.py "$endpoint" PUT "/bench-$bucket" < /dev/null > "$classes/answer"
  done
fi
java -Xmx512m -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp "$classes:target/classes:$path" org.sillok.storage.S3Bench "$endpoint" "$access" "$secret" \
  "${1:-256}" "${2:-800}" "${3:-5}" 2> >(grep -v -e ' INFO ' -e SLF4J >&2)
