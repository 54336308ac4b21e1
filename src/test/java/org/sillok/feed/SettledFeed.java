package org.sillok.feed;

import org.sillok.platform.TestPostgres;

/**
 * The feed once everything that has begun has ended. Events appear in the order of their transactions, so one that is under way
 * anywhere in the server holds later ones back, also one of a test that runs beside this one in a database of its own.
 */
public final class SettledFeed {
    private SettledFeed() {}

    /** Waits, and gives {@code path} back. */
    public static String at(String path) {
        TestPostgres.awaitTransactions();
        return path;
    }
}
