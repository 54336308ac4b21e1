package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;

class EntryBundleTest {
    @Test
    void readsBackWhatItWrites() throws InvalidEntryException {
        List<Bytes> entries = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            entries.add(Bytes.of(new byte[i == 7 ? EntryBundle.MAX_ENTRY : i]));
            EntryBundle bundle = new EntryBundle(entries);
            assertThat(EntryBundle.parse(entries.size(), bundle.bytes())).isEqualTo(bundle);
        }
        entries.add(Bytes.of(new byte[0]));
        assertThatThrownBy(() -> new EntryBundle(entries)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EntryBundle(List.of(Bytes.of(new byte[65_536]))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsTheLengthBeforeTheEntry() {
        assertThat(new EntryBundle(List.of(Bytes.utf8("ab"), Bytes.utf8(""))).bytes())
                .containsExactly(0, 2, 'a', 'b', 0, 0);
    }

    @Test
    void refusesEveryOtherLengthAndWidth() {
        byte[] bundle = new EntryBundle(List.of(Bytes.utf8("ab"), Bytes.utf8("c"))).bytes();
        for (int length = 0; length < bundle.length; length++) {
            byte[] cut = Arrays.copyOf(bundle, length);
            assertThatThrownBy(() -> EntryBundle.parse(2, cut)).isInstanceOf(InvalidEntryException.class);
        }
        assertThatThrownBy(() -> EntryBundle.parse(2, Arrays.copyOf(bundle, bundle.length + 1)))
                .isInstanceOf(InvalidEntryException.class);
        assertThatThrownBy(() -> EntryBundle.parse(2, Arrays.copyOf(bundle, bundle.length + 2)))
                .isInstanceOf(InvalidEntryException.class);
        for (int width : new int[] {-1, 0, 1, 3, 257}) {
            assertThatThrownBy(() -> EntryBundle.parse(width, bundle)).isInstanceOf(InvalidEntryException.class);
        }
        assertThatThrownBy(() -> EntryBundle.parse(0, new byte[0])).isInstanceOf(InvalidEntryException.class);
    }
}
