package org.sillok.verify;

import java.util.HashSet;
import java.util.Set;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.PartyId;

/**
 * Every item has a holder, every holder an item and two signed approvals. That two signatures are those of two people is
 * nothing that a bundle can show: a key belongs to a party.
 */
final class ApprovalsCheck {
    /** What the repository asks of a holder before anything leaves. */
    private static final int NEEDED = 2;

    private static final String PARTY_KEY = "PARTY_KEY";

    private final Decisions decisions;
    private final Findings findings;

    private ApprovalsCheck(Decisions decisions, Findings findings) {
        this.decisions = decisions;
        this.findings = findings;
    }

    static void check(Decisions decisions, Findings findings) {
        ApprovalsCheck check = new ApprovalsCheck(decisions, findings);
        check.holders();
        decisions.holders().forEach(check::approvals);
    }

    private void holders() {
        Set<PartyId> having = new HashSet<>();
        decisions.items().forEach(item -> having.add(item.holder()));
        Set<PartyId> listed = new HashSet<>();
        for (Decisions.Holder holder : decisions.holders()) {
            findings.unless(
                    listed.add(holder.party()),
                    FindingCode.HOLDERS_DIFFER,
                    place(holder),
                    "The holder is listed twice.");
            // Else the list would tell of material that is not here.
            findings.unless(
                    having.contains(holder.party()),
                    FindingCode.HOLDERS_DIFFER,
                    place(holder),
                    "Nothing of this holder is here.");
        }
        for (Decisions.Item item : decisions.items()) {
            findings.unless(
                    listed.contains(item.holder()),
                    FindingCode.HOLDERS_DIFFER,
                    BundleLayout.DECISIONS + ", " + item.number(),
                    "The item's holder is not among those who approved.");
        }
    }

    private void approvals(Decisions.Holder holder) {
        byte[] text = decisions.signedText(holder);
        Set<Bytes> signatures = new HashSet<>();
        boolean own = false;
        for (Decisions.Approval approval : holder.approvals()) {
            // Only a party's own key counts: the service can write anybody's name.
            findings.unless(
                    approval.signedBy().equals(PARTY_KEY),
                    FindingCode.APPROVAL_MISSING,
                    place(holder),
                    "An approval is not signed with its party's own key.");
            // Signatures have one form only, so that one does not count for two people.
            findings.unless(
                    signatures.add(approval.signature()),
                    FindingCode.APPROVAL_MISSING,
                    place(holder),
                    "Two approvals have the same signature.");
            own |= approval.party().equals(holder.party());
            try {
                approval.key().verify(text, approval.signature().toArray());
            } catch (SignatureInvalidException e) {
                findings.add(
                        FindingCode.APPROVAL_SIGNATURE,
                        place(holder),
                        "The approval of " + approval.party().value() + " does not hold: " + e.getMessage() + ".");
            }
        }
        findings.unless(
                holder.approvals().size() >= NEEDED,
                FindingCode.APPROVAL_MISSING,
                place(holder),
                "There are fewer than two approvals.");
        findings.unless(
                own, FindingCode.APPROVAL_MISSING, place(holder), "The holder itself is not among those who approved.");
    }

    private static String place(Decisions.Holder holder) {
        return BundleLayout.DECISIONS + ", " + holder.party().value();
    }
}
