package org.sillok.log.core;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;

/**
 * That a leaf is in a log, as one text that is verified offline ({@code c2sp.org/tlog-proof@v1}): index, inclusion path and
 * the checkpoint's note. {@code extra} is not authenticated; empty means none.
 */
public record TlogProof(Bytes extra, long index, List<Digest> path, Bytes checkpointNote) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int MAX_EXTRA = 64 * 1024;
    private static final int MAX_PATH = 63;
    private static final int MAX_BYTES = Note.MAX_BYTES + 2 * MAX_EXTRA;

    public TlogProof {
        if (index < 0 || path.size() > MAX_PATH || extra.length() > MAX_EXTRA) {
            throw new IllegalArgumentException("not a proof");
        }
        path = List.copyOf(path);
    }

    /** A proof without extra data. */
    public static TlogProof of(InclusionProof inclusion, SignedCheckpoint checkpoint) {
        return new TlogProof(Bytes.of(new byte[0]), inclusion.index(), inclusion.path(), checkpoint.note());
    }

    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        if (extra.length() > 0) {
            text.append(EXTRA)
                    .append(Base64.getEncoder().encodeToString(extra.toArray()))
                    .append('\n');
        }
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(Hashes.base64(hash)).append('\n'));
        return text.append('\n')
                .append(new String(checkpointNote.toArray(), StandardCharsets.UTF_8))
                .toString();
    }

    /** Reads {@link #text()} back. */
    public static TlogProof parse(String text) throws InvalidNoteException {
        int blank = text.indexOf("\n\n");
        if (text.length() > MAX_BYTES || blank < 0) {
            throw new InvalidNoteException("not a log proof");
        }
        String[] lines = text.substring(0, blank).split("\n", -1);
        boolean hasExtra = lines.length > 1 && lines[1].startsWith(EXTRA);
        int indexLine = hasExtra ? 2 : 1;
        if (!lines[0].equals(HEADER) || lines.length <= indexLine || !lines[indexLine].startsWith(INDEX)) {
            throw new InvalidNoteException("not a log proof");
        }
        byte[] extra = hasExtra ? StrictBase64.decode(lines[1].substring(EXTRA.length())) : new byte[0];
        long index = Checkpoint.decimal(lines[indexLine].substring(INDEX.length()));
        int hashes = lines.length - indexLine - 1;
        if (hashes > MAX_PATH || extra.length > MAX_EXTRA || (hasExtra && extra.length == 0)) {
            throw new InvalidNoteException("not a log proof");
        }
        List<Digest> path = new ArrayList<>();
        for (int i = indexLine + 1; i < lines.length; i++) {
            path.add(Hashes.parseBase64(lines[i]));
        }
        byte[] note = utf8(text.substring(blank + 2));
        Note.parse(note);
        return new TlogProof(Bytes.of(extra), index, path, Bytes.of(note));
    }

    // A lone surrogate has no bytes; String.getBytes would put a question mark in its place.
    private static byte[] utf8(String text) throws InvalidNoteException {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new InvalidNoteException("not a log proof", e);
        }
    }

    /**
     * Returns the checkpoint if {@code policy} holds it valid and {@code leafHash} stands in its tree at {@link #index()}.
     *
     * @throws InvalidNoteException if the checkpoint is not valid
     * @throws InvalidProofException if the leaf is not shown to be in its tree
     */
    public SignedCheckpoint verify(Digest leafHash, LogPolicy policy)
            throws InvalidNoteException, InvalidProofException {
        SignedCheckpoint signed = SignedCheckpoint.verify(checkpointNote, policy);
        Checkpoint checkpoint = signed.checkpoint();
        new InclusionProof(index, checkpoint.size(), path).verify(leafHash, checkpoint.root());
        return signed;
    }
}
