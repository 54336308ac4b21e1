package org.sillok.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.agreement.AgreementCast.problem;
import static org.sillok.request.RequestCast.REQUESTS;
import static org.sillok.request.RequestCast.term;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.sillok.consent.TestConsents;
import org.sillok.crypto.Sha2;
import org.sillok.identity.TestParties;
import org.sillok.intake.FormBody;
import org.sillok.platform.OwnServerTestResource;
import org.sillok.request.RequestCast;

/**
 * What somebody finds who seizes the data directory of a repository, with all its keys, after an erasure. Deposited, found,
 * shared, erased; the database is stopped; then every byte is searched. All persons are invented.
 */
@QuarkusTest
@TestProfile(ForensicTest.OfItsOwn.class)
@WithTestResource(OwnServerTestResource.class)
class ForensicTest {
    /** A program, a database and a directory that no other test sees. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    private static final String KOREAN = "서호길의 고문 증언 제삼권";
    private static final String ARABIC = "شهادة سهيل الحمداني عن المعتقل";
    private static final String LATIN = "Testimony of Zyxwvut Qwertyson about cell 17";
    private static final String CORRECTED = "Affidavit of Zyxwvut Qwertyson, revised";
    private static final String PLACE = "Uvwxyzburg-upon-Nowhere";
    private static final String FILE_NAME = "qwertyson-affidavit-최종.txt";
    private static final String CONTENT =
            "They took me to cell 17 on a Tuesday, said Zyxwvut Qwertyson. 그날 서호길도 있었다.\n";

    @Inject
    TestParties parties;

    @Test
    void nothingOfItIsLeftAndNoGuessCanBeConfirmed() throws Exception {
        RequestCast cast = new RequestCast(parties);
        cast.encryptionKey(cast.mechanism);
        String metadata = "{\"title\":{\"ko\":\"" + KOREAN + "\",\"ar\":\"" + ARABIC + "\",\"en\":\"" + LATIN
                + "\"},\"kind\":\"TESTIMONY\",\"languages\":[\"ko\"],\"created\":{\"asWritten\":\"2014\",\"edtf\":\"2014\",\"place\":\""
                + PLACE + "\"}}";
        String item = cast.ngo
                .request()
                .header("Idempotency-Key", "forensic-deposit")
                .contentType(FormBody.TYPE)
                .body(new FormBody()
                        .metadata(metadata)
                        .file(FILE_NAME, CONTENT.getBytes(StandardCharsets.UTF_8), "Content-Type: text/plain")
                        .end()
                        .bytes())
                .post(ErasureCast.ITEMS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        correct(cast, item);
        TestConsents.bind(cast.ngo, item, null, cast.consent(term("1", "PERMIT", "DISCOVER", "INSPECT", "DISCLOSE")))
                .then()
                .statusCode(201);
        awaitFound(cast, item);
        String request = cast.submitted(item);
        cast.approved(request);
        String job = cast.mechanism
                .sends(Map.of("revision", 1))
                .post(REQUESTS + "/" + request + "/bundles")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        JsonPath sealed = cast.mechanism.awaitJob(job);
        assertThat(sealed.getString("state")).isEqualTo("DONE");
        String bundle = sealed.getString("result.bundle");
        cast.ngo
                .request()
                .accept("*/*")
                .get(ErasureCast.ITEMS + "/" + item + "/versions/1/files/1")
                .then()
                .statusCode(200);

        List<byte[]> wrapped = wrapped(item, bundle);
        assertThat(wrapped).hasSizeGreaterThanOrEqualTo(3);
        superuser("checkpoint");
        // Before the erasure the wrapped keys are on disk: with the key-encryption key beside them they open
        // everything.
        assertThat(keys(wrapped).in(data().resolve("postgres"))).isNotEmpty();

        ErasureCast erasure = new ErasureCast(parties, cast.ngo);
        String erased = erasure.erased(item);
        assertThat(erasure.seen(erased).getList("remains")).isEmpty();
        problem(cast.ngo.request().get(ErasureCast.ITEMS + "/" + item), 410, "erased");

        stopDatabase();
        assertThat(keys(wrapped).in(data())).as("keys").isEmpty();
        assertThat(content(metadata).in(data()))
                .as("content, names and digests")
                .isEmpty();
        // The search would have found what is there: an identifier that is on record for ever.
        assertThat(new Traces().text("item", item).in(data().resolve("postgres")))
                .isNotEmpty();
    }

    /** The projection has the item's words once it is found by one. */
    private static void awaitFound(RequestCast cast, String item) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            List<String> found = cast.ngo
                    .sends("{\"text\":\"Qwertyson\"}")
                    .post("/api/v1/discoveries")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("items.item");
            if (found.contains(item)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("it is not found");
    }

    private static void correct(RequestCast cast, String item) {
        String path = ErasureCast.ITEMS + "/" + item;
        String etag = cast.ngo.request().get(path).header("ETag");
        cast.ngo
                .sends("{\"title\":{\"en\":\"" + CORRECTED + "\"},\"kind\":\"TESTIMONY\",\"reason\":\"a title\"}")
                .header("If-Match", etag)
                .put(path + "/metadata")
                .then()
                .statusCode(200);
    }

    /** All wrapped keys that go, as they lie in the tables. */
    private static List<byte[]> wrapped(String item, String bundle) throws SQLException {
        List<byte[]> keys = new ArrayList<>();
        String sql =
                "select encode(wrapped, 'hex') from vault.vault_subject_key where key_use = 'CONTENT' and subject in ('"
                        + item + "', '" + bundle
                        + "') union all select encode(wrapped, 'hex') from vault.vault_object_key"
                        + " where subject = '" + item + "'";
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                keys.add(HexFormat.of().parseHex(rows.getString(1)));
            }
        }
        return keys;
    }

    private static Traces keys(List<byte[]> wrapped) {
        Traces traces = new Traces();
        for (int i = 0; i < wrapped.size(); i++) {
            traces.raw("wrapped key " + i, wrapped.get(i));
        }
        return traces;
    }

    private static Traces content(String metadata) {
        byte[] file = CONTENT.getBytes(StandardCharsets.UTF_8);
        Traces traces = new Traces()
                .text("title in Korean", KOREAN)
                .text("part of it", "서호길의 고문")
                .text("title in Arabic", ARABIC)
                .text("title in English", LATIN)
                .text("corrected title", CORRECTED)
                .text("a name", "Zyxwvut Qwertyson")
                .text("a name in small letters", "zyxwvut qwertyson")
                .text("a word that was searched for", "Qwertyson")
                .text("place", PLACE)
                .text("file name", FILE_NAME)
                .text("metadata", metadata)
                .text("content", CONTENT.strip())
                .text("part of it", "cell 17 on a Tuesday")
                .bytes("SHA-256 of the file", Sha2.sha256(file).toArray())
                .bytes("SHA-512 of the file", Sha2.sha512(file).toArray())
                .bytes(
                        "SHA-256 of the metadata",
                        Sha2.sha256(metadata.getBytes(StandardCharsets.UTF_8)).toArray());
        for (String text : List.of(KOREAN, ARABIC, LATIN, CORRECTED, FILE_NAME, PLACE)) {
            traces.bytes(
                    "SHA-256 of " + text,
                    Sha2.sha256(text.getBytes(StandardCharsets.UTF_8)).toArray());
        }
        return traces;
    }

    private static Path data() {
        return Path.of(ConfigProvider.getConfig().getValue("sillok.data-dir", String.class));
    }

    private static Connection superuser() throws SQLException {
        try {
            String password = Files.readString(data().resolve("secrets/database-postgres.password"));
            return DriverManager.getConnection(
                    ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class),
                    "postgres",
                    password.strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void superuser(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As an operator does: what is in memory is written out, and the files are whole. */
    private static void stopDatabase() throws Exception {
        Path pid = data().resolve("postgres/postmaster.pid");
        String server = Files.readAllLines(pid).get(0).strip();
        assertThat(new ProcessBuilder("kill", "-INT", server).start().waitFor()).isZero();
        for (int i = 0; i < 600 && Files.exists(pid); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(pid).doesNotExist();
    }
}
