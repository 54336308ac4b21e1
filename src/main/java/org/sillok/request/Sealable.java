package org.sillok.request;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.kernel.RequestId;
import org.sillok.kernel.UserId;
import org.sillok.request.core.LineStanding;
import org.sillok.request.core.RefusalReason;
import org.sillok.request.core.RequestTerms;
import org.sillok.sharing.Grant;
import org.sillok.sharing.Grounds;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.terms.MaterialRef;

/** Whether what was approved may be sealed now. */
public sealed interface Sealable {
    /**
     * It may, as long as the transaction that asked lasts: what it rests on is held until then.
     *
     * @param terms what was asked for
     * @param withheld the other lines, in the order of items
     * @param holders those who hand something over
     * @param grounds what the permissions rest on
     */
    record Yes(
            RequestId request,
            int revision,
            PartyId requester,
            Instant until,
            RequestTerms terms,
            ReleaseAsk ask,
            List<Granted> granted,
            List<Withheld> withheld,
            List<Holder> holders,
            List<Consultation> answers,
            Grounds grounds)
            implements Sealable {
        public Yes {
            granted = List.copyOf(granted);
            withheld = List.copyOf(withheld);
            holders = List.copyOf(holders);
            answers = List.copyOf(answers);
        }
    }

    /** It may not, and this is why. */
    record No(Obstacle obstacle) implements Sealable {}

    /** Why nothing may be sealed. */
    enum Obstacle {
        /** There is no such request. */
        ABSENT,
        /** It asks for something else by now. */
        AMENDED,
        /** It was withdrawn, or its time is over. */
        ENDED,
        /** Something of it may still be answered or approved. */
        UNDECIDED,
        /** Nothing would be handed over. */
        NOTHING_GRANTED,
        /** What was approved is not what would be decided now. */
        BASIS_CHANGED
    }

    /** A line that is handed over, with the decision of this transaction. */
    record Granted(MaterialRef version, PartyId holder, Grant grant) {}

    /**
     * A line that is not handed over.
     *
     * @param mayBeListed whether the recipient may know that it exists
     * @param refusal why its holder refuses it, if it does
     */
    record Withheld(
            MaterialRef version,
            LineStanding standing,
            boolean mayBeListed,
            @Nullable RefusalReason refusal) {}

    /** What one holder approved, and who signed that. */
    record Holder(PartyId party, Digest basis, Bytes text, List<Signature> signatures) {
        public Holder {
            signatures = List.copyOf(signatures);
        }
    }

    /** One person's approval with the key of its organisation. */
    record Signature(UserId approver, PartyId party, PartyKeyId key, Bytes signature, Instant at) {}
}
