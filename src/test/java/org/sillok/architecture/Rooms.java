package org.sillok.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rooms exist, in which layer each is, and which libraries each part may use. A new package has to be entered
 * here before anything compiles into it; that is the point.
 */
final class Rooms {
    /** Rooms with their parts; {@code ""} is the root. */
    static final Map<String, Set<String>> PARTS = Map.ofEntries(
            Map.entry("kernel", Set.of("")),
            Map.entry("json", Set.of("")),
            Map.entry("terms", Set.of("")),
            Map.entry("crypto", Set.of("")),
            // Opens sockets, and is therefore not in the foundation, which verify and every core may use.
            Map.entry("net", Set.of("")),
            // Plain SQL, for the db parts of all rooms and for nobody else.
            Map.entry("sql", Set.of("")),
            Map.entry("vault", Set.of("", "core", "db", "rest")),
            Map.entry("storage", Set.of("", "rest")),
            Map.entry("log", Set.of("", "core", "db", "rest")),
            Map.entry("time", Set.of("", "core", "db", "rest")),
            Map.entry("custody", Set.of("", "core", "db")),
            Map.entry("identity", Set.of("", "core", "db", "rest")),
            Map.entry("source", Set.of("", "core", "db", "rest")),
            Map.entry("agreement", Set.of("", "core", "db", "rest")),
            Map.entry("consent", Set.of("", "core", "db", "rest")),
            Map.entry("identities", Set.of("", "core", "db", "rest")),
            Map.entry("fact", Set.of("", "core", "db", "rest")),
            Map.entry("review", Set.of("", "core", "rest")),
            Map.entry("hold", Set.of("", "core", "db", "rest")),
            Map.entry("sharing", Set.of("", "core", "db", "rest")),
            Map.entry("discovery", Set.of("", "core", "db", "rest")),
            Map.entry("request", Set.of("", "core", "db", "rest")),
            Map.entry("bundle", Set.of("", "core", "db", "rest")),
            Map.entry("withdrawal", Set.of("", "core", "db", "rest")),
            Map.entry("recall", Set.of("", "core", "db", "rest")),
            Map.entry("erasure", Set.of("", "core", "db", "rest")),
            Map.entry("succession", Set.of("", "core", "db", "rest")),
            Map.entry("feed", Set.of("", "core", "db", "rest")),
            Map.entry("wording", Set.of("", "core", "rest")),
            Map.entry("odrl", Set.of("", "core", "rest")),
            Map.entry("evidence", Set.of("", "core", "db", "rest")),
            Map.entry("upload", Set.of("", "core", "db", "rest")),
            Map.entry("intake", Set.of("", "core", "rest")),
            Map.entry("fixity", Set.of("", "core", "db", "rest")),
            Map.entry("audit", Set.of("", "core", "db", "rest")),
            Map.entry("keys", Set.of("", "rest")),
            Map.entry("backup", Set.of("", "core", "db", "rest")),
            Map.entry("verify", Set.of("")),
            Map.entry("monitor", Set.of("")),
            Map.entry("jobs", Set.of("", "core", "db", "rest")),
            Map.entry("web", Set.of("", "db")),
            Map.entry("problem", Set.of("", "rest")),
            Map.entry("platform", Set.of("", "cli", "cli.demo", "postgres")));

    /** Layers from below; rooms that are not named are on top. */
    private static final List<Set<String>> LAYERS = List.of(
            Set.of("kernel", "json", "terms", "crypto"),
            Set.of("net", "sql"),
            Set.of("vault", "storage"),
            Set.of("log"),
            Set.of("time"),
            Set.of("custody"));

    /** What everything in the foundation and every core may use of the JDK: no files, sockets or databases. */
    static final List<String> PURE_JDK = List.of(
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.OutputStream",
            "java.io.Serializable",
            "java.io.UncheckedIOException",
            "java.lang..",
            "java.math..",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "java.text",
            "java.time..",
            "java.util..",
            "org.jspecify.annotations");

    private static final List<String> ROOT = List.of(
            "java..",
            "org.jspecify.annotations",
            "io.smallrye.config",
            "jakarta.annotation",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.transaction",
            "org.eclipse.microprofile.config..",
            "org.jboss.logging");

    private static final List<String> REST = List.of(
            "java..",
            "org.jspecify.annotations",
            "com.fasterxml.jackson..",
            "io.quarkus.security..",
            "io.smallrye.common.annotation",
            "jakarta.annotation..",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.ws.rs..",
            "org.eclipse.microprofile.config..",
            "org.eclipse.microprofile.openapi..");

    private static final List<String> DB = List.of(
            "java..",
            "javax.sql",
            "org.jspecify.annotations",
            "io.quarkus.hibernate.orm.panache..",
            "jakarta.enterprise..",
            "jakarta.inject",
            "jakarta.persistence..",
            "jakarta.transaction",
            "org.hibernate..");

    /** What one part may use beyond the rule for its kind, each for the reason in its name. */
    private static final Map<String, List<String>> ALSO = Map.ofEntries(
            // Certificates of time-stamping authorities are judged by the JDK; it only parses what it is given.
            Map.entry(
                    "crypto",
                    List.of("java.security.cert", "javax.crypto..", "javax.security.auth.x500", "org.bouncycastle..")),
            Map.entry("sql", List.of("javax.sql")),
            // Keys on a PKCS#11 token are used through the JDK.
            Map.entry(
                    "vault",
                    List.of(
                            "com.google.crypto.tink..",
                            "io.quarkus.runtime",
                            "javax.crypto",
                            "javax.crypto.spec",
                            "javax.security.auth.login")),
            // The S3 API; a trust store and a socket factory of its own for the connections.
            Map.entry("storage", List.of("io.minio..", "io.quarkus.runtime", "javax.net..", "okhttp3..")),
            Map.entry(
                    "storage.rest",
                    List.of(
                            "io.micrometer.core.instrument..",
                            "io.smallrye.health.api",
                            "org.eclipse.microprofile.health")),
            Map.entry("vault.rest", List.of("io.smallrye.health.api", "org.eclipse.microprofile.health")),
            Map.entry("log", List.of("io.quarkus.runtime")),
            Map.entry(
                    "log.rest",
                    List.of(
                            "io.micrometer.core.instrument..",
                            "io.smallrye.health.api",
                            "org.eclipse.microprofile.health")),
            Map.entry("log.db", List.of("org.postgresql")),
            // Rows are copied with PostgreSQL's own COPY, into a database that the migrations have just made.
            Map.entry("backup", List.of("io.quarkus.scheduler")),
            Map.entry(
                    "backup.rest",
                    List.of(
                            "io.micrometer.core.instrument..",
                            "io.smallrye.health.api",
                            "org.eclipse.microprofile.health")),
            Map.entry("backup.db", List.of("org.flywaydb.core..", "org.postgresql..")),
            Map.entry("time", List.of("io.quarkus.runtime")),
            Map.entry(
                    "time.rest",
                    List.of(
                            "io.micrometer.core.instrument..",
                            "io.smallrye.health.api",
                            "org.eclipse.microprofile.health")),
            Map.entry("fixity", List.of("io.quarkus.runtime")),
            Map.entry("identity", List.of("io.quarkus.runtime")),
            Map.entry("identities", List.of("io.quarkus.runtime")),
            Map.entry("discovery", List.of("io.quarkus.scheduler")),
            Map.entry(
                    "fixity.rest",
                    List.of(
                            "io.micrometer.core.instrument..",
                            "io.smallrye.health.api",
                            "org.eclipse.microprofile.health")),
            Map.entry("intake", List.of("io.quarkus.runtime..", "io.quarkus.scheduler")),
            Map.entry("upload", List.of("io.quarkus.runtime..", "io.quarkus.scheduler")),
            Map.entry("hold", List.of("io.quarkus.scheduler")),
            Map.entry("request", List.of("io.quarkus.scheduler")),
            Map.entry("bundle", List.of("io.quarkus.runtime", "io.quarkus.scheduler")),
            Map.entry("withdrawal", List.of("io.quarkus.runtime")),
            Map.entry("recall", List.of("io.quarkus.runtime", "io.quarkus.scheduler")),
            Map.entry("review", List.of("io.quarkus.runtime")),
            Map.entry("erasure", List.of("io.quarkus.scheduler")),
            Map.entry("succession", List.of("io.quarkus.scheduler")),
            Map.entry("upload.rest", List.of("io.micrometer.core.instrument..")),
            // Pages are set as PDF, with one font.
            Map.entry(
                    "wording",
                    List.of(
                            "com.openhtmltopdf..",
                            "javax.xml",
                            "javax.xml.parsers",
                            "org.apache.fontbox..",
                            "org.apache.pdfbox..",
                            "org.w3c.dom",
                            "org.xml.sax")),
            Map.entry("jobs", List.of("io.quarkus.runtime", "io.quarkus.scheduler", "io.quarkus.virtual.threads")),
            Map.entry(
                    "feed",
                    List.of(
                            "io.quarkus.runtime",
                            "io.quarkus.scheduler",
                            "io.quarkus.virtual.threads",
                            "javax.net.ssl")),
            // An impact reads ahead.
            Map.entry("sharing", List.of("io.quarkus.virtual.threads")),
            Map.entry("feed.rest", List.of("io.micrometer.core.instrument..")),
            Map.entry(
                    "web",
                    List.of(
                            "com.fasterxml.jackson..",
                            "io.quarkus.jackson",
                            "io.quarkus.scheduler",
                            "io.quarkus.security..",
                            "io.quarkus.vertx.http..",
                            "io.smallrye.mutiny..",
                            "io.vertx..",
                            "jakarta.ws.rs..",
                            "org.eclipse.microprofile..")),
            Map.entry(
                    "problem.rest",
                    List.of(
                            "io.quarkus.oidc..",
                            "io.quarkus.smallrye.openapi",
                            "io.quarkus.vertx.http..",
                            "io.smallrye.mutiny..",
                            "io.vertx..",
                            "org.jboss.resteasy.reactive..")),
            Map.entry(
                    "platform",
                    List.of(
                            "com.fasterxml.jackson..",
                            "io.quarkus.runtime..",
                            "io.quarkus.scheduler",
                            "io.quarkus.vertx.http..",
                            "io.smallrye.jwt.build..",
                            "io.vertx..",
                            "org.eclipse.microprofile..",
                            // What the checks of health say, as metrics.
                            "io.micrometer.core.instrument..",
                            "io.smallrye.health.api",
                            // Migrations without a service.
                            "org.flywaydb.core..",
                            "javax.crypto..")),
            Map.entry("platform.postgres", List.of("org.apache.commons.compress..", "org.tukaani.xz")),
            Map.entry("platform.cli", List.of("com.fasterxml.jackson..", "io.quarkus.runtime..", "picocli")),
            Map.entry("platform.cli.demo", List.of("com.fasterxml.jackson..", "org.bouncycastle..", "picocli")),
            Map.entry("monitor", List.of("picocli")),
            // A description in XML is read as a stream, by the JDK.
            Map.entry("verify", List.of("javax.xml.stream", "picocli")));

    /** Resources that answer with what another room's resources answer with. */
    private static final Map<String, Set<String>> NEIGHBOURS = Map.of(
            // A deposit is answered with the item that it made.
            "intake.rest", Set.of("evidence", "evidence.rest"));

    private Rooms() {}

    static boolean areNeighbours(Place from, Place to) {
        return NEIGHBOURS.getOrDefault(from.name(), Set.of()).contains(to.name());
    }

    static int layer(String room) {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            if (LAYERS.get(layer).contains(room)) {
                return layer;
            }
        }
        return LAYERS.size();
    }

    static boolean isFoundation(String room) {
        return layer(room) == 0;
    }

    /** The libraries that {@code place} may use, as package patterns or class names. */
    static boolean allows(Place place, String className) {
        List<String> rule;
        if (place.part().equals("core") || isFoundation(place.room())) {
            rule = PURE_JDK;
        } else if (place.part().equals("rest")) {
            rule = REST;
        } else if (place.part().equals("db")) {
            rule = DB;
        } else if (place.room().equals("verify")) {
            // Reads files that the caller names; nothing of java.net or java.sql.
            rule = List.of(
                    "java.io",
                    "java.lang..",
                    "java.nio..",
                    "java.security",
                    "java.time",
                    "java.util..",
                    "org.jspecify.annotations");
        } else if (place.room().equals("net")) {
            rule = List.of(
                    "java.io",
                    "java.lang..",
                    "java.net..",
                    "java.nio",
                    "java.nio.charset",
                    "java.security..",
                    "java.time",
                    "java.util..",
                    "javax.net.ssl",
                    "org.jspecify.annotations");
        } else if (place.room().equals("monitor")) {
            // Files, sockets and nothing else: no framework, no database.
            rule = List.of(
                    "java.io",
                    "java.lang..",
                    "java.net..",
                    "java.nio..",
                    "java.security",
                    "java.time..",
                    "java.util..",
                    "org.jspecify.annotations");
        } else {
            rule = ROOT;
        }
        return matches(rule, className) || matches(ALSO.getOrDefault(place.name(), List.of()), className);
    }

    private static boolean matches(List<String> patterns, String className) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.endsWith("..")
                        ? className.startsWith(pattern.substring(0, pattern.length() - 1))
                        : className.equals(pattern) || packageOf(className).equals(pattern));
    }

    private static String packageOf(String className) {
        return className.replaceFirst("\\.[A-Z].*$", "");
    }
}
