package org.sillok.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.vault.KekStatus;
import org.sillok.vault.KeyTrouble;

class KeyListTest {
    @Test
    void retiredKeyThatIsTheCurrentOneNeedsAttention() {
        List<String> states = KeyList.json(List.of(
                        new KekStatus("local-a", true, true, false, 0, KeyTrouble.OTHER_KEY),
                        new KekStatus("local-b", false, true, false, 0, null),
                        new KekStatus("local-c", false, false, false, 2, null)))
                .values()
                .stream()
                .map(key -> key.asObject().text("state"))
                .toList();
        assertThat(states).containsExactly("UNAVAILABLE", "RETIRED", "FORMER");
    }

    @Test
    void lostKeyIsShownAsLostUnlessItIsTheCurrentOneOrWasRetired() {
        List<String> states = KeyList.json(List.of(
                        new KekStatus("local-a", false, false, true, 2, KeyTrouble.OTHER_KEY),
                        new KekStatus("local-b", false, false, true, 2, null),
                        new KekStatus("local-c", true, false, true, 2, KeyTrouble.OTHER_KEY),
                        new KekStatus("local-d", false, true, true, 0, null)))
                .values()
                .stream()
                .map(key -> key.asObject().text("state"))
                .toList();
        assertThat(states).containsExactly("LOST", "LOST", "UNAVAILABLE", "RETIRED");
    }
}
