package org.sillok.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sillok.custody.core.Disclosure;
import org.sillok.custody.core.Statement;
import org.sillok.kernel.Digest;

/**
 * What a consistent receipt says, and what was and was not checked.
 *
 * @param logKeys the verifier keys that signed the checkpoint
 * @param size the checkpoint's number of log entries
 * @param statements in the order of their stream
 * @param times what time-stamps over the checkpoint say, each completely verified
 * @param files the given files, each with the place where the receipt describes it
 */
public record Account(
        String origin,
        List<String> logKeys,
        long size,
        Digest root,
        List<Shown> statements,
        List<Time> times,
        List<Match> files,
        List<Check> checked,
        List<Check> notChecked) {
    public Account {
        logKeys = List.copyOf(logKeys);
        statements = List.copyOf(statements);
        times = List.copyOf(times);
        files = List.copyOf(files);
        checked = List.copyOf(checked);
        notChecked = List.copyOf(notChecked);
    }

    /** A statement with its place in the log and the facts that the receipt discloses. */
    public record Shown(Statement statement, long index, List<Disclosure> disclosures) {
        public Shown {
            disclosures = List.copyOf(disclosures);
        }
    }

    /**
     * The time that an authority signed.
     *
     * @param accuracy how far off it may be by the authority's own words; zero if it does not say
     * @param proven whether the authority leads to a certificate that was named as trusted
     */
    public record Time(String authority, Instant time, Duration accuracy, boolean proven) {}

    /** A given file and the statement and file number that describe it. */
    public record Match(FileDigests file, long seq, int number) {}

    /** One thing that was, or was not, checked; the words are a plain sentence. */
    public record Check(CheckCode code, String words) {}
}
