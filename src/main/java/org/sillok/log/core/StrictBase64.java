package org.sillok.log.core;

import java.util.Base64;

/** Standard base64 (RFC 4648 section 4) with padding, of which exactly one text stands for given bytes. */
final class StrictBase64 {
    private StrictBase64() {}

    static byte[] decode(String text) throws InvalidNoteException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidNoteException("not base64", e);
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new InvalidNoteException("not canonical base64");
        }
        return bytes;
    }
}
