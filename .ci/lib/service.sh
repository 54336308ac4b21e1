# Sourced by the checks: a folder to work in, the packaged service on a data directory of its own, and how to talk to it.
# shellcheck shell=bash
#
# Filters read to the end of their pipe. Under pipefail one that stops early fails the command before it, now and then only: head, grep -q, grep -m
# and sed with q do that, and so does grep with its output to /dev/null.
set -euo pipefail
shopt -s inherit_errexit
export LC_ALL=C.UTF-8

json='Content-Type: application/json'
started=()

# new_work NAME: makes $work, which goes away at the end together with everything that was started.
new_work() {
  mkdir -p target
  work=$(mktemp -d "$PWD/target/$1.XXXXXX")
  trap clean_up EXIT
  export SILLOK_DATA_DIR=$work/data SILLOK_LOG_HIGH_WATER_MARK=$work/mark QUARKUS_HTTP_PORT=0
}

# end PID: ends something that was started, and waits for it.
end() {
  local pid left=()
  kill "$1" 2> /dev/null || true
  wait "$1" 2> /dev/null || true
  for pid in "${started[@]}"; do
    [ "$pid" = "$1" ] || left+=("$pid")
  done
  started=("${left[@]}")
}

# Ends everything that was started, the last first.
stop() {
  while [ ${#started[@]} -gt 0 ]; do
    end "${started[-1]}"
  done
}

# PostgreSQL may still be closing its files when the service has ended.
clean_up() {
  stop
  wait_for 60 test ! -e "$SILLOK_DATA_DIR/postgres/postmaster.pid" || true
  rm -rf "$work"
}

fail() {
  echo "$*" >&2
  exit 1
}

# wait_for SECONDS COMMAND…: until the command succeeds; fails after that time. The time is for the slowest machine.
wait_for() {
  local over=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $over ] || return 1
    sleep 0.2
  done
}

# contains TEXT: whether it is in the input, read to its end.
contains() { [[ $(cat) == *"$1"* ]]; }

# free_port [COUNT]: ports that nobody listens on, outside the range from which the kernel takes them for others.
free_port() {
  python3 - "${1:-1}" << 'END'
import random, socket, sys
held = []
while len(held) < int(sys.argv[1]):
    candidate = socket.socket()
    try:
        candidate.bind(("127.0.0.1", random.randrange(15000, 30000)))
        held.append(candidate)
    except OSError:
        candidate.close()
print(*(s.getsockname()[1] for s in held))
END
}

# The value of a member of a JSON object with no more than one such, and the first id in a JSON answer.
field() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | sed -n 1p; }
first_id() { grep -o '"id":"[^"]*"' | sed -n 1p | cut -d'"' -f4; }

# What a service that was killed has left behind does not count.
reads_address() {
  base=
  if [ -s "$SILLOK_DATA_DIR/service.json" ] && contains "\"pid\":$server" < "$SILLOK_DATA_DIR/service.json"; then
    base=$(field address < "$SILLOK_DATA_DIR/service.json")
  fi
  [ -n "$base" ]
}
is_up_or_gone() { reads_address || ! kill -0 "$server" 2> /dev/null; }

# launch LOG: runs the service until it answers or ends; then $base is its address or empty.
launch() {
  ./sillok serve > "$1" 2>&1 &
  server=$!
  started+=("$server")
  # It builds first if sources are newer, which takes minutes on a busy machine.
  wait_for 900 is_up_or_gone || true
}

# Starts the service and sets $server, $base and $custodian. Environment before the call, such as JAVA_OPTS, is the service's alone.
start_service() {
  launch "$work/serve.log"
  [ -n "$base" ] || { cat "$work/serve.log"; fail "the service did not start"; }
  custodian="Authorization: Bearer $(cat "$SILLOK_DATA_DIR/tokens/custodian.token")"
}

# refused_start WORDS: the service ends before it answers, and says WORDS.
refused_start() {
  launch "$work/refused.log"
  [ -z "$base" ] || fail "the service started, but should have said: $1"
  ! kill -0 "$server" 2> /dev/null || { cat "$work/refused.log"; fail "the service neither started nor ended"; }
  end "$server"
  contains "$1" < "$work/refused.log" || { cat "$work/refused.log"; fail "the service did not say: $1"; }
}

# Sets $party to a new one, whose users token makes.
make_party() {
  party=$(curl -sSf "$base/api/v1/parties" -H "$custodian" -H "$json" -d '{"kind":"NGO","names":{"en":"Invented"}}' | first_id)
}

# token ROLES…: the header with a token of a new user of $party.
token() {
  local roles user
  roles=$(printf ',"%s"' "$@")
  user=$(curl -sSf "$base/api/v1/parties/$party/users" -H "$custodian" -H "$json" -d "{\"roles\":[${roles:1}]}" | first_id)
  printf 'Authorization: Bearer %s' \
    "$(curl -sSf "$base/api/v1/tokens" -H "$custodian" -H "$json" -d "{\"user\":\"$user\",\"validFor\":\"PT1H\"}" | field token)"
}
