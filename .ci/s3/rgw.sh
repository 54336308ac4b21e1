#!/usr/bin/env bash
# A Ceph RADOS Gateway on this host alone, for the S3 check: rgw.sh start|gateway|kill-gateway|stop FOLDER PORT
# (Debian: radosgw ceph-mon ceph-osd ceph-common). User "check" with the keys below; the store is on disk, so that it survives a kill.
set -euo pipefail
folder=$2
port=$3
access=check-access-key
secret=check-secret-key
conf=$folder/ceph.conf
export CEPH_ARGS="-c $conf"

answers() { [ "$(curl -s -o "$folder/answer" -w '%{http_code}' "http://127.0.0.1:$port/")" = 200 ]; }
wait_for() {
  for _ in $(seq 600); do
    "$@" && return
    sleep 0.2
  done
  echo "the gateway is not ready: $*" >&2
  cat "$folder"/log/* >&2
  exit 1
}
gateway() {
  rm -f "$folder/run/client.rgw.a.asok"
  radosgw -c "$conf" -n client.rgw.a >> "$folder/log/start.log" 2>&1
  wait_for answers
}
signal() { # NAME FILE: to the process whose id is in the file
  [ ! -s "$2" ] || kill "-$1" "$(cat "$2")" 2> /dev/null || true
}
osd_is_up() { ceph osd stat 2> /dev/null | grep '1 up' > "$folder/answer"; }

start() {
  mkdir -p "$folder"/{mon,osd,run,log}
  local fsid osd
  fsid=$(cat /proc/sys/kernel/random/uuid)
  cat > "$conf" << END
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
mon_data_avail_crit = 1
mon_data_avail_warn = 2
run_dir = $folder/run
admin_socket = $folder/run/\$name.asok
pid_file = $folder/run/\$name.pid
log_file = $folder/log/\$name.log
crash_dir = $folder/run
osd_memory_target = 939524096
rgw_enable_apis = s3, admin
[mon]
mon_data = $folder/mon
paxos_propose_interval = 0.05
paxos_min_wait = 0.01
mon_tick_interval = 1
mon_cluster_log_file = $folder/log/cluster.log
auth_allow_insecure_global_id_reclaim = true
[osd]
osd_data = $folder/osd
osd_objectstore = bluestore
bluestore_block_size = 4294967296
bluestore_block_create = true
bluestore_fsck_on_mkfs = false
osd_numa_auto_affinity = false
osd_op_num_threads_per_shard = 1
osd_mclock_skip_benchmark = true
osd_class_load_list = *
osd_class_default_list = *
[client.rgw.a]
rgw_frontends = beast endpoint=127.0.0.1:$port
rgw_data = $folder/run
rgw_thread_pool_size = 64
rgw_enable_lc_threads = false
rgw_enable_quota_threads = false
rgw_run_sync_thread = false
END
  {
    ceph-authtool -C "$folder/keyring" --gen-key -n mon. --cap mon 'allow *'
    ceph-authtool "$folder/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *'
    ceph-authtool "$folder/keyring" --gen-key -n osd.0 --cap mon 'allow profile osd' --cap mgr 'allow profile osd' --cap osd 'allow *'
    ceph-authtool "$folder/keyring" --gen-key -n client.rgw.a --cap mon 'allow rw' --cap osd 'allow rwx' --cap mgr 'allow rw'
    monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$((port + 1))]" "$folder/monmap"
    ceph-mon --mkfs -i a --keyring "$folder/keyring" --monmap "$folder/monmap"
    ceph-mon -i a
    osd=$(cat /proc/sys/kernel/random/uuid)
    ceph osd new "$osd" 0
    ceph-osd -i 0 --mkfs --osd-uuid "$osd"
    ceph-osd -i 0
  } > "$folder/log/start.log" 2>&1 || { cat "$folder/log/start.log" >&2; exit 1; }
  wait_for osd_is_up
  gateway
  radosgw-admin -n client.rgw.a user create --uid=check --display-name=check --access-key="$access" --secret-key="$secret" \
    > "$folder/log/user.log" 2>&1
}

case $1 in
  start) start ;;
  gateway) gateway ;;
  kill-gateway) signal KILL "$folder/run/client.rgw.a.pid" ;;
  stop)
    for name in client.rgw.a osd.0 mon.a; do
      signal KILL "$folder/run/$name.pid"
    done
    ;;
  *) exit 2 ;;
esac
