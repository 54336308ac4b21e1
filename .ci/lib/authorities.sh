# Sourced after service.sh: two OpenSSL time-stamping authorities, rsa and ec, on this machine.
# shellcheck shell=bash disable=SC2154

declare -A authority_port authority_pid

# Makes both below one root in $work/tsa, starts them, and sets $time_options, with which the service asks them.
start_authorities() {
  local ports
  ports=$(free_port 2)
  authority_port=([rsa]=${ports% *} [ec]=${ports#* })
  lists=http://127.0.0.1:${authority_port[ec]}
  mkdir "$work/tsa"
  .ci/tsa/make.sh "$work/tsa" "$lists"
  start_authority rsa
  start_authority ec
  time_options="-Dsillok.time.authorities.rsa=http://127.0.0.1:${authority_port[rsa]}/"
  time_options+=" -Dsillok.time.authorities.ec=http://127.0.0.1:${authority_port[ec]}/"
  time_options+=" -Dsillok.time.roots=$work/tsa/root.pem -Dsillok.time.every=PT2S -Dsillok.time.allow-private-addresses=true"
}

# start_authority KIND: runs it on its port, and waits until it answers.
start_authority() {
  python3 .ci/tsa/serve.py "$work/tsa" "$1" "${authority_port[$1]}" &
  authority_pid[$1]=$!
  started+=("${authority_pid[$1]}")
  wait_for 60 curl -sf -o "$work/list" "http://127.0.0.1:${authority_port[$1]}/root.crl" || fail "the authority $1 does not answer"
}

stop_authority() { end "${authority_pid[$1]}"; }
