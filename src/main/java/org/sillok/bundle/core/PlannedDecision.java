package org.sillok.bundle.core;

import java.util.List;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;

/**
 * Why an item is in the bundle. Only permitted items are, so there is no outcome here.
 *
 * @param holder whose people approved it, see {@link Papers#holders}
 * @param basis digest of all that the decision about this version rests on
 * @param obligations what goes with the release, as the terms write it
 */
public record PlannedDecision(PartyId holder, Digest basis, List<JsonObject> obligations) {
    public PlannedDecision {
        obligations = List.copyOf(obligations);
    }
}
