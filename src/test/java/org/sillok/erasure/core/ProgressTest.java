package org.sillok.erasure.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void anErasureGoesOnUntilTheLastKeyIsGone() {
        assertThat(state(3, 0, 0, 0, 0)).isEqualTo(ErasureState.UNDER_WAY);
        assertThat(state(3, 0, 2, 2, 2)).isEqualTo(ErasureState.UNDER_WAY);
        assertThat(state(3, 0, 3, 0, 0)).isEqualTo(ErasureState.ERASED);
        assertThat(state(3, 0, 3, 3, 2)).isEqualTo(ErasureState.ERASED);
        assertThat(state(3, 0, 3, 2, 3)).isEqualTo(ErasureState.ERASED);
        assertThat(state(3, 0, 3, 3, 3)).isEqualTo(ErasureState.CLEARED);
    }

    @Test
    void itIsBlockedOnceNothingElseIsLeft() {
        assertThat(state(3, 1, 0, 0, 0)).isEqualTo(ErasureState.UNDER_WAY);
        assertThat(state(3, 1, 2, 0, 0)).isEqualTo(ErasureState.BLOCKED);
        assertThat(state(3, 3, 0, 0, 0)).isEqualTo(ErasureState.BLOCKED);
    }

    @Test
    void whatWasErasedAndNotClearedMayHaveRemains() {
        assertThat(new Progress(3, 1, 0, 0, 0).hasRemains()).isFalse();
        assertThat(new Progress(3, 1, 2, 0, 0).hasRemains()).isTrue();
        assertThat(new Progress(3, 1, 2, 2, 0).hasRemains()).isTrue();
        assertThat(new Progress(3, 0, 3, 3, 3).hasRemains()).isFalse();
    }

    @Test
    void nothingIsDoneThatWasNotBegun() {
        assertThatThrownBy(() -> new Progress(0, 0, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Progress(1, 1, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Progress(2, 0, 1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Progress(2, 0, 1, 1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatWasConfirmedGoesOn() {
        assertThat(ErasureState.PROPOSED.goesOn()).isFalse();
        assertThat(ErasureState.REJECTED.goesOn()).isFalse();
        assertThat(ErasureState.CLEARED.goesOn()).isFalse();
        assertThat(ErasureState.ERASED.goesOn()).isTrue();
        assertThat(ErasureState.BLOCKED.goesOn()).isTrue();
    }

    private static ErasureState state(int items, int blocked, int erased, int cleaned, int cleared) {
        return new Progress(items, blocked, erased, cleaned, cleared).state();
    }
}
