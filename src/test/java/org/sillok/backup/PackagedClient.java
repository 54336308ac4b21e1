package org.sillok.backup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A contributor of the packaged program, and the verifier that anybody may use. */
final class PackagedClient {
    private static final Path VERIFIER = Path.of("target", "sillok-verify.jar").toAbsolutePath();

    private final Path temporary;

    PackagedClient(Path temporary) {
        this.temporary = temporary;
    }

    String contributor(URI address, String data) throws IOException {
        String custodian = Files.readString(temporary.resolve(data).resolve("tokens/custodian.token"))
                .strip();
        String party =
                post(address, custodian, "/api/v1/parties", "{\"kind\":\"NGO\",\"names\":{\"en\":\"Centre\"}}", "id");
        String user =
                post(address, custodian, "/api/v1/parties/" + party + "/users", "{\"roles\":[\"CONTRIBUTOR\"]}", "id");
        return post(address, custodian, "/api/v1/tokens", "{\"user\":\"" + user + "\",\"validFor\":\"PT1H\"}", "token");
    }

    private static String post(URI address, String token, String path, String body, String answer) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(body)
                .post(address.resolve(path))
                .then()
                .statusCode(201)
                .extract()
                .path(answer);
    }

    static String deposit(URI address, String token, byte[] file) {
        return as(token)
                .multiPart(
                        "metadata",
                        "{\"title\":{\"en\":\"Statement\"},\"kind\":\"TESTIMONY\",\"languages\":[\"en\"]}",
                        "application/json")
                .multiPart("file", "statement.bin", file, "application/octet-stream")
                .post(address.resolve("/api/v1/items"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static byte[] content(URI address, String token, String item) {
        return given().header("Authorization", "Bearer " + token)
                .get(address.resolve("/api/v1/items/" + item + "/versions/1/files/1"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    static byte[] receipt(URI address, String token, String item) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            var answer = given().header("Authorization", "Bearer " + token)
                    .get(address.resolve("/api/v1/items/" + item + "/receipt"));
            if (answer.statusCode() == 200) {
                return answer.asByteArray();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("no receipt");
    }

    int verify(byte[] policy, byte[] receipt, byte[] file) throws Exception {
        Path folder = Files.createTempDirectory(temporary, "verify");
        Process process = new ProcessBuilder(
                        PackagedProgram.java(),
                        "-jar",
                        VERIFIER.toString(),
                        "--trust",
                        Files.write(folder.resolve("policy"), policy).toString(),
                        Files.write(folder.resolve("receipt.sillok.json"), receipt)
                                .toString(),
                        Files.write(folder.resolve("file"), file).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(status).as(said).isZero();
        return status;
    }

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).accept(ContentType.JSON);
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
