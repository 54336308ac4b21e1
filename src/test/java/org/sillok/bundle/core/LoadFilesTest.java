package org.sillok.bundle.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadFilesTest {
    @Test
    void whatASpreadsheetWouldRunBecomesText() {
        for (String formula :
                new String[] {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"}) {
            assertThat(LoadFiles.harmless(formula)).isEqualTo("'" + formula);
        }
        assertThat(LoadFiles.harmless("'tis")).isEqualTo("''tis");
        for (String text : new String[] {"", "진술서", "a=b", "1-2"}) {
            assertThat(LoadFiles.harmless(text)).isEqualTo(text);
        }
    }

    @Test
    void whatConcordanceWouldTakeForAFieldsEndIsReplaced() {
        assertThat(LoadFiles.datText("a\r\nb\nc\rd")).isEqualTo("a®b®c®d");
        assertThat(LoadFiles.datText("þ\u0014®")).isEqualTo("th (R)");
    }
}
