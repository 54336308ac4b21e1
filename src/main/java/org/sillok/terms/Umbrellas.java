package org.sillok.terms;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sillok.kernel.PartyId;

/** Which agreements are in force, with all the agreements under which they were made. */
final class Umbrellas {
    private final Map<String, Agreement> byId = new HashMap<>();
    private final Instant asOf;

    Umbrellas(List<Agreement> agreements, Instant asOf) {
        this.asOf = asOf;
        agreements.forEach(agreement -> byId.put(agreement.ref().id(), agreement));
    }

    /** Whether its permissions count now. */
    Finding inForce(Agreement agreement) {
        Finding itself = standing(agreement, ReasonCode.AGREEMENT_STATE);
        Set<String> seen = new HashSet<>();
        Agreement below = agreement;
        while (itself.outcome() == Outcome.PERMIT && below.umbrella() != null) {
            String umbrella = below.umbrella();
            Agreement above = byId.get(umbrella);
            if (above == null || !seen.add(umbrella)) {
                return Finding.because(Outcome.INDETERMINATE, ReasonCode.UMBRELLA_BROKEN, agreement.ref(), "");
            }
            itself = Finding.all(List.of(itself, covering(above, below)));
            below = above;
        }
        return itself;
    }

    /** An umbrella that is in force carries only what is made between those whom it still names. */
    private Finding covering(Agreement above, Agreement below) {
        Finding standing = standing(above, ReasonCode.UMBRELLA_STATE);
        return standing.outcome() != Outcome.PERMIT
                        || (names(above, below.providers()) && names(above, below.recipients()))
                ? standing
                : Finding.because(Outcome.NOT_COVERED, ReasonCode.UMBRELLA_STATE, above.ref(), "PARTIES");
    }

    private static boolean names(Agreement agreement, Set<PartyId> parties) {
        return parties.stream()
                .allMatch(party -> agreement.providers().contains(party)
                        || agreement.recipients().contains(party));
    }

    /** Whether its prohibitions count: those of what was never signed do not, and those of what has ended do unless it says otherwise. */
    boolean forbids(Agreement agreement) {
        Instant from = agreement.window().from();
        boolean begun = from == null || !asOf.isBefore(from);
        boolean current = agreement.state() == AgreementState.IN_FORCE
                && agreement.window().has(asOf);
        return agreement.state().wasSigned() && begun && (current || agreement.prohibitionsSurvive());
    }

    /** How long it stays as it is with its prohibitions. */
    Window forbidsDuring(Agreement agreement) {
        return agreement.state().wasSigned() ? agreement.window().around(asOf) : Window.ALWAYS;
    }

    private Finding standing(Agreement agreement, ReasonCode state) {
        if (agreement.state() != AgreementState.IN_FORCE) {
            return Finding.because(
                    Outcome.NOT_COVERED,
                    state,
                    agreement.ref(),
                    agreement.state().name());
        }
        if (!agreement.window().has(asOf)) {
            return Finding.because(Outcome.NOT_COVERED, ReasonCode.AGREEMENT_WINDOW, agreement.ref(), "")
                    .during(agreement.window().around(asOf));
        }
        return Finding.PERMITTED.during(agreement.window());
    }
}
