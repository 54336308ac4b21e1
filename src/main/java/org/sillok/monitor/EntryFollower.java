package org.sillok.monitor;

import java.util.ArrayList;
import java.util.List;
import org.sillok.crypto.KeyFormatException;
import org.sillok.crypto.P256PublicKey;
import org.sillok.crypto.SignatureInvalidException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.log.core.EntryBundle;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.HashedRekordLeaf;
import org.sillok.log.core.InvalidEntryException;
import org.sillok.log.core.Merkle;
import org.sillok.log.core.TileName;

/**
 * Reads the entries themselves, which needs an auditor's token: each is a hashedrekord whose signature verifies. The tree
 * of what was read is worth nothing until its root is compared with one that was verified.
 */
final class EntryFollower {
    /** An entry that nobody should have put into the log. */
    static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(String message) {
            super(message);
        }
    }

    private static final int LONGEST_BUNDLE = TileName.FULL * (2 + EntryBundle.MAX_ENTRY);

    private EntryFollower() {}

    static Frontier follow(LogSource source, Frontier from, long to, TreeFollower.Progress progress)
            throws SourceException, InvalidException, StateFiles.UnusableException {
        Frontier tree = from;
        while (tree.size() < to) {
            long index = tree.size() / TileName.FULL;
            int known = (int) (tree.size() % TileName.FULL);
            int width = (int) Math.min(TileName.FULL, to - index * TileName.FULL);
            List<Bytes> entries = bundle(source, index, width);
            List<Digest> leafHashes = new ArrayList<>();
            for (int i = known; i < width; i++) {
                check(index * TileName.FULL + i, entries.get(i));
                leafHashes.add(Merkle.leafHash(entries.get(i).toArray()));
            }
            tree = tree.extend(leafHashes);
            if (tree.size() % TreeFollower.STEP == 0) {
                progress.reached(tree);
            }
        }
        return tree;
    }

    private static List<Bytes> bundle(LogSource source, long index, int width)
            throws SourceException, InvalidException {
        TileName partial = new TileName.Entries(index, width);
        try {
            return parse(partial, source.read(partial.path(), LONGEST_BUNDLE));
        } catch (SourceException e) {
            if (e.kind() != SourceException.Kind.MISSING || width == TileName.FULL) {
                throw e;
            }
            TileName full = new TileName.Entries(index, TileName.FULL);
            return parse(full, source.read(full.path(), LONGEST_BUNDLE)).subList(0, width);
        }
    }

    private static List<Bytes> parse(TileName name, Bytes bytes) throws InvalidException {
        try {
            return EntryBundle.parse(name.width(), bytes.toArray()).entries();
        } catch (InvalidEntryException e) {
            throw new InvalidException(name.path() + " is malformed");
        }
    }

    private static void check(long index, Bytes entry) throws InvalidException {
        try {
            HashedRekordLeaf leaf = HashedRekordLeaf.parse(entry.toArray());
            P256PublicKey.ofSpki(leaf.spki().toArray())
                    .verifyDigest(leaf.sha256(), leaf.signatureDer().toArray());
        } catch (InvalidEntryException | KeyFormatException e) {
            throw new InvalidException("Entry " + index + " is not a hashedrekord entry with a P-256 key");
        } catch (SignatureInvalidException e) {
            throw new InvalidException("Entry " + index + " has a signature that does not hold");
        }
    }
}
