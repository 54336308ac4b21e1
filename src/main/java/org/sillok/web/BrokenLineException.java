package org.sillok.web;

import java.io.IOException;

/** The client went away, or its line broke, before the body had arrived. Nobody's fault here, and nobody waits for an answer. */
public final class BrokenLineException extends IOException {
    private static final long serialVersionUID = 1;

    public BrokenLineException(IOException cause) {
        super(cause.getClass().getName(), cause);
    }
}
