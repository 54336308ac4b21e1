package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sillok.crypto.RevocationList;
import org.sillok.crypto.Sha2;
import org.sillok.crypto.TimeStampException;
import org.sillok.kernel.Bytes;
import org.sillok.kernel.Digest;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectConflictException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * Time-stamps in the object store, below {@code log/<origin>/time/<size>/}: the exact {@code checkpoint} that was stamped,
 * and for each authority its response and which revocation lists of its certificates were seen. All of it is written once.
 *
 * <p>Authorities publish the same list for days and weeks, so the lists themselves lie once each below {@code lists/}, under
 * their SHA-256 digest. What lies beside a response is a line as {@code sha256sum} writes and checks it.
 */
@ApplicationScoped
public class TimeArchive {
    private static final Pattern RESPONSE = Pattern.compile("([0-9]{18})/([a-z0-9-]+)\\.tsr");
    private static final Pattern REFERENCE = Pattern.compile("([0-9a-f]{64})  \\.\\./lists/\\1\\.crl\n");
    private static final int MOST_LISTS = 10;

    private static final String CHECKPOINT = "checkpoint";
    private static final String NO_LIST = "0".repeat(64);
    // Notes and responses; what the store returns is not trusted, so its length does not decide how much memory is
    // used.
    private static final int MAX_SMALL = 1 << 20;

    private final ObjectStore store;

    public TimeArchive(ObjectStore store) {
        this.store = store;
    }

    Optional<Bytes> note(String origin, long size) {
        return find(noteName(origin, size));
    }

    /** Throws {@link ObjectConflictException} if another note is archived for this size. */
    void putNote(String origin, long size, Bytes note) {
        store.put(noteName(origin, size), note.toArray());
    }

    Optional<Bytes> response(String origin, long size, String authority) {
        return find(responseName(origin, size, authority));
    }

    void putResponse(String origin, long size, String authority, byte[] response) {
        store.put(responseName(origin, size, authority), response);
    }

    /** The list about the certificate at a place of the path; 0 is the authority's own. */
    Optional<ArchivedList> list(String origin, long size, String authority, int place) {
        return reference(origin, size, authority, place)
                .map(digest -> listName(origin, digest))
                .flatMap(name -> store.stat(name).map(info -> new ArchivedList(store, name, info)));
    }

    /** Throws {@link ObjectConflictException} if another list is archived in this place. */
    void putList(String origin, long size, String authority, int place, Bytes list) {
        String digest = Sha2.sha256(list.toArray()).hex();
        try {
            store.put(listName(origin, digest), list.toArray());
        } catch (ObjectConflictException e) {
            throw new IllegalStateException("the object " + listName(origin, digest) + " was altered", e);
        }
        String line = digest + "  ../lists/" + digest + ".crl\n";
        store.put(name(origin, size, authority + suffix(place)), line.getBytes(StandardCharsets.US_ASCII));
    }

    /** All lists of an authority for one size, in the order of the path. */
    List<RevocationList> lists(String origin, long size, String authority) throws TimeStampException {
        List<RevocationList> lists = new ArrayList<>();
        for (int place = 0; place < MOST_LISTS; place++) {
            Optional<String> digest = reference(origin, size, authority, place);
            if (digest.isPresent()) {
                // One that is gone is no more the list that was kept than one that was altered.
                Bytes list = find(listName(origin, digest.get()), RevocationList.MAX_BYTES)
                        .orElse(Bytes.of(new byte[0]));
                Digest expected = Digest.sha256(HexFormat.of().parseHex(digest.get()));
                lists.add(RevocationList.parse(list.toArray(), expected));
            }
        }
        return lists;
    }

    private Optional<String> reference(String origin, long size, String authority, int place) {
        return find(name(origin, size, authority + suffix(place)), MAX_SMALL)
                .map(line -> new String(line.toArray(), StandardCharsets.ISO_8859_1))
                // A line that is damaged names no list that there is.
                .map(line -> REFERENCE.matcher(line))
                .map(form -> form.matches() ? form.group(1) : NO_LIST);
    }

    /** Every response that is archived, by ascending size. */
    List<Archived> responses(String origin) {
        String folder = "log/" + origin + "/time/";
        try (Stream<ObjectName> names = store.list(folder)) {
            return names.map(name -> RESPONSE.matcher(name.value().substring(folder.length())))
                    .filter(Matcher::matches)
                    .map(form -> new Archived(Long.parseLong(form.group(1)), form.group(2)))
                    .toList();
        }
    }

    /** A response in the archive. */
    record Archived(long size, String authority) {}

    static ObjectName noteName(String origin, long size) {
        return name(origin, size, CHECKPOINT);
    }

    static ObjectName responseName(String origin, long size, String authority) {
        return name(origin, size, authority + ".tsr");
    }

    private static String suffix(int place) {
        return place == 0 ? ".crl.sha256" : "." + place + ".crl.sha256";
    }

    private static ObjectName listName(String origin, String digest) {
        return new ObjectName("log/" + origin + "/time/lists/" + digest + ".crl");
    }

    private static ObjectName name(String origin, long size, String file) {
        return new ObjectName(String.format(Locale.ROOT, "log/%s/time/%018d/%s", origin, size, file));
    }

    private Optional<Bytes> find(ObjectName name) {
        return find(name, MAX_SMALL);
    }

    private Optional<Bytes> find(ObjectName name, int atMost) {
        try (SeekableByteChannel channel = store.open(name)) {
            if (channel.size() > atMost) {
                throw new IOException("the object " + name + " is longer than anything that is kept here");
            }
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full
            }
            if (bytes.hasRemaining()) {
                throw new IOException("the object " + name + " ended early");
            }
            return Optional.of(Bytes.of(bytes.array()));
        } catch (NoSuchObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
