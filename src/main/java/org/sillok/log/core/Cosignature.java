package org.sillok.log.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.sillok.kernel.Bytes;

/**
 * The payload of a cosignature line, {@code time ‖ signature}, and what it signs (C2SP tlog-cosignature).
 *
 * @param time seconds since the epoch by the cosigner's clock; 0 if it says nothing about time
 */
record Cosignature(long time, Bytes signature) {
    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_OPAQUE = 255;

    Cosignature {
        if (time < 0 || signature.length() == 0) {
            throw new IllegalArgumentException("not a cosignature");
        }
    }

    /** Whether the ML-DSA-44 form has room for this name. */
    static boolean isName(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= MAX_OPAQUE;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(Long.BYTES + signature.length())
                .putLong(time)
                .put(signature.toArray())
                .array();
    }

    static Cosignature parse(byte[] bytes) throws InvalidNoteException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length <= Long.BYTES || buffer.getLong(0) < 0) {
            throw new InvalidNoteException("not a cosignature");
        }
        long time = buffer.getLong();
        byte[] signature = new byte[buffer.remaining()];
        buffer.get(signature);
        return new Cosignature(time, Bytes.of(signature));
    }

    /** The bytes that {@code cosigner} signs for the checkpoint that is a note's text. */
    static byte[] message(NoteKey.Type type, String cosigner, long time, String text) throws InvalidNoteException {
        if (type == NoteKey.Type.ED25519_COSIGNATURE) {
            return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
        }
        Checkpoint checkpoint = Checkpoint.parse(text);
        if (!isName(checkpoint.origin())) {
            throw new InvalidNoteException("the origin is too long for a cosignature");
        }
        return subtree(cosigner, time, checkpoint);
    }

    /** The {@code cosigned_message} for a whole tree. */
    static byte[] subtree(String cosigner, long time, Checkpoint checkpoint) {
        byte[] name = cosigner.getBytes(StandardCharsets.UTF_8);
        byte[] origin = checkpoint.origin().getBytes(StandardCharsets.UTF_8);
        byte[] root = checkpoint.root().toArray();
        return ByteBuffer.allocate(
                        SUBTREE_LABEL.length + 1 + name.length + 1 + origin.length + 3 * Long.BYTES + root.length)
                .put(SUBTREE_LABEL)
                .put((byte) name.length)
                .put(name)
                .putLong(time)
                .put((byte) origin.length)
                .put(origin)
                .putLong(0)
                .putLong(checkpoint.size())
                .put(root)
                .array();
    }
}
