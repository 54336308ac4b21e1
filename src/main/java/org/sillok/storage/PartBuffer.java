package org.sillok.storage;

import io.minio.ByteBuffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Bytes on their way to the store, in pieces: it takes no more memory than there are bytes, is never copied to grow, and
 * keeps its pieces for the next part.
 */
final class PartBuffer extends ByteBuffer {
    private static final int PIECE = 256 * 1024;

    private final long capacity;
    private final List<byte[]> pieces = new ArrayList<>();
    private long length;

    PartBuffer(long capacity) {
        super(capacity);
        this.capacity = capacity;
    }

    static PartBuffer of(byte[] bytes) {
        PartBuffer buffer = new PartBuffer(Math.max(1, bytes.length));
        buffer.pieces.add(bytes);
        buffer.length = bytes.length;
        return buffer;
    }

    /** Takes as many of the bytes as there is room for; returns how many. */
    int take(byte[] bytes, int offset, int count) {
        int taken = 0;
        while (taken < count && length < capacity) {
            int piece = (int) (length / PIECE);
            int at = (int) (length % PIECE);
            if (piece == pieces.size()) {
                pieces.add(new byte[(int) Math.min(PIECE, capacity - length)]);
            }
            int now = Math.min(count - taken, pieces.get(piece).length - at);
            System.arraycopy(bytes, offset + taken, pieces.get(piece), at, now);
            taken += now;
            length += now;
        }
        return taken;
    }

    boolean isFull() {
        return length == capacity;
    }

    byte[] sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long left = length;
            for (byte[] piece : pieces) {
                digest.update(piece, 0, (int) Math.min(left, piece.length));
                left -= Math.min(left, piece.length);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        if (take(bytes, offset, count) < count) {
            throw new IllegalStateException("more than a part");
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long size() {
        return capacity;
    }

    /** Empties it; the memory stays. */
    @Override
    public void reset() {
        length = 0;
    }

    @Override
    public void close() {
        // Nothing is held but memory.
    }

    @Override
    public InputStream inputStream() {
        List<InputStream> streams = new ArrayList<>();
        long left = length;
        for (byte[] piece : pieces) {
            if (left == 0) {
                break;
            }
            int count = (int) Math.min(left, piece.length);
            streams.add(new ByteArrayInputStream(piece, 0, count));
            left -= count;
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }
}
