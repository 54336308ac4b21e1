package org.sillok.bundle.core;

import java.util.List;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.RequestId;

/**
 * What the release rests on, and what the recipient undertook.
 *
 * @param revision which wording of the request was approved, from 1
 * @param terms the agreement as an ODRL document
 * @param consentReceipts pseudonymous, one document each, in the order of their numbers
 * @param handling marks and duties of handling, as the terms write them
 */
public record Papers(
        RequestId request,
        int revision,
        Bytes terms,
        List<Bytes> consentReceipts,
        List<Undertaking> undertakings,
        List<JsonObject> handling) {
    static final int MAX_RECEIPTS = 9_999;

    /**
     * One thing that the recipient undertook.
     *
     * @param statement digest of the custody statement by which the agreement took effect
     */
    public record Undertaking(AgreementId agreement, Digest statement, Multilingual text) {}

    public Papers {
        consentReceipts = List.copyOf(consentReceipts);
        undertakings = List.copyOf(undertakings);
        handling = List.copyOf(handling);
        if (revision < 1) {
            throw new IllegalArgumentException("revisions count from 1");
        }
        if (consentReceipts.size() > MAX_RECEIPTS) {
            throw new IllegalArgumentException("at most " + MAX_RECEIPTS + " consent receipts");
        }
    }
}
