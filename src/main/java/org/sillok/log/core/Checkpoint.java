package org.sillok.log.core;

import java.util.regex.Pattern;
import org.sillok.kernel.Digest;

/** The head of a log's tree (C2SP tlog-checkpoint): origin, size and root; extension lines are neither written nor read. */
public record Checkpoint(String origin, long size, Digest root) {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,17}");

    public Checkpoint {
        if (!NoteName.isAllowed(origin)) {
            throw new IllegalArgumentException("not an origin");
        }
        if (size < 0 || root.algorithm() != Digest.Algorithm.SHA_256) {
            throw new IllegalArgumentException("not a tree head");
        }
        if (size == 0 && !root.equals(Merkle.emptyRoot())) {
            throw new IllegalArgumentException("not the root of the empty tree");
        }
    }

    /** The note's text. */
    public String text() {
        return origin + "\n" + size + "\n" + Hashes.base64(root) + "\n";
    }

    /** Reads {@link #text()} back. */
    public static Checkpoint parse(String text) throws InvalidNoteException {
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new InvalidNoteException("a checkpoint has three lines");
        }
        Digest root = Hashes.parseBase64(lines[2]);
        try {
            return new Checkpoint(lines[0], decimal(lines[1]), root);
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("not a checkpoint", e);
        }
    }

    /** A number without sign or leading zeros, below 10^18. */
    static long decimal(String text) throws InvalidNoteException {
        if (!DECIMAL.matcher(text).matches()) {
            throw new InvalidNoteException("not a decimal number");
        }
        return Long.parseLong(text);
    }
}
