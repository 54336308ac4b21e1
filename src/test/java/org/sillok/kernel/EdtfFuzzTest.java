package org.sillok.kernel;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Only the documented exception leaves the parsers; what they take, they take again from their own text. */
class EdtfFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void dates(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        Edtf date;
        try {
            date = Edtf.parse(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        if (!Edtf.parse(date.toString()).equals(date)
                || (date.earliest().isPresent()
                        && date.latest().isPresent()
                        && date.earliest().get().isAfter(date.latest().get()))) {
            throw new IllegalStateException("bounds or round trip");
        }
    }

    @FuzzTest(maxDuration = "10s")
    void languages(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        LanguageTag tag;
        try {
            tag = LanguageTag.parse(text);
        } catch (IllegalArgumentException refused) {
            return;
        }
        if (!LanguageTag.parse(tag.value()).equals(tag)) {
            throw new IllegalStateException("not canonical");
        }
    }
}
