package org.sillok.discovery.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.BlockPermutation;
import org.sillok.kernel.Ids;

class HandleTest {
    @Test
    void whatIsWrittenIsReadBackAndIsAnIdentifier() {
        Random random = new Random(20_260_101);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[Handle.BYTES];
            random.nextBytes(bytes);
            String id = Handle.write("fnd", bytes);
            assertThat(Ids.isWellFormed("fnd", id)).isTrue();
            assertThat(Handle.read("fnd", id)).isEqualTo(bytes);
        }
        assertThatThrownBy(() -> Handle.read("fnd", "itm_aaaaaaaaaaaaaaaaaaaaaaaaaa"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Handle.write("fnd", new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPermutationIsTurnedBackByItsKeyOnly() {
        byte[] key = new byte[BlockPermutation.KEY];
        byte[] other = new byte[BlockPermutation.KEY];
        other[0] = 1;
        byte[] block = new byte[BlockPermutation.BLOCK];
        byte[] turned = BlockPermutation.forward(key, block);
        // AES-256 of zeros under zeros, as published with the algorithm's test vectors.
        assertThat(HexFormat.of().formatHex(turned)).isEqualTo("dc95c078a2408989ad48a21492842087");
        assertThat(BlockPermutation.back(key, turned)).isEqualTo(block);
        assertThat(BlockPermutation.back(other, turned)).isNotEqualTo(block);
        assertThatThrownBy(() -> BlockPermutation.forward(new byte[16], block))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
