package org.sillok.intake.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.ProblemException;
import org.sillok.web.BrokenLineException;

/** A request's body as it comes from the network: counted against the limit, and digested if digests were announced. */
final class DepositBody extends FilterInputStream {
    private final long limit;
    private final List<Digest> announced;
    private final List<MessageDigest> computed;
    private long count;

    DepositBody(InputStream in, long limit, List<Digest> announced) {
        super(in);
        this.limit = limit;
        this.announced = announced;
        this.computed = announced.stream()
                .map(digest -> digest.algorithm() == Digest.Algorithm.SHA_256 ? Sha2.newSha256() : Sha2.newSha512())
                .toList();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = arrive(bytes, offset, length);
        if (read > 0) {
            count += read;
            if (count > limit) {
                throw new ProblemException(
                        ProblemCode.PAYLOAD_TOO_LARGE, "A deposit has at most " + limit + " bytes in all.");
            }
            for (MessageDigest digest : computed) {
                digest.update(bytes, offset, read);
            }
        }
        return read;
    }

    private int arrive(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw new BrokenLineException(e);
        }
    }

    /** Reads what is left and compares the whole with what was announced. */
    void finish() throws IOException {
        byte[] rest = new byte[8192];
        while (read(rest, 0, rest.length) >= 0) {
            // Only to count and digest it.
        }
        for (int i = 0; i < announced.size(); i++) {
            Digest.Algorithm algorithm = announced.get(i).algorithm();
            if (!Digest.of(algorithm, computed.get(i).digest()).equals(announced.get(i))) {
                throw new ProblemException(
                        ProblemCode.DIGEST_MISMATCH,
                        "The body arrived with another " + algorithm.httpName() + " digest than its header announced.");
            }
        }
    }
}
