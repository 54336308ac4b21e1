package org.sillok.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sillok.kernel.ObjectId;

class OrphansTest {
    private static final Duration AGE = Duration.ofHours(24);
    private static final ObjectId KNOWN = new ObjectId("obj_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    private static final ObjectId ORPHAN = new ObjectId("obj_baaaaaaaaaaaaaaaaaaaaaaaaa");

    @TempDir
    Path directory;

    private final List<Object> looks = new ArrayList<>();
    private ObjectStore store;

    @BeforeEach
    void twoObjectsOfWhichOneIsRecorded() {
        store = new FileSystemObjectStore(directory.resolve("objects"), Clock.systemUTC());
        store.put(ObjectName.of(KNOWN), new byte[1]);
        store.put(ObjectName.of(ORPHAN), new byte[1]);
    }

    @Test
    void theStoreIsAskedOnlyAboutWhatNoRecordKnows() {
        assertThat(swept(AGE.plusHours(1), Set.of(KNOWN))).isEqualTo(1);
        assertThat(looks).containsExactly(ObjectName.of(ORPHAN));
        assertThat(store.stat(ObjectName.of(KNOWN))).isPresent();
        assertThat(store.stat(ObjectName.of(ORPHAN))).isEmpty();
    }

    @Test
    void whatIsYoungMayYetBeRecorded() {
        assertThat(swept(AGE.minusHours(1), Set.of())).isZero();
        assertThat(store.stat(ObjectName.of(ORPHAN))).isPresent();
    }

    @Test
    void whatIsRecordedWhileItsAgeIsLookedAtStays() {
        Orphans orphans = new Orphans(watched(), Clock.offset(Clock.systemUTC(), AGE.plusHours(1)));
        assertThat(orphans.sweep(AGE, objects -> looks.isEmpty() ? Set.of() : Set.of(KNOWN, ORPHAN))
                        .objects())
                .isZero();
        assertThat(looks).hasSize(2);
        assertThat(store.stat(ObjectName.of(ORPHAN))).isPresent();
    }

    private long swept(Duration later, Set<ObjectId> recorded) {
        return new Orphans(watched(), Clock.offset(Clock.systemUTC(), later))
                .sweep(AGE, objects -> recorded)
                .objects();
    }

    /** The store, and what was asked about single objects. */
    private ObjectStore watched() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("stat")) {
                        looks.add(arguments[0]);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
