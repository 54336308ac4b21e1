package org.sillok.vault.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.CiphertextInvalidException;
import org.sillok.kernel.Bytes;

class EnvelopeTest {
    private static final byte[] KEY = filled(32, 1);
    private static final byte[] NONCE = filled(12, 2);
    private static final byte[] BINDING = AssociatedData.of("test/1", "itm", "CONTENT");
    private static final byte[] PLAIN = "진술 statement".getBytes(StandardCharsets.UTF_8);

    @Test
    void opensWhatWasSealed() throws CiphertextInvalidException {
        byte[] sealed = Envelope.seal(KEY, NONCE, BINDING, PLAIN);
        assertThat(sealed).startsWith(NONCE).hasSize(12 + PLAIN.length + 16);
        assertThat(Envelope.open(KEY, BINDING, sealed)).isEqualTo(PLAIN);
        assertThat(Envelope.open(KEY, BINDING, Envelope.seal(KEY, NONCE, BINDING, new byte[0])))
                .isEmpty();
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] sealed = Envelope.seal(KEY, NONCE, BINDING, PLAIN);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            refused(KEY, BINDING, changed);
        }
    }

    @Test
    void everyOtherLengthIsRefused() {
        byte[] sealed = Envelope.seal(KEY, NONCE, BINDING, PLAIN);
        for (int length = 0; length < sealed.length; length++) {
            refused(KEY, BINDING, Arrays.copyOf(sealed, length));
        }
        refused(KEY, BINDING, Arrays.copyOf(sealed, sealed.length + 1));
    }

    @Test
    void otherKeyOrBindingIsRefused() {
        byte[] sealed = Envelope.seal(KEY, NONCE, BINDING, PLAIN);
        refused(filled(32, 3), BINDING, sealed);
        refused(KEY, AssociatedData.of("test/1", "itm", "ACCOUNTABILITY"), sealed);
        refused(KEY, AssociatedData.of("test/2", "itm", "CONTENT"), sealed);
        refused(KEY, new byte[0], sealed);
    }

    @Test
    void differentFieldsNeverGiveTheSameBinding() {
        String[] words = {"", "a", "b", "ab", "\u0000", "\u0001a"};
        Set<Bytes> seen = new HashSet<>();
        int lists = 0;
        for (String first : words) {
            assertThat(seen.add(Bytes.of(AssociatedData.of(first)))).isTrue();
            for (String second : words) {
                assertThat(seen.add(Bytes.of(AssociatedData.of(first, second)))).isTrue();
                for (String third : words) {
                    assertThat(seen.add(Bytes.of(AssociatedData.of(first, second, third))))
                            .isTrue();
                    lists++;
                }
            }
        }
        assertThat(lists).isEqualTo(216);
    }

    @Test
    void bindingFieldHasALimitedLength() {
        String longest = "x".repeat(0xffff);
        assertThat(AssociatedData.of(longest)).hasSize(0xffff + 2);
        assertThatThrownBy(() -> AssociatedData.of(longest + "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(byte[] key, byte[] binding, byte[] sealed) {
        assertThatThrownBy(() -> Envelope.open(key, binding, sealed)).isInstanceOf(CiphertextInvalidException.class);
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
