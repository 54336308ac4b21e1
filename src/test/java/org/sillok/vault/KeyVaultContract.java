package org.sillok.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;

/** What every {@link KeyVault} does alike. */
abstract class KeyVaultContract {
    static final byte[] BINDING = {1, 2, 3};
    static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** A process that uses the one key-encryption key of this test; another one each time. */
    abstract KeyVault process();

    @Test
    void everyProcessOpensWhatOneWrapped() {
        WrappedKey wrapped = process().wrap(BINDING, KEY);
        assertThat(process().unwrap(BINDING, wrapped)).isEqualTo(KEY);
        assertThat(process().currentKekId()).isEqualTo(wrapped.kekId());
    }

    @Test
    void wrappingTwiceGivesDifferentBytes() {
        KeyVault vault = process();
        assertThat(vault.wrap(BINDING, KEY)).isNotEqualTo(vault.wrap(BINDING, KEY));
    }

    @Test
    void alteredKeyIsRefused() {
        KeyVault vault = process();
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        byte[] bytes = wrapped.bytes().toArray();
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.unwrap(BINDING, new WrappedKey(wrapped.kekId(), Bytes.of(changed))))
                    .as("byte %d", i)
                    .isInstanceOf(SealBrokenException.class);
        }
        for (int length : new int[] {0, 1, 2, 11, bytes.length - 1}) {
            Bytes cut = Bytes.of(java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> vault.unwrap(BINDING, new WrappedKey(wrapped.kekId(), cut)))
                    .as("%d bytes", length)
                    .isInstanceOf(SealBrokenException.class);
        }
    }

    @Test
    void keyOfAnotherPlaceIsRefused() {
        KeyVault vault = process();
        WrappedKey wrapped = vault.wrap(BINDING, KEY);
        assertThatThrownBy(() -> vault.unwrap(new byte[] {1, 2}, wrapped)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> vault.unwrap(new byte[0], wrapped)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void newKeyIsTheCurrentOneForEveryProcessAndTheOldOneStillOpens() {
        KeyVault running = process();
        WrappedKey old = running.wrap(BINDING, KEY);
        process().makeKey();
        assertThat(running.currentKekId()).isNotEqualTo(old.kekId());
        WrappedKey recent = running.wrap(BINDING, KEY);
        assertThat(recent.kekId()).isEqualTo(process().currentKekId()).isEqualTo(running.currentKekId());
        for (KeyVault vault : new KeyVault[] {running, process()}) {
            assertThat(vault.unwrap(BINDING, old)).isEqualTo(KEY);
            assertThat(vault.unwrap(BINDING, recent)).isEqualTo(KEY);
        }
        WrappedKey exchanged = new WrappedKey(recent.kekId(), old.bytes());
        assertThatThrownBy(() -> running.unwrap(BINDING, exchanged)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void keyThatIsNotHeldIsUnavailable() {
        WrappedKey wrapped = process().wrap(BINDING, KEY);
        String id = wrapped.kekId();
        String other = id.substring(0, id.length() - 1) + (id.endsWith("7") ? "8" : "7");
        assertThatThrownBy(() -> process().unwrap(BINDING, new WrappedKey(other, wrapped.bytes())))
                .isInstanceOf(KekUnavailableException.class)
                .hasMessageContaining(other);
    }
}
