package org.sillok.keys.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.sillok.json.CompactJson;
import org.sillok.keys.KeyList;
import org.sillok.vault.KekStatus;

/** The key-encryption keys as they are shown. */
@Schema(name = "KeyEncryptionKeys")
public record KeyView(
        @Schema(
                description =
                        "Each with id, state (CURRENT, FORMER, RETIRED, LOST or UNAVAILABLE), wraps (how many keys it"
                                + " protects) and, if it cannot be used, condition and reason",
                implementation = Object[].class)
        @JsonRawValue
        String keys) {
    static KeyView of(List<KekStatus> keys) {
        return new KeyView(new String(CompactJson.write(KeyList.json(keys)), StandardCharsets.UTF_8));
    }
}
