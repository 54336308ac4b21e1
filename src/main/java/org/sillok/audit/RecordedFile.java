package org.sillok.audit;

import org.sillok.kernel.Digest;

/** A file as its statement records it: facts that were signed and logged. */
record RecordedFile(
        int number,
        String object,
        Digest sha256,
        Digest sha512,
        long length,
        String mediaType,
        String fileName,
        Digest cipherSha256) {
    /** File names stay out of logs. */
    @Override
    public String toString() {
        return "RecordedFile[" + object + "]";
    }
}
