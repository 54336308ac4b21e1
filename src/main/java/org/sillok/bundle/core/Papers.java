package org.sillok.bundle.core;

import java.util.List;
import org.sillok.json.JsonObject;
import org.sillok.kernel.AgreementId;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.Multilingual;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.RequestId;

/**
 * What the release rests on, and what the recipient undertook.
 *
 * @param revision which wording of the request was approved, from 1
 * @param holders those of whom at least one item is here, each once, with what its people approved
 * @param terms the agreement as an ODRL document of our profile, or several in a {@code @graph}
 * @param consentReceipts pseudonymous, one document each, in the order of their numbers
 * @param handling marks and duties of handling, as the terms write them
 */
public record Papers(
        RequestId request,
        int revision,
        List<Holder> holders,
        Bytes terms,
        List<Bytes> consentReceipts,
        List<Undertaking> undertakings,
        List<JsonObject> handling) {
    public static final int MAX_RECEIPTS = 9_999;
    static final int MIN_APPROVALS = 2;

    /**
     * One thing that the recipient undertook.
     *
     * @param statement digest of the custody statement by which the agreement took effect
     */
    public record Undertaking(AgreementId agreement, Digest statement, Multilingual text) {}

    /**
     * An organisation whose material is in the bundle.
     *
     * @param basis digest of what its people approved: all of its lines, also those that are not in the bundle
     * @param approvals at least two
     */
    public record Holder(PartyId party, Digest basis, List<Approval> approvals) {
        public Holder {
            approvals = List.copyOf(approvals);
            if (approvals.size() < MIN_APPROVALS) {
                throw new IllegalArgumentException("at least " + MIN_APPROVALS + " people approve");
            }
        }
    }

    /**
     * One person's approval, signed with the key of the party for which it acted over request, revision and basis.
     *
     * @param key SPKI
     * @param signature ECDSA in DER over {@link #signedText}
     */
    public record Approval(PartyId party, Bytes key, Bytes signature) {}

    /** What who approves signs, in ASCII. */
    public static String signedText(String request, int revision, Digest basis) {
        return "sillok/approval/1\n" + request + "\n" + revision + "\n" + basis.base64Url();
    }

    public Papers {
        holders = List.copyOf(holders);
        consentReceipts = List.copyOf(consentReceipts);
        undertakings = List.copyOf(undertakings);
        handling = List.copyOf(handling);
        if (holders.stream().map(Holder::party).distinct().count() != holders.size()) {
            throw new IllegalArgumentException("a holder is listed once");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revisions count from 1");
        }
        if (consentReceipts.size() > MAX_RECEIPTS) {
            throw new IllegalArgumentException("at most " + MAX_RECEIPTS + " consent receipts");
        }
    }
}
