package org.sillok.intake.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FormDataDispositionTest {
    @Test
    void namesArriveAsTheirSenderMeantThem() {
        assertThat(fileName("form-data; name=\"file\"; filename=\"진술서 100%.txt\""))
                .isEqualTo("진술서 100%.txt");
        assertThat(fileName("form-data; name=file; filename=a.txt")).isEqualTo("a.txt");
        assertThat(fileName("Form-Data ;name=\"file\";filename=\"a;b=c.txt\"")).isEqualTo("a;b=c.txt");
        assertThat(fileName("form-data; name=\"file\"; filename=\"say %22hi%22.txt\""))
                .isEqualTo("say \"hi\".txt");
        assertThat(fileName("form-data; name=\"file\"; filename=\"say \\\"hi\\\".txt\""))
                .isEqualTo("say \"hi\".txt");
        assertThat(fileName("form-data; name=\"file\"; filename=\"x\"; filename*=UTF-8''%EA%B0%80%20b.txt"))
                .isEqualTo("가 b.txt");
        assertThat(fileName("form-data; name=\"file\"; filename=\"=?UTF-8?Q?x?=\""))
                .isEqualTo("=?UTF-8?Q?x?=");
        assertThat(fileName("form-data; name=\"file\"; filename=\"C:\\dir\\x.txt\""))
                .isEqualTo("C:\\dir\\x.txt");
        assertThat(FormDataDisposition.parse("form-data; name=\"metadata\"").file())
                .isEmpty();
        assertThat(fileName("form-data; name=\"file\"; filename=\"\"")).isEmpty();
    }

    @Test
    void ambiguousAndMalformedDispositionsAreRefused() {
        for (String field : new String[] {
            "",
            "form-data",
            "attachment; name=\"file\"",
            "form-data; filename=\"x\"",
            "form-data; name=\"a\"; name=\"b\"",
            "form-data; name=\"file\"; filename=\"x",
            "form-data; name=\"file\" x; filename=\"x\"",
            "form-data; name=\"f\"; filename*=x",
            "form-data; name=\"f\"; filename*=latin1''x",
            "form-data; name=\"f\"; filename*=UTF-8''%E",
            "form-data; name=\"f\"; filename*=UTF-8''%FF",
            "form-data; junk"
        }) {
            assertThatThrownBy(() -> FormDataDisposition.parse(field))
                    .as(field)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static String fileName(String field) {
        return FormDataDisposition.parse(field).file().orElseThrow();
    }
}
