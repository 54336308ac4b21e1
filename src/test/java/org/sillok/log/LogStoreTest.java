package org.sillok.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.crypto.Ed25519PrivateKey;
import org.sillok.crypto.MlDsa44PrivateKey;
import org.sillok.kernel.Digest;
import org.sillok.log.core.Checkpoint;
import org.sillok.log.core.CheckpointSigner;
import org.sillok.log.core.Frontier;
import org.sillok.log.core.SignedCheckpoint;
import org.sillok.storage.ObjectStore;
import org.sillok.storage.StorageUnavailableException;

class LogStoreTest {
    private static final String ORIGIN = "log.example.org";

    @TempDir
    Path folder;

    private final CheckpointSigner signer = new CheckpointSigner(
            ORIGIN, Ed25519PrivateKey.generate(new SecureRandom()), MlDsa44PrivateKey.generate(new SecureRandom()));
    private final LogIdentity log = new LogIdentity(1, signer.log(), signer.postQuantum(), signer);

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
    void aCopyThatCannotBeReplacedIsNotTriedForEver() throws Exception {
        Path empty = Files.createFile(folder.resolve("checkpoint"));
        AtomicInteger attempts = new AtomicInteger();
        ObjectStore stubborn = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("open")) {
                        return Files.newByteChannel(empty);
                    }
                    attempts.incrementAndGet();
                    return false;
                });
        Digest root = Frontier.EMPTY.root();
        SignedCheckpoint signed = signer.sign(new Checkpoint(ORIGIN, 0, root), 0);
        assertThatThrownBy(() -> new LogStore(stubborn, ORIGIN).raiseCheckpointCopy(signed, log))
                .isInstanceOf(StorageUnavailableException.class);
        assertThat(attempts.get()).isBetween(2, 100);
    }
}
