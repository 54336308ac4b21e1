package org.sillok.bundle.core;

import java.util.List;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;

/**
 * Why an item is in the bundle. Only permitted items are, so there is no outcome here.
 *
 * @param basis digest of what the holder's people approved, over all of the holder's lines
 * @param obligations what goes with the release, as the terms write it
 */
public record PlannedDecision(Digest basis, List<JsonObject> obligations, List<Approval> approvals) {
    public PlannedDecision {
        obligations = List.copyOf(obligations);
        approvals = List.copyOf(approvals);
    }

    /**
     * One party's approval, signed with its own key over request, revision and basis.
     *
     * @param key SPKI
     * @param signature ECDSA in DER over {@link #signedText}
     */
    public record Approval(PartyId party, Bytes key, Bytes signature) {}

    /** What an approving party signs, in ASCII. */
    public static String signedText(String request, int revision, Digest basis) {
        return "sillok/approval/1\n" + request + "\n" + revision + "\n" + basis.base64Url();
    }
}
