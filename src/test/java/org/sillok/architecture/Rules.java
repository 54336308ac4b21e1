package org.sillok.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The rules of who may import whom, as allow-lists, for the rooms below a base package: the program itself, or
 * {@code archfixture}, whose classes each break one of them.
 */
final class Rules {
    private static final Set<String> NONDETERMINISTIC = Set.of(
            "java.lang.Math.random",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getProperty",
            "java.lang.System.getenv",
            "java.lang.System.nanoTime",
            "java.util.UUID.randomUUID");
    private static final Set<String> RANDOM_SOURCES =
            Set.of("java.security.SecureRandom", "java.util.Random", "java.util.concurrent.ThreadLocalRandom");

    private final String base;

    Rules(String base) {
        this.base = base;
    }

    ArchRule everyPackageIsListed() {
        return classes()
                .should(satisfy(
                        "be in a listed package",
                        type -> Place.of(type, base)
                                .filter(place -> Rooms.PARTS
                                        .getOrDefault(place.room(), Set.of())
                                        .contains(place.part()))
                                .isPresent()));
    }

    ArchRule coresArePure() {
        return imports(
                "cores import the JDK's pure parts, the foundation and themselves",
                place -> place.is("core"),
                (from, to) -> isFoundation(to) || to.name().equals(from.name()));
    }

    ArchRule coresAndFoundationAreDeterministic() {
        return noClasses()
                .that(are(
                        "in a core, kernel or json",
                        place -> place.is("core")
                                || Set.of("kernel", "json", "terms").contains(place.room())))
                .should()
                .accessTargetWhere(
                        new DescribedPredicate<JavaAccess<?>>(
                                "reads the clock, the environment or a source of randomness") {
                            @Override
                            public boolean test(JavaAccess<?> access) {
                                String owner = access.getTargetOwner().getName();
                                String name = access.getTarget().getName();
                                return NONDETERMINISTIC.contains(owner + "." + name)
                                        || RANDOM_SOURCES.contains(owner)
                                        || (owner.startsWith("java.time.") && name.equals("now"))
                                        || (owner.equals("java.time.Clock") && name.startsWith("system"));
                            }
                        });
    }

    ArchRule theFoundationStandsAlone() {
        Map<String, Set<String>> may =
                Map.of("terms", Set.of("kernel", "json"), "crypto", Set.of("kernel"), "net", Set.of("kernel"));
        return imports(
                "kernel and json import nothing, terms imports both, crypto and net import kernel",
                place -> Rooms.isFoundation(place.room()) || place.room().equals("net"),
                (from, to) -> to.name().equals(from.name())
                        || may.getOrDefault(from.name(), Set.of()).contains(to.name()));
    }

    ArchRule rootsImportRootsOfTheirLayerOrBelow() {
        return imports(
                "roots import their own room, and roots and cores of their layer or below, but not SQL",
                place -> place.isRoot()
                        && !Rooms.isFoundation(place.room())
                        && !Set.of("net", "verify", "monitor", "platform").contains(place.room()),
                (from, to) -> (to.room().equals(from.room()) && !to.is("rest"))
                        || ((to.isRoot() || to.is("core"))
                                && (Rooms.layer(to.room()) <= Rooms.layer(from.room())
                                        || Set.of("jobs", "problem").contains(to.room()))
                                && !Set.of("verify", "monitor", "sql").contains(to.room())));
    }

    ArchRule restImportsItsOwnRoomAndTheWeb() {
        return imports(
                "rest imports its own root and core, values of other rooms, web and problem",
                place -> place.is("rest"),
                (from, to) -> (to.room().equals(from.room()) && !to.is("db"))
                        || to.is("core")
                        || isFoundation(to)
                        || (to.isRoot() && Set.of("web", "problem").contains(to.room()))
                        || (to.isRoot() && to.isValue())
                        || Rooms.areNeighbours(from, to));
    }

    ArchRule dbImportsItsOwnCore() {
        return imports(
                "db imports its own core, the kernel and SQL",
                place -> place.is("db"),
                (from, to) -> (to.room().equals(from.room()) && (to.is("db") || to.is("core")))
                        || Set.of("kernel", "sql").contains(to.name()));
    }

    ArchRule verifyIsOfflineAndStandsAlone() {
        return imports(
                "verify imports cores and the foundation",
                place -> place.room().equals("verify"),
                (from, to) -> to.name().equals(from.name()) || to.is("core") || isFoundation(to));
    }

    ArchRule monitorStandsOutside() {
        return imports(
                "monitor imports the log's core, net and the foundation",
                place -> place.room().equals("monitor"),
                (from, to) -> to.name().equals(from.name())
                        || Set.of("log.core", "net").contains(to.name())
                        || isFoundation(to));
    }

    ArchRule platformUsesRootsOnly() {
        return imports(
                "platform imports roots and cores, but not SQL",
                place -> place.room().equals("platform"),
                (from, to) -> to.room().equals("platform")
                        || (to.isRoot() && !to.room().equals("sql"))
                        || to.is("core"));
    }

    ArchRule nobodyImportsPlatform() {
        return noClasses()
                .that(are("outside platform", place -> !place.room().equals("platform")))
                .should()
                .dependOnClassesThat(resideInAPackage(base + ".platform.."))
                .as("nobody imports platform");
    }

    /** Resources are left out: nobody may import them, so they cannot close a cycle. */
    ArchRule roomsHaveNoCycles() {
        return slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return Place.of(type, base)
                                .filter(place -> !place.is("rest"))
                                .map(place -> SliceIdentifier.of(place.room()))
                                .orElse(SliceIdentifier.ignore());
                    }

                    @Override
                    public String getDescription() {
                        return "rooms";
                    }
                })
                .should()
                .beFreeOfCycles();
    }

    ArchRule nobodyImportsResources() {
        return imports(
                "a room's rest is imported by nobody else",
                place -> true,
                (from, to) -> !to.is("rest") || to.name().equals(from.name()) || Rooms.areNeighbours(from, to),
                false);
    }

    private ArchRule imports(String description, Predicate<Place> who, BiPredicate<Place, Place> whom) {
        return imports(description, who, whom, true);
    }

    private ArchRule imports(
            String description, Predicate<Place> who, BiPredicate<Place, Place> whom, boolean checkLibraries) {
        return classes()
                .that(are(description, who))
                .should(new ArchCondition<>("respect the allow-list") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        Place from = Place.of(type, base).orElseThrow();
                        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                            JavaClass target = dependency.getTargetClass().getBaseComponentType();
                            Optional<Place> to = Place.of(target, base);
                            boolean allowed = target.isPrimitive()
                                    || (to.isPresent()
                                            ? whom.test(from, to.get())
                                            : !checkLibraries || Rooms.allows(from, target.getName()));
                            if (!allowed) {
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                            }
                        }
                    }
                })
                .as(description);
    }

    private DescribedPredicate<JavaClass> are(String description, Predicate<Place> who) {
        return DescribedPredicate.describe(
                description, type -> Place.of(type, base).filter(who).isPresent());
    }

    private boolean isFoundation(Place place) {
        return place.isRoot() && Rooms.isFoundation(place.room());
    }

    private static ArchCondition<JavaClass> satisfy(String description, Predicate<JavaClass> rule) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!rule.test(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not where anything may be"));
                }
            }
        };
    }
}
