package org.sillok.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who may import whom. {@link RulesTest} shows that each of these rules can fail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTest {
    private static final String BASE = "org.sillok";

    private final Rules rules = new Rules(BASE);
    private final JavaClasses classes = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void everyPackageIsListed() {
        rules.everyPackageIsListed().check(classes);
    }

    @Test
    void nothingIsListedThatDoesNotExist() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass type : classes) {
            Place.of(type, BASE)
                    .ifPresent(place -> found.computeIfAbsent(place.room(), room -> new TreeSet<>())
                            .add(place.part()));
        }
        assertThat(found).isEqualTo(Rooms.PARTS);
    }

    @Test
    void coresArePure() {
        rules.coresArePure().check(classes);
    }

    @Test
    void coresAndFoundationAreDeterministic() {
        rules.coresAndFoundationAreDeterministic().check(classes);
    }

    @Test
    void theFoundationStandsAlone() {
        rules.theFoundationStandsAlone().check(classes);
    }

    @Test
    void rootsImportRootsOfTheirLayerOrBelow() {
        rules.rootsImportRootsOfTheirLayerOrBelow().check(classes);
    }

    @Test
    void restImportsItsOwnRoomAndTheWeb() {
        rules.restImportsItsOwnRoomAndTheWeb().check(classes);
    }

    @Test
    void dbImportsItsOwnCore() {
        rules.dbImportsItsOwnCore().check(classes);
    }

    @Test
    void verifyIsOfflineAndStandsAlone() {
        rules.verifyIsOfflineAndStandsAlone().check(classes);
    }

    @Test
    void monitorStandsOutside() {
        rules.monitorStandsOutside().check(classes);
    }

    @Test
    void platformUsesRootsOnly() {
        rules.platformUsesRootsOnly().check(classes);
    }

    @Test
    void nobodyImportsPlatform() {
        rules.nobodyImportsPlatform().check(classes);
    }

    @Test
    void nobodyImportsResources() {
        rules.nobodyImportsResources().check(classes);
    }

    @Test
    void roomsHaveNoCycles() {
        rules.roomsHaveNoCycles().check(classes);
    }
}
