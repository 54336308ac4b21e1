package org.sillok.custody.core;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.sillok.kernel.Bytes;

/** Whatever a parser accepts, it writes back byte for byte; all else is the documented exception. */
class CustodyFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void statementsReadBackOrAreRefused(byte[] bytes) {
        try {
            assertThat(Statement.parse(bytes).bytes()).isEqualTo(Bytes.of(bytes));
        } catch (CustodyFormatException documented) {
            assertThat(documented).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "2m")
    void disclosuresReadBackOrAreRefused(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        try {
            assertThat(Disclosure.parse(text).text()).isEqualTo(text);
        } catch (CustodyFormatException documented) {
            assertThat(documented).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "2m")
    void headsReadBackOrAreRefused(byte[] bytes) {
        try {
            assertThat(Head.parse(bytes).bytes()).isEqualTo(Bytes.of(bytes));
        } catch (CustodyFormatException documented) {
            assertThat(documented).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "2m")
    void receiptsReadBackOrAreRefused(byte[] bytes) {
        try {
            assertThat(Receipt.parse(bytes).write()).isEqualTo(Bytes.of(bytes));
        } catch (CustodyFormatException documented) {
            assertThat(documented).isNotNull();
        }
    }
}
