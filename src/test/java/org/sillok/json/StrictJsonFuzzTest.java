package org.sillok.json;

import com.code_intelligence.jazzer.junit.FuzzTest;

class StrictJsonFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void everyInputReadsOrIsRefused(byte[] bytes) {
        JsonLawsTest.readsOrIsRefused(bytes);
    }
}
