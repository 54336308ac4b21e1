package org.sillok.archfixture.custody.core;

import java.util.UUID;

public class DrawsRandomness {
    public UUID id() {
        return UUID.randomUUID();
    }
}
