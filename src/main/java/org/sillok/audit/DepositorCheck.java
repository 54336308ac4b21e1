package org.sillok.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sillok.audit.ItemAccount.DepositorStep;
import org.sillok.audit.core.FindingCode;
import org.sillok.audit.core.Findings;
import org.sillok.audit.core.Place;
import org.sillok.custody.core.EventType;
import org.sillok.evidence.StoredItem;
import org.sillok.evidence.core.DepositorState;
import org.sillok.kernel.Bytes;

/**
 * Compares the rows of an item's joint depositors, and of the proposals before them, with what its statements record: a
 * depositor that is gone would permit more.
 */
final class DepositorCheck {
    private final Findings findings;

    DepositorCheck(Findings findings) {
        this.findings = findings;
    }

    /** What a row claims: that this statement says this of that organisation. */
    private record Claim(EventType type, String party, Bytes statement) {}

    void check(ItemAccount account, StoredItem stored) {
        Place place = Place.item(stored.id());
        Set<Claim> recorded = new HashSet<>();
        account.depositors()
                .forEach(step -> recorded.add(new Claim(
                        step.type(), step.party(), Bytes.of(step.statement().toArray()))));
        Set<Claim> joined = new HashSet<>();
        stored.depositors().forEach(row -> {
            Claim claim = new Claim(EventType.DEPOSITOR_JOINED, row.party(), row.statement());
            joined.add(claim);
            compare(account, recorded, claim, row.owner(), place);
        });
        Set<Claim> steps = new HashSet<>();
        stored.depositorSteps().forEach(row -> {
            Claim claim = new Claim(event(row.state()), row.party(), row.statement());
            steps.add(claim);
            compare(account, recorded, claim, row.owner(), place);
        });
        missing(account.depositors(), joined, steps)
                .distinct()
                .sorted()
                .forEach(party ->
                        findings.add(FindingCode.DEPOSITOR_MISSING, place, "the row of " + party + " is gone"));
    }

    private void compare(ItemAccount account, Set<Claim> recorded, Claim claim, String owner, Place place) {
        boolean known = recorded.contains(claim);
        // Of an account that lacks statements, a row without one proves nothing; one that contradicts a statement does.
        boolean contradicts = recorded.stream()
                .anyMatch(one -> one.statement().equals(claim.statement())
                        || (one.type() == EventType.DEPOSITOR_JOINED
                                && claim.type() == EventType.DEPOSITOR_JOINED
                                && one.party().equals(claim.party())));
        boolean otherOwner = account.owner()
                .filter(recordedOwner -> !recordedOwner.equals(owner))
                .isPresent();
        if (otherOwner || (!known && (account.isComplete() || contradicts))) {
            findings.add(
                    FindingCode.DEPOSITOR_UNRECORDED,
                    place,
                    "no statement of the item records the row of " + claim.party() + " as it is");
        }
    }

    /** Who lacks a row. Who joined before there were proposals has none of those. */
    private static Stream<String> missing(List<DepositorStep> recorded, Set<Claim> joined, Set<Claim> steps) {
        Set<String> asked = new HashSet<>();
        Set<String> missing = new HashSet<>();
        Set<String> rows = new HashSet<>();
        joined.forEach(row -> rows.add(row.party()));
        for (DepositorStep step : recorded) {
            if (step.type() == EventType.DEPOSITOR_PROPOSED) {
                asked.add(step.party());
            }
            Claim claim = new Claim(
                    step.type(), step.party(), Bytes.of(step.statement().toArray()));
            boolean isStep = step.type() != EventType.DEPOSITOR_JOINED || asked.contains(step.party());
            if ((step.type() == EventType.DEPOSITOR_JOINED && !rows.contains(step.party()))
                    || (isStep && !steps.contains(claim))) {
                missing.add(step.party());
            }
        }
        return missing.stream();
    }

    private static EventType event(DepositorState state) {
        return switch (state) {
            case PROPOSED -> EventType.DEPOSITOR_PROPOSED;
            case ACCEPTED -> EventType.DEPOSITOR_JOINED;
            case DECLINED -> EventType.DEPOSITOR_DECLINED;
            case WITHDRAWN -> EventType.DEPOSITOR_WITHDRAWN;
        };
    }
}
