package org.sillok.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KeyTrouble;

class KeyLossTest {
    private static final Set<KeyTrouble> GONE = EnumSet.of(
            KeyTrouble.MISSING,
            KeyTrouble.OTHER_KEY,
            KeyTrouble.NOT_CONFIGURED,
            KeyTrouble.VAULT_KEY_MISSING,
            KeyTrouble.TOKEN_KEY_MISSING);

    @ParameterizedTest
    @EnumSource(KeyTrouble.class)
    void onlyWhatIsNotWhereItShouldBeIsDeclaredLost(KeyTrouble trouble) {
        KekStatus key = new KekStatus("local-a", false, false, false, 4, trouble);
        assertThat(KeyLoss.objection(key, 4).isEmpty()).isEqualTo(GONE.contains(trouble));
    }

    @Test
    void whoeverDeclaresItSaysHowManyKeysAreGivenUp() {
        KekStatus key = new KekStatus("local-a", false, false, false, 4, KeyTrouble.OTHER_KEY);
        for (long wrong : new long[] {1, 3, 5}) {
            assertThat(KeyLoss.objection(key, wrong))
                    .hasValueSatisfying(why -> assertThat(why).contains("wraps 4 keys"));
        }
        KekStatus before = new KekStatus("local-a", false, false, true, 4, KeyTrouble.OTHER_KEY);
        assertThat(KeyLoss.objection(before, 4)).as("again").isEmpty();
        assertThat(KeyLoss.objection(before, 5)).isPresent();
    }

    @Test
    void keyThatOpensOrIsInUseOrProtectsNothingIsNotLost() {
        assertThat(KeyLoss.objection(new KekStatus("local-a", false, false, false, 4, null), 4))
                .hasValueSatisfying(why -> assertThat(why).contains("can be used"));
        assertThat(KeyLoss.objection(new KekStatus("local-a", true, false, false, 4, KeyTrouble.OTHER_KEY), 4))
                .hasValueSatisfying(why -> assertThat(why).contains("current"));
        assertThat(KeyLoss.objection(new KekStatus("local-a", false, false, false, 0, KeyTrouble.OTHER_KEY), 0))
                .hasValueSatisfying(why -> assertThat(why).contains("retire"));
        assertThat(KeyLoss.objection(new KekStatus("local-a", false, true, true, 0, null), 0))
                .hasValueSatisfying(why -> assertThat(why).contains("retired"));
    }
}
