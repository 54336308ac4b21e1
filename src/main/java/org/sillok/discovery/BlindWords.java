package org.sillok.discovery;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.sillok.crypto.Hmac;
import org.sillok.discovery.core.SoughtWords;
import org.sillok.discovery.db.EntryRows;
import org.sillok.vault.Vault;

/** Turns words into numbers that say nothing to who does not hold the repository's secret. Two words may fall together. */
@ApplicationScoped
class BlindWords {
    private static final byte[] LABEL = "sillok/discovery/words/1".getBytes(StandardCharsets.UTF_8);

    private final Vault vault;

    BlindWords(Vault vault) {
        this.vault = vault;
    }

    List<Long> of(Collection<String> words) {
        byte[] key = vault.fingerprint(LABEL);
        return words.stream().map(word -> number(key, word)).distinct().sorted().toList();
    }

    EntryRows.Words of(SoughtWords sought) {
        byte[] key = vault.fingerprint(LABEL);
        return new EntryRows.Words(sought.all().stream()
                .map(part -> part.any().stream()
                        .map(set -> set.stream()
                                .map(word -> number(key, word))
                                .sorted()
                                .toList())
                        .toList())
                .toList());
    }

    private static Long number(byte[] key, String word) {
        return ByteBuffer.wrap(Hmac.sha256(key, word.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
