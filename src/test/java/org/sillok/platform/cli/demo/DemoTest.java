package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
    private static final Path SAMPLES = Path.of("samples");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void theWholeStoryFitsOnAPage(String language) throws Exception {
        try (FakeService fake = new FakeService(directory)) {
            assertThat(tell(fake, language)).isTrue();
        }

        assertThat(text().lines().count()).isLessThanOrEqualTo(60);
        assertThat(text())
                .contains("./sillok verify --trust", "NOT VERIFIED", "not-found")
                .doesNotContain("\u001b");
    }

    @Test
    void everythingInTheManifestIsDepositedUnderItsOwnNames() throws Exception {
        Samples samples = Samples.read(SAMPLES);
        try (FakeService fake = new FakeService(directory)) {
            tell(fake, "en");

            assertThat(fake.items()).isEqualTo(samples.items().size());
            assertThat(fake.fileNames())
                    .hasSize(samples.fileCount())
                    .contains("면담 녹음 🎙️ 1차.wav", "Statement of Jane Roe (invented) – 100% read back.txt");
            JsonNode translation = fake.metadata().stream()
                    .filter(m -> "TRANSLATION".equals(m.path("activity").asText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(translation.path("parents").get(0).path("version").asInt())
                    .isEqualTo(2);
            assertThat(fake.metadata().get(0).path("source").asText()).startsWith("src_");
        }
    }

    @Test
    void aSecondRunUsesTheSamePartiesAndUsersAndMakesNewItems() throws Exception {
        try (FakeService fake = new FakeService(directory)) {
            assertThat(tell(fake, "en")).isTrue();
            assertThat(tell(fake, "en")).isTrue();

            assertThat(fake.parties()).isEqualTo(2);
            assertThat(fake.users()).isEqualTo(2);
            assertThat(fake.items()).isEqualTo(18);
        }
    }

    @Test
    void receiptsAndTheLogsKeyAreKeptUnderAsciiNames() throws Exception {
        try (FakeService fake = new FakeService(directory)) {
            tell(fake, "en");
        }

        assertThat(directory.resolve("receipts/log.policy")).hasContent("log.invalid+00+key");
        assertThat(directory.resolve("receipts/translation.sillok.json")).isNotEmptyFile();
        assertThat(directory.resolve("tampered/scan.pdf"))
                .hasSize(Files.size(SAMPLES.resolve("scan.pdf")))
                .satisfies(copy -> assertThat(Files.mismatch(copy, SAMPLES.resolve("scan.pdf")))
                        .isPositive());
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGES_A_BYTE, came back different",
        "LIES_ABOUT_THE_DIGEST, does not agree",
        "SHOWS_ITEMS_TO_OTHERS, instead of 404",
        "WRITES_IN_CLEAR, Found in clear"
    })
    void aServiceThatMisbehavesIsShownUp(FakeService.Fault fault, String words) throws Exception {
        try (FakeService fake = new FakeService(directory, fault)) {
            assertThat(tell(fake, "en")).isFalse();
        }

        assertThat(text()).contains("✗").contains(words).contains("did not hold");
    }

    @Test
    void aVerifierThatAcceptsEverythingOrNothingIsShownUp() throws Exception {
        try (FakeService fake = new FakeService(directory)) {
            assertThat(tell(fake, "en", new Verification(List.of("/bin/true")))).isFalse();
            assertThat(text()).contains("ACCEPTED A CHANGED FILE");
            assertThat(tell(fake, "en", new Verification(List.of("/bin/false"))))
                    .isFalse();
            assertThat(text()).contains("did not accept an untouched file");
        }
    }

    @Test
    void aStepThatFailsEndsTheStoryWithTheProblemsOwnWords() throws Exception {
        try (FakeService fake = new FakeService(directory, FakeService.Fault.LOSES_A_RECEIPT)) {
            assertThatThrownBy(() -> tell(fake, "en"))
                    .isInstanceOf(DemoFailure.class)
                    .hasMessageContaining("/receipt answered 409: receipt-not-ready");
        }
    }

    @Test
    void noServiceIsSaidPlainly() throws Exception {
        FakeService gone = new FakeService(directory);
        gone.close();

        assertThatThrownBy(() -> Service.at(gone.address(), directory))
                .isInstanceOf(DemoFailure.class)
                .hasMessageStartingWith("No service is ready at");
    }

    private boolean tell(FakeService fake, String language) throws Exception {
        return tell(fake, language, FakeService.verifier());
    }

    private boolean tell(FakeService fake, String language, Verification verification) throws Exception {
        Screen screen = new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        Words words = Words.in(language);
        screen.title(words.say("title"));
        screen.line(words.say("subtitle"));
        screen.heading(1, words.say("service"));
        Service service = Service.at(fake.address(), directory.resolve("tokens/custodian.token"));
        Demo demo = new Demo(screen, words, service, Optional.of(directory), directory);
        return demo.run(Samples.read(SAMPLES), verification, Optional.empty());
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
