package org.sillok.custody;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.custody.core.Confidentiality;
import org.sillok.custody.core.CustodyFormatException;
import org.sillok.custody.core.Disclosure;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonArray;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.StreamId;
import org.sillok.vault.KeyUse;
import org.sillok.vault.SealBrokenException;
import org.sillok.vault.SubjectKeys;
import org.sillok.vault.Vault;

/**
 * A statement's disclosures at rest: a JSON array of their texts, sealed under the content key or the accountability
 * key, bound to the stream and the place in it.
 */
record SealedDisclosures(@Nullable Bytes content, @Nullable Bytes accountability) {
    /** What a row holds. */
    static SealedDisclosures of(byte @Nullable [] content, byte @Nullable [] accountability) {
        return new SealedDisclosures(
                content == null ? null : Bytes.of(content), accountability == null ? null : Bytes.of(accountability));
    }

    static SealedDisclosures seal(
            Vault vault, SubjectKeys keys, StreamId stream, long seq, List<Disclosure> disclosures) {
        return new SealedDisclosures(
                seal(vault, keys, stream, seq, disclosures, Confidentiality.CONTENT),
                seal(vault, keys, stream, seq, disclosures, Confidentiality.ACCOUNTABILITY));
    }

    private static @Nullable Bytes seal(
            Vault vault,
            SubjectKeys keys,
            StreamId stream,
            long seq,
            List<Disclosure> disclosures,
            Confidentiality kind) {
        List<String> texts = disclosures.stream()
                .filter(disclosure -> disclosure.name().confidentiality() == kind)
                .map(Disclosure::text)
                .toList();
        return texts.isEmpty()
                ? null
                : Bytes.of(vault.seal(
                        keys, use(kind), context(stream.value(), seq), CompactJson.write(JsonArray.ofTexts(texts))));
    }

    /**
     * The disclosures whose key exists; those of a destroyed key are gone, which is no error.
     *
     * @throws SealBrokenException if what was stored does not open or is not what was sealed
     */
    List<Disclosure> open(Vault vault, SubjectKeys keys, StreamId stream, long seq) {
        List<Disclosure> disclosures = new ArrayList<>();
        for (Confidentiality kind : Confidentiality.values()) {
            Bytes sealed = kind == Confidentiality.CONTENT ? content : accountability;
            if (sealed != null && keys.holds(use(kind))) {
                byte[] json = vault.open(keys, use(kind), context(stream.value(), seq), sealed.toArray());
                for (String text : StrictJson.parse(json).asArray().texts()) {
                    disclosures.add(parse(text));
                }
            }
        }
        disclosures.sort((a, b) -> a.name().compareTo(b.name()));
        return disclosures;
    }

    private static Disclosure parse(String text) {
        try {
            return Disclosure.parse(text);
        } catch (CustodyFormatException e) {
            // The seal proves that we wrote it, so this is our own fault and not an alteration.
            throw new IllegalStateException("a sealed disclosure is malformed", e);
        }
    }

    static KeyUse use(Confidentiality kind) {
        return kind == Confidentiality.CONTENT ? KeyUse.CONTENT : KeyUse.ACCOUNTABILITY;
    }

    static String context(String stream, long seq) {
        return "custody/" + stream + "/" + seq;
    }
}
