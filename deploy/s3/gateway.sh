#!/usr/bin/env bash
# An S3 service with Object Lock on one disk: Ceph's gateway with one monitor and one store, as the project's checks run it. For trying out and for
# small installations that have nothing better: one copy of everything, no cluster. Ends with SIGTERM; what was stored is there again at the next start.
#
#   S3_FOLDER (/var/lib/s3)  S3_HOST (0.0.0.0)  S3_PORT (8000)  S3_GIBIBYTES (100, at the first start only; taken when it is used)
#   S3_ACCESS_KEY_FILE, S3_SECRET_KEY_FILE: the credentials. Buckets: evidence (with Object Lock) and staging.
set -euo pipefail
folder=${S3_FOLDER:-/var/lib/s3}
port=${S3_PORT:-8000}
here=$(cd "$(dirname "$0")" && pwd)
conf=$folder/ceph.conf
export CEPH_ARGS="-c $conf"

wait_for() {
  for _ in $(seq 300); do
    ! "$@" || return 0
    sleep 0.2
  done
  echo "s3: not ready: $*" >&2
  exit 1
}
osd_is_up() { [[ $(ceph osd stat 2> /dev/null) == *"1 up"* ]]; }
answers() { python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=5)' "http://127.0.0.1:$port/" 2> /dev/null; }

configure() {
  local fsid=$1
  cat > "$conf.new" << END
[global]
fsid = $fsid
mon_host = v2:127.0.0.1:$((port + 1))
public_network = 127.0.0.0/8
ms_bind_ipv6 = false
ms_bind_port_min = $((port + 10))
ms_bind_port_max = $((port + 60))
auth_cluster_required = cephx
auth_service_required = cephx
auth_client_required = cephx
keyring = $folder/keyring
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_max_pg_per_osd = 1000
run_dir = $folder/run
admin_socket = $folder/run/\$name.asok
pid_file = $folder/run/\$name.pid
log_file = $folder/log/\$name.log
crash_dir = $folder/run
osd_memory_target = 939524096
rgw_enable_apis = s3, admin
[mon]
mon_data = $folder/mon
mon_cluster_log_file = $folder/log/cluster.log
auth_allow_insecure_global_id_reclaim = true
[osd]
osd_data = $folder/osd
osd_objectstore = bluestore
bluestore_block_size = $((${S3_GIBIBYTES:-100} << 30))
bluestore_block_create = true
osd_mclock_skip_benchmark = true
osd_class_load_list = *
osd_class_default_list = *
[client.rgw.a]
rgw_frontends = beast endpoint=${S3_HOST:-0.0.0.0}:$port
rgw_data = $folder/run
END
  mv "$conf.new" "$conf"
}

first_start() {
  local osd
  configure "$(cat /proc/sys/kernel/random/uuid)"
  rm -rf "$folder/mon" "$folder/osd" "$folder/keyring"
  mkdir -p "$folder/mon" "$folder/osd"
  ceph-authtool -C "$folder/keyring" --gen-key -n mon. --cap mon 'allow *'
  ceph-authtool "$folder/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
  ceph-authtool "$folder/keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap mgr 'allow profile osd' --cap osd 'allow *'
  ceph-authtool "$folder/keyring" --gen-key -n client.rgw.a --cap mon 'allow rw' --cap osd 'allow rwx' --cap mgr 'allow rw'
  monmaptool --clobber --create --fsid "$(sed -n 's/^fsid = //p' "$conf")" --addv a "[v2:127.0.0.1:$((port + 1))]" "$folder/monmap"
  ceph-mon --mkfs -i a --keyring "$folder/keyring" --monmap "$folder/monmap"
  ceph-mon -i a
  osd=$(cat /proc/sys/kernel/random/uuid)
  ceph osd new "$osd" 0
  ceph-osd -i 0 --mkfs --osd-uuid "$osd"
  ceph-osd -i 0
}

# One after the other: the store tells the monitor that it goes.
ending() {
  local name
  for name in client.rgw.a osd.0 mon.a; do
    [ -s "$folder/run/$name.pid" ] || continue
    kill -TERM "$(cat "$folder/run/$name.pid")" 2> /dev/null || continue
    for _ in $(seq 100); do
      kill -0 "$(cat "$folder/run/$name.pid" 2> /dev/null)" 2> /dev/null || break
      sleep 0.1
    done
  done
}

mkdir -p "$folder/run" "$folder/log"
rm -f "$folder"/run/*
trap 'ending; exit 0' TERM INT
if [ -f "$folder/ready" ]; then
  configure "$(sed -n 's/^fsid = //p' "$conf")"
  ceph-mon -i a
  ceph-osd -i 0
else
  first_start
fi
wait_for osd_is_up
radosgw -c "$conf" -n client.rgw.a
wait_for answers
if [ ! -f "$folder/ready" ]; then
  ACCESS_KEY=$(cat "$S3_ACCESS_KEY_FILE")
  SECRET_KEY=$(cat "$S3_SECRET_KEY_FILE")
  export ACCESS_KEY SECRET_KEY
  # One that was cut off in its first start has the user already.
  radosgw-admin -n client.rgw.a user info --uid=sillok > "$folder/log/user.log" 2>&1 ||
    radosgw-admin -n client.rgw.a user create --uid=sillok --display-name=sillok --access-key="$ACCESS_KEY" --secret-key="$SECRET_KEY" \
      > "$folder/log/user.log" 2>&1
  ask() { python3 "$here/request.py" "http://127.0.0.1:$port" "$@" < /dev/null | sed -n 1p; }
  [[ $(ask PUT /evidence "" x-amz-bucket-object-lock-enabled:true) =~ ^(200|409)$ ]]
  [[ $(ask PUT /staging) =~ ^(200|409)$ ]]
  unset ACCESS_KEY SECRET_KEY
  touch "$folder/ready"
fi
echo "s3: ready on port $port"
# Without its parts there is no service: whoever watches this process starts it again.
while kill -0 "$(cat "$folder/run/client.rgw.a.pid")" && kill -0 "$(cat "$folder/run/osd.0.pid")" && kill -0 "$(cat "$folder/run/mon.a.pid")"; do
  sleep 2 &
  wait $!
done
ending
exit 1
