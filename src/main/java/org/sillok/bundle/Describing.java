package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.Telling.Extent;
import org.sillok.consent.Namings;
import org.sillok.evidence.ReleasedVersions;
import org.sillok.evidence.ReleasedVersions.Outline;
import org.sillok.json.JsonObject;
import org.sillok.kernel.ItemId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.SourceId;
import org.sillok.request.Consultation;
import org.sillok.request.Sealable;
import org.sillok.sharing.Grant;
import org.sillok.sharing.Grants;
import org.sillok.sharing.Release;
import org.sillok.sharing.Releases;
import org.sillok.sharing.core.ReleaseAsk;
import org.sillok.source.Sources;
import org.sillok.source.core.SourceKind;
import org.sillok.terms.Answer;
import org.sillok.terms.InstrumentRef;
import org.sillok.terms.MaterialRef;
import org.sillok.terms.Part;
import org.sillok.terms.TermReader;
import org.sillok.terms.Transformation;

/**
 * What may be said about released versions: the same as to those who search ({@code docs/discovery.md}), and nothing unless it
 * was asked for. Metadata is one for all versions of an item, so every one of them has to be permitted; what may hold names
 * goes out only if everybody behind the item may be named; and of a version that was made to show less, nearly nothing does.
 * Joins a transaction in the system's scope.
 */
@ApplicationScoped
class Describing {
    private static final Set<Transformation> REDUCING = EnumSet.of(
            Transformation.ANONYMISE,
            Transformation.PSEUDONYMISE,
            Transformation.REDACT,
            Transformation.STRIP_METADATA,
            Transformation.EXISTENCE_ONLY);

    private static final int BATCH = 200;
    private static final int MOST_SOURCES = 1_000;

    private final ReleasedVersions versions;
    private final Releases releases;
    private final Sources sources;
    private final Namings namings;

    Describing(ReleasedVersions versions, Releases releases, Sources sources, Namings namings) {
        this.versions = versions;
        this.releases = releases;
        this.sources = sources;
        this.namings = namings;
    }

    /**
     * How much may be told of each granted version; empty if nothing was asked for. Holds what was decided about names until the
     * transaction ends; the rest is held by {@link org.sillok.request.ApprovedRequests#take}. The number of queries grows with
     * each 200 versions, not with each one.
     */
    @Transactional(TxType.MANDATORY)
    Map<MaterialRef, Telling> of(Sealable.Yes sealable) {
        Map<MaterialRef, Telling> tellings = new HashMap<>();
        if (!sealable.ask().parts().contains(Part.METADATA)) {
            return tellings;
        }
        Map<ItemId, Set<SourceId>> behind = new HashMap<>();
        Map<MaterialRef, Integer> revisions = new HashMap<>();
        Set<ItemId> withheld = new HashSet<>();
        List<Sealable.Granted> granted = sealable.granted();
        for (int from = 0; from < granted.size(); from += BATCH) {
            List<Sealable.Granted> some = granted.subList(from, Math.min(granted.size(), from + BATCH));
            some.forEach(line -> add(behind, line.version().item(), line.grant().sources()));
            List<Outline> outlines = versions.outlines(
                    some.stream().map(Sealable.Granted::version).toList());
            for (Outline one : outlines) {
                revisions.put(one.version(), one.revision());
                one.source()
                        .ifPresent(
                                source -> behind.computeIfAbsent(one.version().item(), none -> new HashSet<>())
                                        .add(source));
            }
            withheld.addAll(withheld(sealable, outlines, behind));
        }
        Set<SourceId> unnamed = unnamed(behind.values());
        for (Sealable.Granted line : granted) {
            ItemId item = line.version().item();
            Integer revision = revisions.get(line.version());
            tellings.put(
                    line.version(),
                    revision == null || withheld.contains(item)
                            ? Telling.WITHHELD
                            : new Telling(
                                    extent(line.grant(), behind.getOrDefault(item, Set.of()), unnamed), revision));
        }
        return tellings;
    }

    private static Extent extent(Grant grant, Set<SourceId> behind, Set<SourceId> unnamed) {
        if (!Collections.disjoint(grant.transformations(), REDUCING)) {
            return Extent.REDUCED;
        }
        return Collections.disjoint(behind, unnamed) ? Extent.NAMED : Extent.UNNAMED;
    }

    /** Items of which some version is not permitted: what is said about the item is said about that one, too. */
    private Set<ItemId> withheld(
            Sealable.Yes sealable, Collection<Outline> outlines, Map<ItemId, Set<SourceId>> behind) {
        List<MaterialRef> all = new ArrayList<>();
        Set<ItemId> several = new HashSet<>();
        for (Outline one : outlines) {
            if (one.versions() > 1 && several.add(one.version().item())) {
                for (int number = 1; number <= one.versions(); number++) {
                    all.add(new MaterialRef(one.version().item(), number));
                }
            }
        }
        if (all.isEmpty()) {
            return Set.of();
        }
        Set<ItemId> refused = new HashSet<>();
        Set<MaterialRef> decided = new HashSet<>();
        for (Release release : releases.decide(metadataOf(sealable.ask()), all, answers(sealable))) {
            decided.add(release.version());
            add(behind, release.version().item(), Grants.sources(release.question()));
            if (!release.decision().permits()) {
                refused.add(release.version().item());
            }
        }
        all.stream().filter(version -> !decided.contains(version)).forEach(version -> refused.add(version.item()));
        return refused;
    }

    private static ReleaseAsk metadataOf(ReleaseAsk ask) {
        return new ReleaseAsk(
                ask.id(),
                ask.requester(),
                ask.caseRef(),
                ask.actions(),
                ask.purposes(),
                ask.proceeding(),
                ask.places(),
                Set.of(Part.METADATA),
                ask.undertakings(),
                ask.handedOnTo());
    }

    /** What each holder answered, which counts for its own material. */
    private static Function<PartyId, Map<InstrumentRef, List<Answer>>> answers(Sealable.Yes sealable) {
        Map<PartyId, Map<InstrumentRef, List<Answer>>> answers = new HashMap<>();
        for (Consultation one : sealable.answers()) {
            @Nullable JsonObject answer = one.answer();
            if (answer != null) {
                answers.computeIfAbsent(one.party(), none -> new HashMap<>())
                        .computeIfAbsent(one.instrument(), none -> new ArrayList<>())
                        .add(new Answer(sealable.request(), TermReader.read(answer.get("term"), "")));
            }
        }
        return holder -> answers.getOrDefault(holder, Map.of());
    }

    private static void add(Map<ItemId, Set<SourceId>> behind, ItemId item, Set<SourceId> sources) {
        behind.computeIfAbsent(item, none -> new HashSet<>()).addAll(sources);
    }

    /** Those who may not be named. A source that cannot be seen is somebody. */
    private Set<SourceId> unnamed(Collection<Set<SourceId>> behind) {
        Set<SourceId> everybody = new HashSet<>();
        behind.forEach(everybody::addAll);
        namings.hold(everybody);
        Set<SourceId> unnamed = new HashSet<>(everybody);
        List<SourceId> all = List.copyOf(everybody);
        for (int from = 0; from < all.size(); from += MOST_SOURCES) {
            List<SourceId> some = all.subList(from, Math.min(all.size(), from + MOST_SOURCES));
            Map<SourceId, SourceKind> kinds = sources.kinds(some);
            some.stream()
                    .filter(source -> kinds.containsKey(source) && kinds.get(source) != SourceKind.PERSON)
                    .forEach(unnamed::remove);
            unnamed.removeAll(namings.mayBeNamed(some));
        }
        return unnamed;
    }
}
