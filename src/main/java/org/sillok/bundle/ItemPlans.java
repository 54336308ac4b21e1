package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.PlannedDecision;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.evidence.ReleasedVersions;
import org.sillok.evidence.ReleasedVersions.Stated;
import org.sillok.evidence.StoredFile;
import org.sillok.evidence.core.Activity;
import org.sillok.request.Sealable;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Part;
import org.sillok.vault.VaultException;

/** What a bundle says of each version that was granted, and not a byte more. Joins a transaction in the system's scope. */
@ApplicationScoped
class ItemPlans {
    private final ReleasedVersions versions;

    ItemPlans(ReleasedVersions versions) {
        this.versions = versions;
    }

    /**
     * Some items.
     *
     * @param plans in the order in which they were asked for
     * @param reduced whether something that was asked for is left out of what is said about one of them
     */
    record Some(List<ItemPlan> plans, boolean reduced) {
        Some {
            plans = List.copyOf(plans);
        }
    }

    /**
     * Plans some items; the same queries for all of them as for one.
     *
     * @param tellings what may be told of them
     * @throws NotSealableException if one of them is gone or cannot be read
     */
    @Transactional(TxType.MANDATORY)
    Some of(Sealable.Yes sealable, List<Sealable.Granted> granted, Map<MaterialRef, Telling> tellings) {
        Map<MaterialRef, Stated> stated = stated(granted);
        boolean content = sealable.ask().parts().contains(Part.CONTENT);
        List<ItemPlan> plans = new ArrayList<>();
        boolean reduced = false;
        for (Sealable.Granted line : granted) {
            Stated one = stated.get(line.version());
            if (one == null
                    || !one.owner().equals(line.holder())
                    || !line.grant().decision().permits()) {
                throw new NotSealableException("Something that was granted is not there as it was decided about.");
            }
            Telling said = tellings.getOrDefault(line.version(), Telling.UNASKED);
            reduced |= said.leavesOut();
            plans.add(new ItemPlan(
                    derivation(one.activity()),
                    one.statement(),
                    said.of(one),
                    content ? files(one, said.names()) : List.of(),
                    new PlannedDecision(
                            line.holder(),
                            line.grant().basis(),
                            ObligationTexts.of(
                                    line.grant().decision(), sealable.ask().caseRef()))));
        }
        return new Some(plans, reduced);
    }

    private Map<MaterialRef, Stated> stated(List<Sealable.Granted> granted) {
        try {
            return versions.of(granted.stream().map(Sealable.Granted::version).toList());
        } catch (VaultException e) {
            NotSealableException refused =
                    new NotSealableException("The key of something that was granted cannot be used.");
            refused.initCause(e);
            throw refused;
        }
    }

    /** That something is not the original itself is always said. */
    private static Optional<String> derivation(Activity activity) {
        return activity == Activity.ORIGINAL ? Optional.empty() : Optional.of(activity.name());
    }

    private static List<PlannedFile> files(Stated stated, boolean names) {
        return stated.files().stream().map(file -> file(file, names)).toList();
    }

    private static PlannedFile file(StoredFile file, boolean names) {
        return new PlannedFile(
                file.number(),
                file.facts().mediaType().value(),
                names ? Optional.of(file.facts().name().value()) : Optional.empty(),
                new Facts(
                        file.facts().length(),
                        file.facts().sha256(),
                        file.facts().sha512()));
    }
}
