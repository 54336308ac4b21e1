package org.sillok.vault;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.sillok.crypto.DigestedOutput;
import org.sillok.crypto.Sha2;
import org.sillok.kernel.Digest;
import org.sillok.storage.Draft;

/**
 * Reads a file once: SHA-256, SHA-512 and length of the plain bytes, encryption, SHA-256 and length of the stored
 * bytes, into a draft. Plain bytes exist in a few fixed buffers only. For a large file SHA-512, the slowest part, runs
 * on a second thread while one is free.
 */
@ApplicationScoped
public class ObjectWriter {
    private static final int FIRST = 64 * 1024;
    private static final int PORTION = 256 * 1024;

    private final ExecutorService lanes;

    public ObjectWriter(VaultConfig config) {
        int threads = config.digestThreads() > 0
                ? config.digestThreads()
                : Runtime.getRuntime().availableProcessors();
        this.lanes = new ThreadPoolExecutor(0, threads, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "digest");
            thread.setDaemon(true);
            return thread;
        });
    }

    @PreDestroy
    void stop() {
        lanes.shutdown();
    }

    /**
     * Writes everything {@code source} gives, encrypted under {@code key}, to the body of {@code draft}, and closes the
     * body; the caller publishes or closes the draft. A key is for one object: never call this twice with one key.
     *
     * @throws IOException if the source breaks
     * @throws org.sillok.storage.StorageException if the store does
     */
    public StoredObject write(ObjectKey key, InputStream source, Draft draft) throws IOException {
        Pass pass = new Pass(key, draft);
        byte[] first = new byte[FIRST];
        try {
            int length = fill(first, source);
            pass.sha512.update(first, 0, length);
            pass.take(first, length);
            if (length == FIRST) {
                rest(pass, source);
            }
            return pass.finish();
        } finally {
            Arrays.fill(first, (byte) 0);
        }
    }

    private void rest(Pass pass, InputStream source) throws IOException {
        DigestLane lane = new DigestLane(pass.sha512, PORTION);
        try {
            lanes.execute(lane);
        } catch (RejectedExecutionException e) {
            // Every lane is taken: this file does without.
            alone(pass, source);
            return;
        }
        try {
            beside(lane, pass, source);
        } finally {
            lane.end();
        }
        lane.await();
    }

    private static void beside(DigestLane lane, Pass pass, InputStream source) throws IOException {
        while (true) {
            byte[] buffer = lane.buffer();
            int length = fill(buffer, source);
            lane.digest(buffer, length);
            pass.take(buffer, length);
            if (length < PORTION) {
                return;
            }
        }
    }

    private static void alone(Pass pass, InputStream source) throws IOException {
        byte[] buffer = new byte[PORTION];
        int length = PORTION;
        while (length == PORTION) {
            length = fill(buffer, source);
            pass.sha512.update(buffer, 0, length);
            pass.take(buffer, length);
        }
    }

    /** Fills {@code buffer} unless the source ends. Not readNBytes: a source that overrides it badly would be cut. */
    private static int fill(byte[] buffer, InputStream source) throws IOException {
        int length = 0;
        while (length < buffer.length) {
            int count = source.read(buffer, length, buffer.length - length);
            if (count < 0) {
                break;
            }
            length += count;
        }
        return length;
    }

    /** The state of one pass over one file. */
    private static final class Pass {
        private final ObjectKey key;
        private final MessageDigest sha256 = Sha2.newSha256();
        private final MessageDigest sha512 = Sha2.newSha512();
        private final OutputStream body;
        private final DigestedOutput stored;
        private final OutputStream sealed;
        private long length;

        Pass(ObjectKey key, Draft draft) throws IOException {
            this.key = key;
            this.body = draft.body();
            this.stored = new DigestedOutput(body);
            this.sealed = ObjectCipher.encrypt(key, stored);
        }

        /** All but SHA-512, which may be computed elsewhere. */
        void take(byte[] bytes, int count) throws IOException {
            sha256.update(bytes, 0, count);
            sealed.write(bytes, 0, count);
            length += count;
        }

        StoredObject finish() throws IOException {
            sealed.close();
            body.close();
            return new StoredObject(
                    key.object(),
                    Digest.sha256(sha256.digest()),
                    Digest.sha512(sha512.digest()),
                    length,
                    stored.sha256(),
                    stored.length());
        }
    }
}
