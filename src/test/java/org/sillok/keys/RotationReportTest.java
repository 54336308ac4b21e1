package org.sillok.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KeyTrouble;

class RotationReportTest {
    @Test
    void everythingUnderTheTargetIsCompleteAlsoWhenTheVaultCannotSayWhichKeyIsTheCurrentOne() {
        KekStatus old = new KekStatus("local-a", false, false, 0, null);
        KekStatus target = new KekStatus("local-b", false, false, 4, KeyTrouble.VAULT_UNREACHABLE);
        assertThat(new RotationReport("local-b", true, 4, 0, List.of(old, target)).isComplete())
                .isTrue();
        assertThat(new RotationReport("local-a", true, 4, 0, List.of(old, target)).isComplete())
                .isFalse();
    }
}
