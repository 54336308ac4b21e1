package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3SettingsCheckTest {
    private static final Map<String, String> WHOLE = Map.of(
            "endpoint", "https://s3.example.org",
            "bucket", "evidence",
            "staging-bucket", "staging",
            "access-key-file", "/run/secrets/access",
            "secret-key-file", "/run/secrets/secret");

    private static Map<String, String> with(String name, String value) {
        Map<String, String> settings = new HashMap<>(WHOLE);
        settings.put(name, value);
        return settings;
    }

    private static void refused(Map<String, String> settings, String says) {
        assertThatThrownBy(() -> S3SettingsCheck.isUsed(TestS3.configOf(settings)))
                .isInstanceOf(StorageSettingException.class)
                .hasMessageStartingWith("The setting sillok.storage.s3.")
                .hasMessageContaining(says)
                .hasMessageNotContaining("\n");
    }

    @Test
    void withoutAnEndpointS3IsNotUsed() {
        assertThat(S3SettingsCheck.isUsed(TestS3.configOf(Map.of()))).isFalse();
        assertThat(S3SettingsCheck.isUsed(TestS3.configOf(WHOLE))).isTrue();
    }

    @Test
    void aGroupThatIsHalfSetIsRefused() {
        for (String missing : WHOLE.keySet()) {
            Map<String, String> settings = new HashMap<>(WHOLE);
            settings.remove(missing);
            refused(settings, missing.equals("endpoint") ? "endpoint is not set" : missing);
        }
        refused(Map.of("retention", "P1D"), "endpoint is not set");
        refused(Map.of("legal-hold", "true"), "endpoint is not set");
    }

    @Test
    void settingsThatCannotBeMeantAreRefused() {
        refused(with("staging-bucket", "evidence"), "name two");
        refused(with("access-key", "x"), "keep one");
        refused(with("secret-key", "x"), "keep one");
        refused(with("retention", "PT0S"), "retention");
        refused(with("patience", "PT-1S"), "patience");
        refused(with("part-mebibytes", "4"), "part-mebibytes");
        refused(with("parallel-parts", "0"), "parallel-parts");
        refused(with("prefix", "Up/"), "prefix");
        refused(with("prefix", "no-slash"), "prefix");
        for (String endpoint : new String[] {
            "ftp://s3.example.org",
            "https://user:password@s3.example.org",
            "https://s3.example.org/bucket",
            "s3.example.org"
        }) {
            refused(with("endpoint", endpoint), "endpoint must be like");
        }
    }

    @Test
    void noSecretIsRepeated() {
        assertThatThrownBy(() -> S3SettingsCheck.isUsed(TestS3.configOf(Map.of("secret-key", "geheim"))))
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() ->
                        S3SettingsCheck.isUsed(TestS3.configOf(with("endpoint", "https://user:geheim@s3.example.org"))))
                .hasMessageNotContaining("geheim");
    }
}
