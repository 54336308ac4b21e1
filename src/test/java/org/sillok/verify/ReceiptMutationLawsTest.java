package org.sillok.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.sillok.custody.core.CustodyFixtures;

/** No byte of a receipt or of a file is insignificant. */
@Execution(ExecutionMode.CONCURRENT)
class ReceiptMutationLawsTest {
    private static final long SEED = 20261121;

    private static void fails(byte[] receipt, Trust trust, String what) {
        assertThat(ReceiptVerifier.verify(receipt, trust, List.of()))
                .as("%s, seed %d", what, SEED)
                .isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void everyChangedByteOfAReceiptIsCaught() {
        Random random = new Random(SEED);
        byte[] receipt = VerifyFixtures.aLogWith(1).receipt(0, 0).write().toArray();
        for (int place = 0; place < receipt.length; place++) {
            // Without a trusted key nothing is left but the receipt's own consistency.
            fails(VerifyFixtures.changed(receipt, place, 1), Trust.none(), "lowest bit at " + place);
            if (place % 3 == 0) {
                byte[] changed = VerifyFixtures.changed(receipt, place, 2 + random.nextInt(254));
                fails(changed, VerifyFixtures.trust(), "random change at " + place);
            }
        }
    }

    @Test
    void everyLostByteOfAReceiptIsCaught() {
        byte[] receipt = VerifyFixtures.aLogWith(1).receipt(0, 0).write().toArray();
        for (int place = 0; place < receipt.length; place += 7) {
            byte[] shorter = Arrays.copyOf(receipt, receipt.length - 1);
            System.arraycopy(receipt, place + 1, shorter, place, shorter.length - place);
            if (!Arrays.equals(Arrays.copyOf(receipt, shorter.length), shorter) || place == receipt.length - 1) {
                fails(shorter, VerifyFixtures.trust(), "lost byte " + place);
            }
        }
        for (int length = 0; length < receipt.length; length += 61) {
            fails(Arrays.copyOf(receipt, length), VerifyFixtures.trust(), "cut to " + length);
        }
    }

    @Test
    void everyChangedByteOfALongerReceiptIsCaught() {
        Random random = new Random(SEED);
        byte[] receipt = VerifyFixtures.aLogWith(3).receipt(0, 2).write().toArray();
        for (int place = random.nextInt(5); place < receipt.length; place += 1 + random.nextInt(19)) {
            fails(
                    VerifyFixtures.changed(receipt, place, 1 << random.nextInt(8)),
                    VerifyFixtures.trust(),
                    "bit at " + place);
        }
    }

    @Test
    void everyChangedBitOfAFileIsCaught() {
        byte[] receipt = VerifyFixtures.aLogWith(1).receipt(0, 0).write().toArray();
        byte[] file = CustodyFixtures.FIRST_FILE;
        for (int bit = 0; bit < 8 * file.length; bit++) {
            FileDigests changed = VerifyFixtures.file("changed", VerifyFixtures.changed(file, bit / 8, 1 << bit % 8));
            assertThat(ReceiptVerifier.verify(receipt, VerifyFixtures.trust(), List.of(changed)))
                    .isInstanceOf(Verdict.Failed.class);
        }
    }
}
