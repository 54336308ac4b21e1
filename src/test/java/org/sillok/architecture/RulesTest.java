package org.sillok.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Each rule fails for the classes that break it, and for no others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {
    private static final String BASE = "org.sillok.archfixture";

    private final Rules rules = new Rules(BASE);
    private final JavaClasses classes =
            new ClassFileImporter().importPath(Path.of("target", "test-classes", "org", "sillok", "archfixture"));

    /** The fixtures' simple names that occur in the rule's complaints. */
    private List<String> offenders(ArchRule rule) {
        return rule.evaluate(classes).getFailureReport().getDetails().stream()
                .map(detail ->
                        detail.replaceAll("(?s)^[^<]*<?" + BASE.replace(".", "\\.") + "\\.[a-z.]+([A-Z]\\w*).*", "$1"))
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void anUnlistedPackageFails() {
        assertThat(offenders(rules.everyPackageIsListed())).containsExactly("Unlisted");
    }

    @Test
    void aCoreThatUsesFilesServersOrAnotherCoreFails() {
        assertThat(offenders(rules.coresArePure())).containsExactly("AsksAServer", "OpensAFile", "UsesAnotherCore");
    }

    @Test
    void aCoreThatReadsTheClockOrDrawsRandomnessFails() {
        assertThat(offenders(rules.coresAndFoundationAreDeterministic()))
                .containsExactly("DrawsRandomness", "ReadsTheClock");
    }

    @Test
    void aFoundationThatUsesAFrameworkFails() {
        assertThat(offenders(rules.theFoundationStandsAlone())).containsExactly("ReachesUpFromNet", "UsesAFramework");
    }

    @Test
    void aRootThatReachesUpIntoADatabaseOrIntoHttpFails() {
        assertThat(offenders(rules.rootsImportRootsOfTheirLayerOrBelow()))
                .contains("ReachesUp", "ReachesIntoADatabase", "RunsSql", "UsesHttp", "UsesAResource")
                .doesNotContain("Custody");
    }

    @Test
    void aResourceThatUsesAnEntityOrAnotherRoomsUseCaseFails() {
        assertThat(offenders(rules.restImportsItsOwnRoomAndTheWeb()))
                .containsExactly("CallsAnotherRoom", "ShowsAnEntity");
    }

    @Test
    void aTableThatJoinsAnotherRoomsFails() {
        assertThat(offenders(rules.dbImportsItsOwnCore())).containsExactly("JoinsRooms");
    }

    @Test
    void aVerifierThatUsesTheNetworkOrTheServiceFails() {
        assertThat(offenders(rules.verifyIsOfflineAndStandsAlone())).containsExactly("UsesARoot", "UsesTheNetwork");
    }

    @Test
    void aMonitorThatUsesTheServiceOrAFrameworkFails() {
        assertThat(offenders(rules.monitorStandsOutside())).containsExactly("AsksARoom", "UsesInjection");
    }

    @Test
    void aPlatformThatReachesIntoADatabaseFails() {
        assertThat(offenders(rules.platformUsesRootsOnly())).containsExactly("Boot");
    }

    @Test
    void whoeverImportsPlatformFails() {
        assertThat(offenders(rules.nobodyImportsPlatform())).containsExactly("UsesPlatform");
    }

    @Test
    void whoeverImportsAResourceFails() {
        assertThat(offenders(rules.nobodyImportsResources())).containsExactly("UsesAResource");
    }

    @Test
    void roomsInACircleFail() {
        assertThat(rules.roomsHaveNoCycles()
                        .evaluate(classes)
                        .getFailureReport()
                        .toString())
                .contains("GoesRound", "Returns");
    }
}
