package org.sillok.fact.core;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.sillok.json.CompactJson;
import org.sillok.json.JsonObject;
import org.sillok.json.JsonValue;
import org.sillok.json.StrictJson;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Edtf;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.Multilingual;
import org.sillok.terms.CaseRef;

/**
 * The part of a fact that is stored encrypted. Its text form shows nothing of it.
 *
 * @param assertedBy who judged: an institution, an author, a government
 * @param assertedOn when, as precisely as it is known
 * @param reasons why it was recorded
 * @param caseRef the case to which the judgement is limited; null for all
 */
public record FactDetails(
        String assertedBy,
        Edtf assertedOn,
        String reasons,
        @Nullable CaseRef caseRef,
        @Nullable Document document) {
    public static final int MAX_NAME_LENGTH = 300;
    public static final int MAX_REASONS_LENGTH = 5000;

    private static final String ASSERTED_BY = "assertedBy";
    private static final String ASSERTED_ON = "assertedOn";
    private static final String REASONS = "reasons";
    private static final String CASE_REF = "caseRef";
    private static final String ITEM = "item";
    private static final String VERSION = "version";
    private static final String SHA256 = "sha256";

    public FactDetails {
        Multilingual.checkText(assertedBy, MAX_NAME_LENGTH);
        Multilingual.checkText(reasons, MAX_REASONS_LENGTH);
    }

    /** The bytes to seal. */
    public byte[] toBytes() {
        JsonObject.Builder json = JsonObject.builder()
                .put(ASSERTED_BY, assertedBy)
                .put(ASSERTED_ON, assertedOn.toString())
                .put(REASONS, reasons);
        if (caseRef != null) {
            json.put(CASE_REF, caseRef.value());
        }
        if (document instanceof Document.OfItem item) {
            json.put(ITEM, item.item().value()).put(VERSION, item.version());
        } else if (document instanceof Document.Elsewhere elsewhere) {
            json.put(SHA256, elsewhere.sha256().hex());
        }
        return CompactJson.write(json.build());
    }

    /** Reads what {@link #toBytes} wrote. */
    public static FactDetails ofBytes(byte[] bytes) {
        JsonObject json = StrictJson.parse(bytes)
                .asObject()
                .requireNoOthers(ASSERTED_BY, ASSERTED_ON, REASONS, CASE_REF, ITEM, VERSION, SHA256);
        return new FactDetails(
                json.text(ASSERTED_BY),
                Edtf.parse(json.text(ASSERTED_ON)),
                json.text(REASONS),
                json.find(CASE_REF).map(JsonValue::asText).map(CaseRef::new).orElse(null),
                document(json));
    }

    private static @Nullable Document document(JsonObject json) {
        if (json.find(ITEM).isPresent()) {
            return new Document.OfItem(new ItemId(json.text(ITEM)), (int) json.number(VERSION));
        }
        return json.find(SHA256)
                .map(JsonValue::asText)
                .<Document>map(hex ->
                        new Document.Elsewhere(Digest.sha256(HexFormat.of().parseHex(hex))))
                .orElse(null);
    }

    @Override
    public String toString() {
        return "FactDetails";
    }
}
