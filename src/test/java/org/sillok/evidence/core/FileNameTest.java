package org.sillok.evidence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FileNameTest {
    @Test
    void namesInEveryScriptAreKeptCodePointForCodePoint() {
        for (String name : new String[] {
            "진술서 ①.txt",
            "شهادة.pdf",
            "證詞.docx",
            "100% sûr 📄.csv",
            " leading and trailing ",
            "ﬁ㎏.txt",
            "가".repeat(85),
            "a"
        }) {
            assertThat(new FileName(name).value()).isEqualTo(name);
        }
    }

    @Test
    void whatCannotBeOneFileNameIsRefused() {
        for (String name : new String[] {
            "",
            "   ",
            ".",
            "..",
            "../x",
            "a/b",
            "a\\b",
            "/etc/passwd",
            "C:\\x.txt",
            "a\0b",
            "a\nb",
            "a\u202Efdp.exe",
            "\uD800",
            "가".repeat(86),
            "x".repeat(256)
        }) {
            assertThatThrownBy(() -> new FileName(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void downloadsCarryTheNameInUtf8AndRunNowhere() {
        assertThat(ContentDisposition.attachment(new FileName("진술 100%\".txt"), "EV-1.txt"))
                .isEqualTo("attachment; filename=\"EV-1.txt\"; filename*=UTF-8''%EC%A7%84%EC%88%A0%20100%25%22.txt");
    }
}
