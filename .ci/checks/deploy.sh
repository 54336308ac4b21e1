#!/usr/bin/env bash
# What is deployed: Dockerfiles, compose file, manifests, alerts and dashboards against schemas and tools of their own
set -euo pipefail
export LC_ALL=C.UTF-8
work=$(mktemp -d "$PWD/target/deploy.XXXXXX")
trap 'rm -rf "$work"' EXIT

cp .ci/deploy/package.json .ci/deploy/package-lock.json .ci/deploy/.npmrc .ci/deploy/*.mjs "$work"
(cd "$work" && npm ci --no-audit --no-fund > npm.log 2>&1) || { cat "$work/npm.log"; exit 1; }
node "$work/dockerfile.mjs" Dockerfile deploy/s3/Dockerfile
node "$work/compose.mjs" deploy/compose.yaml
node "$work/kubernetes.mjs" deploy/kubernetes
for script in deploy/secrets.sh deploy/compose/roles.sh; do
  sh -n "$script"
done
for script in deploy/s3/gateway.sh deploy/image/healthy; do
  bash -n "$script"
done

# promtool out of Debian's package, which would start a server if it were installed.
promtool=$(command -v promtool || true)
if [ -z "$promtool" ]; then
  (cd "$work" && { apt-get -qq download prometheus || { apt-get -qq update && apt-get -qq download prometheus; }; }) > "$work/apt.log" 2>&1 || { cat "$work/apt.log"; exit 1; }
  dpkg-deb -x "$work"/prometheus_*.deb "$work/prometheus"
  promtool=$work/prometheus/usr/bin/promtool
fi
"$promtool" check rules deploy/prometheus/alerts.yaml
"$promtool" check config --syntax-only deploy/prometheus/prometheus.yaml
(cd deploy/prometheus && "$promtool" test rules alerts.test.yaml)
# The dashboard's queries as rules, so that the same parser reads them.
python3 - deploy/grafana/sillok.json > "$work/queries.yaml" << 'END'
import json, sys
board = json.load(open(sys.argv[1]))
ids = [panel["id"] for panel in board["panels"]]
assert len(ids) == len(set(ids)), "two panels have one id"
print("groups:\n  - name: queries\n    rules:")
for panel in board["panels"]:
    for target in panel.get("targets", []):
        print("      - record: panel:%d:%s" % (panel["id"], target["refId"].lower()))
        print("        expr: %s" % json.dumps(target["expr"]))
END
"$promtool" check rules "$work/queries.yaml"

# A fault in each is found: a check that finds nothing anywhere proves nothing.
refuses() { # COMMAND…: fails
  if "$@" > "$work/refused.log" 2>&1; then
    echo "not refused: $*" >&2
    exit 1
  fi
}
cp -r deploy "$work/deploy"
sed -i 's/podManagementPolicy/podManagmentPolicy/' "$work/deploy/kubernetes/statefulset.yaml"
refuses node "$work/kubernetes.mjs" "$work/deploy/kubernetes"
sed -i 's/stop_grace_period/stop_grace_time/' "$work/deploy/compose.yaml"
refuses node "$work/compose.mjs" "$work/deploy/compose.yaml"
sed 's/^USER .*//' Dockerfile > "$work/Dockerfile"
refuses node "$work/dockerfile.mjs" "$work/Dockerfile"
sed -i 's/max(sillok_log_refusing) > 0/max(sillok_log_refusing > 0/' "$work/deploy/prometheus/alerts.yaml"
refuses "$promtool" check rules "$work/deploy/prometheus/alerts.yaml"
echo "a misspelt member, an unknown setting, an image that runs as root and a query that is none are refused"

# What it says of its health, against a server that is well, one that is not, and none.
healthy() { QUARKUS_HTTP_PORT=$1 timeout 10 bash deploy/image/healthy ready; }
port=$(python3 - "$work/port" << 'END'
import http.server, os, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/q/health/ready" and not os.path.exists(sys.argv[1] + ".ill") else 503)
        self.end_headers()
    def log_message(self, *rest):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
print(server.server_port, flush=True)
if os.fork():
    os._exit(0)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
open(sys.argv[1], "w").write(str(os.getpid()))
server.serve_forever()
END
)
until [ -s "$work/port" ]; do sleep 0.1; done
trap 'kill "$(cat "$work/port")" 2> /dev/null || true; rm -rf "$work"' EXIT
healthy "$port"
touch "$work/port.ill"
refuses healthy "$port"
refuses healthy 1
echo "the image's health check tells well from ill and from nothing"
