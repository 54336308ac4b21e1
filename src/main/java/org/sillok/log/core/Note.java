package org.sillok.log.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.sillok.kernel.Bytes;

/**
 * Text with signature lines (C2SP signed-note). Parsing says nothing about who signed: use the text only after
 * {@link #verify}.
 */
public record Note(String text, List<Line> signatures) {
    /** Cosignatures by post-quantum keys have 3.3 kB as text; this is room for a hundred lines of them. */
    public static final int MAX_BYTES = 512 * 1024;

    private static final int MAX_SIGNATURES = 100;
    private static final String DASH = "\u2014 ";

    /** One signature line. The id names the key together with the name. */
    public record Line(String name, int keyId, Bytes signature) {
        public Line {
            if (!NoteName.isAllowed(name) || signature.length() == 0) {
                throw new IllegalArgumentException("not a signature line");
            }
        }

        String text() {
            byte[] signed = ByteBuffer.allocate(4 + signature.length())
                    .putInt(keyId)
                    .put(signature.toArray())
                    .array();
            return DASH + name + " " + Base64.getEncoder().encodeToString(signed) + "\n";
        }

        static Line parse(String line) throws InvalidNoteException {
            String[] parts = line.split(" ", -1);
            if (parts.length != 3 || !line.startsWith(DASH) || !NoteName.isAllowed(parts[1])) {
                throw new InvalidNoteException("not a signature line");
            }
            byte[] signed = StrictBase64.decode(parts[2]);
            if (signed.length < 5) {
                throw new InvalidNoteException("not a signature line");
            }
            int id = ByteBuffer.wrap(signed).getInt();
            return new Line(parts[1], id, Bytes.of(Arrays.copyOfRange(signed, 4, signed.length)));
        }
    }

    public Note {
        if (!text.endsWith("\n") || !hasOnlyAllowedCharacters(text)) {
            throw new IllegalArgumentException("not the text of a note");
        }
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note has 1 to " + MAX_SIGNATURES + " signatures");
        }
        signatures = List.copyOf(signatures);
    }

    public byte[] bytes() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line.text()));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static Note parse(byte[] bytes) throws InvalidNoteException {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidNoteException("the note is too long");
        }
        String note = utf8(bytes);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || !hasOnlyAllowedCharacters(note)) {
            throw new InvalidNoteException("not a note");
        }
        List<Line> lines = new ArrayList<>();
        for (int start = blank + 2; start < note.length(); ) {
            int end = note.indexOf('\n', start);
            if (lines.size() == MAX_SIGNATURES) {
                throw new InvalidNoteException("the note has too many signatures");
            }
            lines.add(Line.parse(note.substring(start, end)));
            start = end + 1;
        }
        if (lines.isEmpty()) {
            throw new InvalidNoteException("the note has no signatures");
        }
        return new Note(note.substring(0, blank + 1), lines);
    }

    /**
     * Verifies every signature by one of {@code known} and returns the keys that signed, each once. Lines of unknown keys
     * are ignored.
     *
     * @throws InvalidNoteException if a known key's signature does not hold, or if no known key signed
     */
    public List<NoteKey> verify(List<NoteKey> known) throws InvalidNoteException {
        List<NoteKey> signers = new ArrayList<>();
        for (Line line : signatures) {
            for (NoteKey key : known) {
                if (key.name().equals(line.name()) && key.id() == line.keyId()) {
                    key.verify(text, line.signature().toArray());
                    if (!signers.contains(key)) {
                        signers.add(key);
                    }
                }
            }
        }
        if (signers.isEmpty()) {
            throw new InvalidNoteException("no trusted key signed the note");
        }
        return List.copyOf(signers);
    }

    private static boolean hasOnlyAllowedCharacters(String text) {
        return text.codePoints().allMatch(c -> c == '\n' || (c >= ' ' && !isLoneSurrogate(c)));
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static String utf8(byte[] bytes) throws InvalidNoteException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidNoteException("the note is not UTF-8", e);
        }
    }
}
