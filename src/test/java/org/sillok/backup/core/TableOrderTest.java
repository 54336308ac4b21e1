package org.sillok.backup.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableOrderTest {
    @Test
    void whatIsReferredToComesFirst() {
        assertThat(TableOrder.of(Set.of("a", "b", "c", "d"), Map.of("a", Set.of("c"), "c", Set.of("d", "c", "gone"))))
                .containsExactly("b", "d", "c", "a");
    }

    @Test
    void aCircleIsNamed() {
        assertThatThrownBy(() -> TableOrder.of(Set.of("a", "b"), Map.of("a", Set.of("b"), "b", Set.of("a"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("circle");
    }
}
