package org.sillok.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;

/** Goes on with another part when one is full. */
final class PartedOutput extends OutputStream {
    private final long partLength;
    private final Opening opening;
    private int number = 1;
    private Part part;
    private long left;
    private boolean closed;

    interface Opening {
        Part open(int number) throws IOException;
    }

    PartedOutput(long partLength, Opening opening) throws IOException {
        this.partLength = partLength;
        this.opening = opening;
        this.part = opening.open(number);
        this.left = partLength;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (left == 0) {
                // Only now is it known that another part is needed.
                part.close();
                part = opening.open(++number);
                left = partLength;
            }
            int length = (int) Math.min(left, count - done);
            part.encrypted.write(bytes, offset + done, length);
            left -= length;
            done += length;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            part.close();
        }
    }

    /** One message, and where it goes. */
    static final class Part {
        private final OutputStream out;
        private final OutputStream encrypted;

        Part(OutputStream out, RecipientCertificate recipient, SecureRandom random) throws IOException {
            this.out = out;
            this.encrypted = RecipientEncryption.open(recipient, random, out);
        }

        private void close() throws IOException {
            try (OutputStream last = out) {
                encrypted.close();
                last.flush();
            }
        }
    }
}
