#!/usr/bin/env bash
# A real Keycloak with the shipped realm: people and programs sign in, step up, and are refused with the wrong token
#
# Needs curl and Python. Keycloak comes from its Maven artefact (176 MB), and is run by the Java that runs everything else.
. .ci/lib/service.sh
version=26.7.3
kept=target/keycloak
mkdir -p "$kept"
if [ ! -f "$kept/keycloak-quarkus-dist-$version.tar.gz" ]; then
  ./mvnw -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.7.0:copy "-Dartifact=org.keycloak:keycloak-quarkus-dist:$version:tar.gz" \
    "-DoutputDirectory=$PWD/$kept" > "$kept/copy.log" 2>&1 || { tail -n 40 "$kept/copy.log"; exit 1; }
fi
new_work keycloak
mkdir "$work/keycloak"
tar -xzf "$kept/keycloak-quarkus-dist-$version.tar.gz" -C "$work/keycloak" --strip-components=1
mkdir -p "$work/keycloak/data/import"
cp deploy/keycloak/sillok-realm.json "$work/keycloak/data/import/"

port=$(free_port)
login=http://127.0.0.1:$port
export KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=only-for-this-check
export JAVA_OPTS_KC_HEAP="-Xms64m -Xmx384m"
# A session of its own, so that the whole group can be ended: kc.sh starts a Java of its own.
setsid "$work/keycloak/bin/kc.sh" start-dev --import-realm --http-host=127.0.0.1 "--http-port=$port" > "$work/keycloak.log" 2>&1 &
keycloak=$!
told() {
  [ "$1" = 0 ] || tail -n 60 "$work/keycloak.log" "$work/serve.log" 2> /dev/null || true
  kill -- "-$keycloak" 2> /dev/null || true
  wait "$keycloak" 2> /dev/null || true
}
trap 'told $?; clean_up' EXIT
knows_the_realm() { curl -sf "$login/realms/sillok/.well-known/openid-configuration" > "$work/discovery.json"; }
wait_for 300 knows_the_realm || fail "Keycloak did not start with the realm"

export SILLOK_OIDC_ISSUER_URL=$login/realms/sillok
launch "$work/serve.log"
[ -n "$base" ] || { cat "$work/serve.log"; fail "the service did not start"; }
[ ! -e "$SILLOK_DATA_DIR/tokens/custodian.token" ] || fail "with a provider there is a token of the local issuer"
[ ! -e "$SILLOK_DATA_DIR/keys/token-issuer.pem" ] || fail "with a provider there is a key of the local issuer"
repository=$(grep -o 'own party: pty_[a-z2-7]*' "$work/serve.log" | sed -n 's/.*\(pty_\)/\1/p' | sed -n 1p)
python3 .ci/keycloak/walk.py "$login" "$base" "$repository"
