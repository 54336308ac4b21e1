package org.sillok.recall.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.sillok.recall.core.RecallFixtures.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.kernel.Bytes;

/** No other bytes pass for those that were signed, and nothing but the documented exception leaves a reader. */
class RecallFormatLawsTest {
    private static final int[] MASKS = {1, 2, 4, 8, 16, 32, 64, 128, 255};

    private interface Reader {
        Bytes read(byte[] bytes) throws RecallFormatException;
    }

    /** Every byte changed in several ways, each left out, each doubled, and cut off after each. */
    private static List<byte[]> changed(byte[] good) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < good.length; i++) {
            for (int mask : MASKS) {
                byte[] other = good.clone();
                other[i] ^= (byte) mask;
                all.add(other);
            }
            byte[] shorter = new byte[good.length - 1];
            System.arraycopy(good, 0, shorter, 0, i);
            System.arraycopy(good, i + 1, shorter, i, good.length - 1 - i);
            all.add(shorter);
            byte[] longer = new byte[good.length + 1];
            System.arraycopy(good, 0, longer, 0, i + 1);
            System.arraycopy(good, i, longer, i + 1, good.length - i);
            all.add(longer);
            all.add(Arrays.copyOf(good, i));
        }
        return all;
    }

    /** What is read at all is read as exactly these bytes: nothing has two spellings. */
    private static void hasOneSpelling(byte[] good, Reader reader) {
        int read = 0;
        for (byte[] bytes : changed(good)) {
            try {
                assertThat(reader.read(bytes).toArray()).isEqualTo(bytes);
                read++;
            } catch (RecallFormatException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        // Some changes make another good document: another digit, another level.
        assertThat(read).isGreaterThan(10);
    }

    @Test
    void aNoticeHasOneSpelling() {
        hasOneSpelling(vector("notice.json"), bytes -> Notice.parse(bytes).bytes());
    }

    @Test
    void aListHasOneSpelling() {
        hasOneSpelling(vector("recalls.json"), bytes -> RecallList.parse(bytes).bytes());
    }

    @Test
    void noChangeOfASignedDocumentIsVerified() {
        for (byte[] bytes : changed(vector("recalls.signed.json"))) {
            boolean held = false;
            try {
                SignedDocument document = SignedDocument.parse(bytes);
                document.verify();
                held = true;
            } catch (RecallFormatException | SignatureInvalidException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
            assertThat(held).as("%s", new String(bytes, UTF_8)).isFalse();
        }
    }

    @Test
    void aLineFeedAtTheEndOfAFileIsNoDifferenceAndASecondOneIs() throws Exception {
        byte[] good = vector("recalls.signed.json");
        byte[] ended = Arrays.copyOf(good, good.length + 1);
        ended[good.length] = '\n';
        assertThat(SignedDocument.parse(ended).write().toArray()).isEqualTo(good);
        byte[] twice = Arrays.copyOf(ended, ended.length + 1);
        twice[ended.length] = '\n';
        assertThatExceptionOfType(RecallFormatException.class).isThrownBy(() -> SignedDocument.parse(twice));
        assertThatExceptionOfType(RecallFormatException.class).isThrownBy(() -> SignedDocument.parse(new byte[0]));
    }

    @Test
    void oneDocumentIsNotReadAsAnother() {
        assertThatExceptionOfType(RecallFormatException.class).isThrownBy(() -> Notice.parse(vector("recalls.json")));
        assertThatExceptionOfType(RecallFormatException.class)
                .isThrownBy(() -> RecallList.parse(vector("notice.json")));
        assertThatExceptionOfType(RecallFormatException.class)
                .isThrownBy(() -> SignedDocument.parse(vector("recalls.json")));
        for (String value : new String[] {"null", "[]", "1", "\"x\"", "{}", "", "{", "\ufeff{}"}) {
            byte[] bytes = value.getBytes(UTF_8);
            assertThatExceptionOfType(RecallFormatException.class).isThrownBy(() -> Notice.parse(bytes));
            assertThatExceptionOfType(RecallFormatException.class).isThrownBy(() -> RecallList.parse(bytes));
            assertThatExceptionOfType(RecallFormatException.class).isThrownBy(() -> SignedDocument.parse(bytes));
        }
    }

    @Test
    void whatContradictsItselfIsRefusedEvenIfItIsSpelledRight() {
        String notice = new String(vector("notice.json"), UTF_8);
        String bundle = RecallFixtures.aBundle().value();
        for (String[] change : new String[][] {
            {"sillok/recall/1", "sillok/recall/2"},
            {"\"version\":3", "\"version\":0"},
            {"\"version\":3", "\"version\":4294967297"},
            {"EV-000002", "EV-000001"},
            {"EV-000002", "EV-000000"},
            {"EV-000002", "EV-1000000"},
            {"QUARANTINE", "REPLACE_WITH"},
            {"QUARANTINE", "quarantine"},
            {"\"replacement\":null", "\"replacement\":\"" + RecallFixtures.anotherBundle() + "\""},
            {"QUARANTINE\",\"replacement\":null", "REPLACE_WITH\",\"replacement\":\"" + bundle + "\""},
            {"2026-12-07T09:30:00.125Z", "2026-11-23T09:30:00.125Z"},
            {"log-2026.example.org", "Log-2026.example.org"}
        }) {
            assertThat(notice).contains(change[0]);
            byte[] changed = notice.replace(change[0], change[1]).getBytes(UTF_8);
            assertThatExceptionOfType(RecallFormatException.class)
                    .as(change[1])
                    .isThrownBy(() -> Notice.parse(changed));
        }
        String list = new String(vector("recalls.json"), UTF_8);
        for (String[] change : new String[][] {
            {"sillok/recalls/1", "sillok/recalls/2"},
            {"\"number\":3", "\"number\":0"},
            {"\"number\":3", "\"number\":9007199254740992"},
            {"2026-11-30T09:30:00.125Z", "2026-11-23T09:30:00.125Z"},
            {"2026-11-22T00:00:00.000Z", "2026-11-22T00:00:00Z"},
            {"2026-11-22T00:00:00.000Z", "2026-11-22T25:00:00.000Z"},
            {"\"EV-000001\",\"EV-000002\"", "\"EV-000002\",\"EV-000001\""},
            {"\"EV-000001\",\"EV-000002\"", "\"EV-000001\",\"EV-000001\""},
            {"\"EV-000001\",\"EV-000002\"", ""},
            {RecallFixtures.anotherBundle().value(), "bdl_aaaaaaaaaaaaaaaaaaaaaaaaaa"},
            {"NO_FURTHER_USE", "NO_USE"}
        }) {
            assertThat(list).contains(change[0]);
            byte[] changed = list.replace(change[0], change[1]).getBytes(UTF_8);
            assertThatExceptionOfType(RecallFormatException.class)
                    .as(change[1])
                    .isThrownBy(() -> RecallList.parse(changed));
        }
    }
}
