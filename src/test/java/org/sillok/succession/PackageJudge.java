package org.sillok.succession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sillok.succession.SuccessionCast.files;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.sillok.crypto.Sha2;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Field;
import org.sillok.custody.core.Receipt;
import org.sillok.identity.TestParties;
import org.sillok.verify.Main;

/** How packages and receipts are looked at. */
final class PackageJudge {
    private PackageJudge() {}

    /** As the command does it, under the policy that the service publishes. */
    static void assertVerified(TestParties parties, Path directory, byte[] archive) throws Exception {
        Path file = Files.write(directory.resolve("archive.zip"), archive);
        Path policy = Files.write(
                directory.resolve("policy"),
                parties.custodian().request().accept("*/*").get("/log/policy").asByteArray());
        StringWriter out = new StringWriter();
        int code = Main.run(
                new String[] {"--trust", policy.toString(), file.toString()},
                new PrintWriter(out),
                new PrintWriter(out));
        assertThat(out.toString()).startsWith("VERIFIED");
        assertThat(code).isZero();
    }

    static void assertManifests(Map<String, byte[]> files) {
        assertManifest(files, "manifest-sha256.txt", name -> name.startsWith("data/"));
        assertManifest(
                files,
                "tagmanifest-sha256.txt",
                name -> !name.startsWith("data/") && !name.startsWith("proof/") && !name.startsWith("tagmanifest"));
        assertThat(files)
                .containsKeys("proof/tagmanifest-sha512.txt.p7s", "proof/checkpoint", "proof/keys/statement-1.pem");
    }

    private static void assertManifest(Map<String, byte[]> files, String manifest, Predicate<String> named) {
        TreeSet<String> lines = new TreeSet<>();
        files.forEach((name, bytes) -> {
            if (named.test(name)) {
                lines.add(Sha2.sha256(bytes).hex() + "  " + name);
            }
        });
        assertThat(new TreeSet<>(new String(files.get(manifest), UTF_8).lines().toList()))
                .isEqualTo(lines);
    }

    /** What the statements of a receipt say under a name. */
    static List<String> values(byte[] receipt, Field field) throws Exception {
        return Receipt.parse(receipt).entries().stream()
                .flatMap(entry -> entry.disclosures().stream())
                .map(Disclosure::fact)
                .filter(fact -> fact.name().field() == field)
                .map(fact -> fact.value().asText())
                .toList();
    }

    /** For the check that does what the page in the package says. */
    static void keepSample(TestParties parties, String name, byte[] archive) throws Exception {
        String folder = System.getProperty("sillok.packages");
        if (folder != null) {
            Path samples = Files.createDirectories(Path.of(folder));
            Files.write(samples.resolve(name), archive);
            Files.write(
                    samples.resolve("policy"),
                    parties.custodian()
                            .request()
                            .accept("*/*")
                            .get("/log/policy")
                            .asByteArray());
        }
    }
}
