package org.sillok.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BundleArchiveFuzzTest {
    private static final BundleLimits LIMITS = new BundleLimits(1_000, 1 << 20, 100);

    @FuzzTest(maxDuration = "10s")
    void onlyTheDocumentedExceptionLeavesTheReader(byte[] bytes) {
        read(bytes);
    }

    @Test
    void noChangedByteOfASmallArchiveMakesAnotherKindOfFailure() {
        ZipForge forge = new ZipForge();
        forge.add("bdl_a/a.txt", new byte[300], true);
        forge.add("bdl_a/b.txt", new byte[] {1, 2, 3}, false);
        forge.zip64 = true;
        byte[] archive = forge.write();
        assertThat(read(archive)).isTrue();
        for (int place = 0; place < archive.length; place++) {
            for (int mask : new int[] {1, 0x80, 0xff}) {
                read(VerifyFixtures.changed(archive, place, mask));
            }
            read(ZipForge.cut(archive, place + 1));
        }
    }

    /** Whether all of it could be read; every name and length that is shown holds to the limits. */
    private static boolean read(byte[] bytes) {
        long total = 0;
        try {
            ZipArchive archive = ZipArchive.read(RandomBytes.of(bytes), LIMITS);
            assertThat(archive.names()).hasSizeLessThanOrEqualTo((int) LIMITS.entries());
            for (String name : archive.names()) {
                assertThat(name).doesNotContain("\\");
                assertThat(name.split("/", -1)).doesNotContain("", ".", "..");
                try (InputStream in = archive.open(name)) {
                    total += in.readAllBytes().length;
                }
            }
            assertThat(total).isLessThanOrEqualTo(LIMITS.bytes());
            return true;
        } catch (BundleFormatException e) {
            return false;
        } catch (EOFException e) {
            throw new AssertionError("read behind the end", e);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
