package org.sillok.verify;

import java.util.ArrayList;
import java.util.List;
import org.sillok.log.core.InvalidNoteException;
import org.sillok.log.core.NoteKey;

/** The log keys that the person who verifies already trusts. None means that no issuer can be recognised. */
public record Trust(List<NoteKey> keys) {
    public Trust {
        keys = List.copyOf(keys);
    }

    public static Trust none() {
        return new Trust(List.of());
    }

    /** Reads verifier keys in the C2SP text form. Throws {@link InvalidNoteException} if one is not such a key. */
    public static Trust of(List<String> vkeys) throws InvalidNoteException {
        List<NoteKey> keys = new ArrayList<>();
        for (String vkey : vkeys) {
            keys.add(NoteKey.parse(vkey.strip()));
        }
        return new Trust(keys);
    }

    /** Reads a trust file: one verifier key a line; empty lines and lines that start with {@code #} are skipped. */
    public static Trust ofFile(String text) throws InvalidNoteException {
        return of(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    Trust and(Trust other) {
        List<NoteKey> all = new ArrayList<>(keys);
        all.addAll(other.keys);
        return new Trust(all.stream().distinct().toList());
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }
}
