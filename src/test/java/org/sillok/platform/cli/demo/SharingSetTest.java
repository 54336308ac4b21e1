package org.sillok.platform.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingSetTest {
    private static final Path SHIPPED = Path.of("samples");

    @TempDir
    Path directory;

    @Test
    void theRequestIsPartlyGrantedPartlyRefusedAndPartlyAsked() throws Exception {
        SharingSet set = SharingSet.read(SHIPPED).orElseThrow();

        assertThat(set.consents())
                .extracting(SharingSet.Consent::expected)
                .contains("AWAITING_APPROVAL", "NOT_PERMITTED", "BEING_CONSULTED");
        assertThat(set.consents()).filteredOn(SharingSet.Consent::granted).hasSize(3);
        assertThat(set.consents()).filteredOn(SharingSet.Consent::asksFirst).hasSize(1);
    }

    @Test
    void everyConsentIsAboutAnItemOfTheManifestAndSaidInBothLanguages() throws Exception {
        Samples samples = Samples.read(SHIPPED);
        for (SharingSet.Consent consent : SharingSet.read(SHIPPED).orElseThrow().consents()) {
            assertThat(consent.said().path("en").asText()).isNotBlank();
            assertThat(consent.said().path("ko").asText()).isNotBlank();
            if (!consent.item().equals(SharingSet.OTHER)) {
                assertThat(samples.items()).anyMatch(item -> item.key().equals(consent.item()));
            }
        }
    }

    @Test
    void aSampleSetMayBeAboutDepositsOnly() throws Exception {
        assertThat(SharingSet.read(directory)).isEmpty();
    }

    @Test
    void whatIsOfAnotherFormIsRefused() throws Exception {
        Files.writeString(directory.resolve("sharing.json"), "{\"format\":\"sillok/samples/sharing/2\"}");
        assertThatThrownBy(() -> SharingSet.read(directory))
                .isInstanceOf(DemoFailure.class)
                .hasMessageContaining("format");
    }
}
