package org.sillok.time;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sillok.crypto.RevocationList;
import org.sillok.crypto.TimeStampException;
import org.sillok.kernel.Bytes;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;

/**
 * Time-stamps in the object store, below {@code log/<origin>/time/<size>/}: the exact {@code checkpoint} that was stamped,
 * and for each authority its response and the revocation lists of its certificates. All of it is written once.
 */
@ApplicationScoped
public class TimeArchive {
    /** A response as it was received, and lists numbered along the path of certificates; the first has no number. */
    private static final Pattern FORM = Pattern.compile("([0-9]{18})/([a-z0-9-]+)(\\.tsr|(?:\\.[1-9])?\\.crl)");

    private static final String CHECKPOINT = "checkpoint";

    private final ObjectStore store;

    public TimeArchive(ObjectStore store) {
        this.store = store;
    }

    Optional<Bytes> note(String origin, long size) {
        return find(noteName(origin, size));
    }

    /** Throws {@link org.sillok.storage.ObjectConflictException} if another note is archived for this size. */
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
    Optional<Bytes> list(String origin, long size, String authority, int place) {
        return find(name(origin, size, authority + suffix(place)));
    }

    void putList(String origin, long size, String authority, int place, Bytes list) {
        store.put(name(origin, size, authority + suffix(place)), list.toArray());
    }

    /** All lists of an authority for one size, in the order of the path. */
    List<RevocationList> lists(String origin, long size, String authority) throws TimeStampException {
        List<RevocationList> lists = new ArrayList<>();
        for (int place = 0; place < 10; place++) {
            Optional<Bytes> list = list(origin, size, authority, place);
            if (list.isPresent()) {
                lists.add(RevocationList.parse(list.get().toArray()));
            }
        }
        return lists;
    }

    /** Every response that is archived, by ascending size. */
    List<Archived> responses(String origin) {
        String folder = "log/" + origin + "/time/";
        try (Stream<ObjectName> names = store.list(folder)) {
            return names.map(name -> FORM.matcher(name.value().substring(folder.length())))
                    .filter(Matcher::matches)
                    .filter(form -> form.group(3).equals(".tsr"))
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
        return place == 0 ? ".crl" : "." + place + ".crl";
    }

    private static ObjectName name(String origin, long size, String file) {
        return new ObjectName(String.format(Locale.ROOT, "log/%s/time/%018d/%s", origin, size, file));
    }

    private Optional<Bytes> find(ObjectName name) {
        try (SeekableByteChannel channel = store.open(name)) {
            if (channel.size() > RevocationList.MAX_BYTES) {
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
