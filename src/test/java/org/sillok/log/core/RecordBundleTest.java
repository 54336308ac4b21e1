package org.sillok.log.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.kernel.Bytes;

class RecordBundleTest {
    @Test
    void readsBackWhatItWrites() throws InvalidEntryException {
        RecordBundle bundle = new RecordBundle(List.of(Bytes.utf8("a"), Bytes.utf8(""), Bytes.of(new byte[70_000])));
        assertThat(RecordBundle.parse(bundle.bytes())).isEqualTo(bundle);
        assertThat(RecordBundle.parse(new byte[0]).records()).isEmpty();
    }

    @Test
    void refusesWhatIsCutOff() throws InvalidEntryException {
        byte[] bytes = new RecordBundle(List.of(Bytes.utf8("ab"), Bytes.utf8("c"))).bytes();
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (length == 6) {
                assertThat(RecordBundle.parse(cut).records()).hasSize(1);
            } else {
                assertThatThrownBy(() -> RecordBundle.parse(cut)).isInstanceOf(InvalidEntryException.class);
            }
        }
        assertThatThrownBy(() -> RecordBundle.parse(new byte[] {-1, -1, -1, -1, 0}))
                .isInstanceOf(InvalidEntryException.class);
    }

    @Test
    void isNamedByItsExactRun() {
        assertThat(RecordBundle.path(0, 1)).isEqualTo("record/000-1");
        assertThat(RecordBundle.path(1_234_067, 1_234_100)).isEqualTo("record/x001/x234/067-1234100");
    }
}
