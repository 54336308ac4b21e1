package org.sillok.succession.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionStateTest {
    @Test
    void whatTheSuccessorAcceptedIsNotCalledOff() {
        assertThat(Arrays.stream(SuccessionState.values()).filter(SuccessionState::canBeRejected))
                .containsExactly(
                        SuccessionState.PROPOSED,
                        SuccessionState.AGREED,
                        SuccessionState.EXPORTING,
                        SuccessionState.EXPORTED);
    }

    @Test
    void nothingIsWrittenBeforeThreePersonsWantedIt() {
        assertThat(Arrays.stream(SuccessionState.values()).filter(SuccessionState::canBeExported))
                .containsExactly(SuccessionState.EXPORTING, SuccessionState.EXPORTED);
    }

    @Test
    void anItemStaysForTheGravestReasonThereIs() {
        assertThat(Withholding.of(false, false, false)).isEmpty();
        assertThat(Withholding.of(false, false, true)).contains(Withholding.JOINT_DEPOSITORS);
        assertThat(Withholding.of(false, true, true)).contains(Withholding.CLOSED);
        assertThat(Withholding.of(true, true, true)).contains(Withholding.ERASURE_ASKED);
    }

    @Test
    void archivesAreCalledInAddressesAsTheyAreWritten() {
        for (Archive archive : Archive.values()) {
            assertThat(Archive.of(archive.slug())).isEqualTo(Optional.of(archive));
            assertThat(Archive.of(archive.name())).isEmpty();
        }
    }
}
