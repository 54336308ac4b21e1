package org.sillok.audit;

import io.restassured.builder.MultiPartSpecBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.sillok.identity.TestParties.Actor;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.kernel.Bytes;
import org.sillok.log.LogConfig;
import org.sillok.log.TransparencyLog;

/**
 * Who has the database's superuser and the disks, and works behind the service's back. Also deposits, over HTTP, what is
 * to be tampered with.
 */
@ApplicationScoped
public class Tampering {
    private static final AuditProgress QUIET = (done, total) -> {};

    private final AuditRun audit;
    private final TransparencyLog log;
    private final LogConfig logConfig;

    Tampering(AuditRun audit, TransparencyLog log, LogConfig logConfig) {
        this.audit = audit;
        this.log = log;
        this.logConfig = logConfig;
    }

    /** Everything that an audit finds now, as {@code CODE kind ref}. */
    public Set<String> findings() {
        return named(audit(null));
    }

    Set<String> findings(@Nullable Bytes checkpoint) {
        return named(audit(checkpoint));
    }

    static Set<String> named(JsonObject report) {
        Set<String> findings = new TreeSet<>();
        for (JsonValue each : report.array("findings").values()) {
            JsonObject place = each.asObject().object("place");
            findings.add(each.asObject().text("code") + " " + place.text("kind").toLowerCase(Locale.ROOT) + " "
                    + place.text("ref"));
        }
        return findings;
    }

    JsonObject audit(@Nullable Bytes checkpoint) {
        settle();
        return audit.run(checkpoint, QUIET);
    }

    /** For a log that will never settle again. */
    JsonObject auditWithoutWaiting() {
        return audit.run(null, QUIET);
    }

    /** Waits until everything is in the tree and signed, so that nothing moves while files are exchanged. */
    public void settle() {
        for (int i = 0; i < 600; i++) {
            if (number("select count(*) from sillok.log_outbox") == 0
                    && number("select count(*) from sillok.log_tree where size <> coalesce(signed_size, 0)") == 0) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("the log does not settle");
    }

    public String logOrigin() {
        return origin();
    }

    String origin() {
        return log.origin();
    }

    long size() {
        return number("select size from sillok.log_tree");
    }

    public Path object(String name) {
        return Path.of(ConfigProvider.getConfig().getValue("sillok.data-dir", String.class), "objects")
                .resolve(name);
    }

    public Path content(String object) {
        return object("content/" + object.substring(4, 6) + "/" + object);
    }

    public Path logObject(String path) {
        return object("log/" + origin() + "/" + path);
    }

    Path highWaterMark() {
        try (Stream<Path> marks = Files.list(logConfig.highWaterMark())) {
            return marks.filter(mark -> mark.getFileName().toString().startsWith(origin() + "."))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path keyFile(String name) {
        return Path.of(ConfigProvider.getConfig().getValue("sillok.data-dir", String.class), "keys")
                .resolve(name);
    }

    /** Turns one bit of a file around. */
    public static void flip(Path file, int at) {
        byte[] bytes = read(file);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        write(file, bytes);
    }

    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void write(Path file, byte[] bytes) {
        try {
            Files.deleteIfExists(file);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a malicious administrator does it: triggers, foreign keys and row security out of the way. */
    public int sql(String sql, Object... arguments) {
        try (Connection connection = superuser()) {
            try (Statement off = connection.createStatement()) {
                off.execute("set session_replication_role = replica");
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                return statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String sql, Object... arguments) {
        return Long.parseLong(Objects.requireNonNull(value(sql, arguments)).toString());
    }

    public String text(String sql, Object... arguments) {
        return Objects.requireNonNull(value(sql, arguments)).toString();
    }

    public byte[] bytes(String sql, Object... arguments) {
        return (byte[]) Objects.requireNonNull(value(sql, arguments));
    }

    @Nullable
    private Object value(String sql, Object... arguments) {
        try (Connection connection = superuser();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getObject(1) : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<String> texts(String sql) {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection superuser() throws SQLException {
        String url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        return DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "currentSchema=sillok",
                System.getProperty("sillok.test.postgres.superuser.user"),
                System.getProperty("sillok.test.postgres.superuser.password"));
    }

    /** An item with two files, two versions and a corrected title: three statements. */
    public String item(Actor ngo) {
        String metadata = "{\"title\":{\"ko\":\"진술서\"},\"kind\":\"TESTIMONY\",\"languages\":[\"ko\"]}";
        String item = ngo.request()
                .multiPart("metadata", metadata, "application/json")
                .multiPart(file("first.bin", 100_000))
                .multiPart(file("second.bin", 0))
                .post("/api/v1/items")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        ngo.request()
                .multiPart(
                        "metadata",
                        "{\"activity\":\"TRANSCRIPT\",\"language\":\"ko\",\"parents\":[{\"item\":\"" + item
                                + "\",\"version\":1}]}",
                        "application/json")
                .multiPart(file("transcript.txt", 2_000))
                .post("/api/v1/items/" + item + "/versions")
                .then()
                .statusCode(201);
        String etag =
                ngo.request().get("/api/v1/items/" + item).then().extract().header("ETag");
        ngo.sends("{\"title\":{\"ko\":\"진술서\",\"en\":\"Statement\"},\"kind\":\"TESTIMONY\",\"languages\":[\"ko\"],"
                        + "\"reason\":\"translated title\"}")
                .header("If-Match", etag)
                .put("/api/v1/items/" + item + "/metadata")
                .then()
                .statusCode(200);
        settle();
        return item;
    }

    private static io.restassured.specification.MultiPartSpecification file(String name, int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(length).nextBytes(bytes);
        return new MultiPartSpecBuilder(bytes)
                .controlName("file")
                .fileName(name)
                .charset(StandardCharsets.UTF_8)
                .mimeType("application/octet-stream")
                .build();
    }

    public String streamOf(String item) {
        return text("select id from custody_stream where kind = 'ITEM' and subject = ?", item);
    }

    public String objectOf(String item, int version, int number) {
        return text(
                "select object from evidence_file where item = ? and version = ? and number = ?",
                item,
                version,
                number);
    }
}
