# The service as an image: built from this checkout, run by a user without rights over a read-only root (docs/deployment.md).
# Tags name what is meant; for a build that nobody else can change give digests: --build-arg BUILD_IMAGE=…@sha256:…
ARG BUILD_IMAGE=docker.io/library/eclipse-temurin:25-jdk-noble
ARG RUNTIME_IMAGE=docker.io/library/eclipse-temurin:25-jre-noble

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
ENV LC_ALL=C.UTF-8
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src/main src/main
RUN ./mvnw -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -Dsort.skip=true package

FROM ${RUNTIME_IMAGE}
RUN groupadd --gid 10001 sillok \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin sillok \
 && install -d -o sillok -g sillok -m 700 /var/lib/sillok /var/lib/sillok-mark /var/backups/sillok
# No file of the program belongs to the user that runs it.
COPY --from=build /src/target/quarkus-app /opt/sillok/target/quarkus-app
COPY --from=build /src/target/sillok-verify.jar /src/target/sbom.json /opt/sillok/target/
COPY sillok LICENSE NOTICE /opt/sillok/
COPY deploy/image/healthy /opt/sillok/healthy

# The data directory is one below the mounted volume, so that the program makes it itself, readable by nobody else.
ENV LC_ALL=C.UTF-8 \
    JAVA_OPTS="-XX:MaxRAMPercentage=55 -XX:MaxDirectMemorySize=256m -XX:+ExitOnOutOfMemoryError" \
    QUARKUS_HTTP_HOST=0.0.0.0 \
    QUARKUS_HTTP_PORT=8080 \
    SILLOK_DATA_DIR=/var/lib/sillok/data \
    SILLOK_LOG_HIGH_WATER_MARK=/var/lib/sillok-mark/log
USER 10001:10001
WORKDIR /opt/sillok
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=4 CMD ["/opt/sillok/healthy", "live"]
ENTRYPOINT ["/opt/sillok/sillok"]
CMD ["serve"]
