#!/bin/sh
# Small deposits beside Fedora 6 on the same machine in the same run. Fetches Fedora and Jetty with Maven (80 MB).
# bench/fedora.sh [--quick]   (bench/README.md)
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
[ -f target/quarkus-app/quarkus-run.jar ] || ./mvnw -B -ntp -q -Dmaven.test.skip=true package
peer=target/bench-peer
fetch() {
  [ -f "$peer/$2" ] || ./mvnw -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="$1" -DoutputDirectory="$peer" -Dmdep.stripVersion=true
}
fetch org.fcrepo:fcrepo-webapp:6.1.0:war fcrepo-webapp.war
fetch org.eclipse.jetty:jetty-runner:9.4.57.v20241219 jetty-runner.jar
classes=target/bench-classes
mkdir -p "$classes"
javac -d "$classes" bench/Deposits.java bench/Fedora.java
exec java -Xmx256m -cp "$classes" Fedora "$peer" "$@"
