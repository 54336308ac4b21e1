package org.sillok.archfixture.custody.core;

import java.time.Instant;

public class ReadsTheClock {
    public Instant time() {
        return Instant.now();
    }
}
