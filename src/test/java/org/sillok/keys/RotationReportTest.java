package org.sillok.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KeyTrouble;

class RotationReportTest {
    @Test
    void everythingUnderTheTargetIsCompleteAlsoWhenTheVaultCannotSayWhichKeyIsTheCurrentOne() {
        KekStatus old = new KekStatus("local-a", false, false, false, 0, null);
        KekStatus target = new KekStatus("local-b", false, false, false, 4, KeyTrouble.VAULT_UNREACHABLE);
        assertThat(new RotationReport("local-b", true, 4, 0, List.of(old, target)).isComplete())
                .isTrue();
        assertThat(new RotationReport("local-a", true, 4, 0, List.of(old, target)).isComplete())
                .isFalse();
    }

    @Test
    void whatIsUnderAKeyThatWasDeclaredLostIsCountedAndNotMissed() {
        KekStatus gone = new KekStatus("local-a", false, false, true, 6, KeyTrouble.OTHER_KEY);
        KekStatus back = new KekStatus("local-b", false, false, true, 2, null);
        KekStatus target = new KekStatus("local-c", true, false, false, 4, null);
        RotationReport report = new RotationReport("local-c", true, 4, 0, List.of(gone, target));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.toJson().number("lost")).isEqualTo(6);
        RotationReport left = new RotationReport("local-c", true, 4, 0, List.of(gone, back, target));
        assertThat(left.isComplete()).as("it opens, and was not moved").isFalse();
        assertThat(left.lost()).isEqualTo(6);
    }
}
