package org.sillok.storage;

import java.io.OutputStream;

/** A draft that is published in the place of a damaged object, after that was put aside. */
final class Replacement implements Draft {
    private final Draft draft;
    private final Runnable putAside;
    private final Runnable replace;

    Replacement(Draft draft, Runnable putAside, Runnable replace) {
        this.draft = draft;
        this.putAside = putAside;
        this.replace = replace;
    }

    @Override
    public OutputStream body() {
        return draft.body();
    }

    @Override
    public void publish() {
        putAside.run();
        replace.run();
    }

    @Override
    public void close() {
        draft.close();
    }
}
