package org.sillok.succession;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.Meter;
import org.sillok.crypto.RecipientEncryption;
import org.sillok.kernel.SuccessionId;
import org.sillok.storage.Draft;
import org.sillok.storage.ObjectName;
import org.sillok.succession.core.Archive;
import org.sillok.succession.db.ExportRows;

/**
 * Puts the encrypted messages of one archive into the object store, one object each, and measures them. A message becomes
 * visible when it is complete. Closing this discards one that is not.
 */
final class PackageSink implements RecipientEncryption.Parts, AutoCloseable {
    private final PackageObjects objects;
    private final SuccessionId succession;
    private final String attempt;
    private final Archive archive;
    private final List<ExportRows.Part> parts = new ArrayList<>();
    private @Nullable Draft current;

    PackageSink(PackageObjects objects, SuccessionId succession, String attempt, Archive archive) {
        this.objects = objects;
        this.succession = succession;
        this.attempt = attempt;
        this.archive = archive;
    }

    /** The complete ones, in the order of their numbers. */
    List<ExportRows.Part> parts() {
        return List.copyOf(parts);
    }

    @Override
    public OutputStream open(int number) {
        ObjectName name = PackageObjects.name(succession, attempt, archive, number);
        Draft draft = objects.draft(name);
        current = draft;
        return new Part(number, name, draft);
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** One message. */
    private final class Part extends OutputStream {
        private final int number;
        private final ObjectName name;
        private final Draft draft;
        private final Meter out;
        private boolean whole = true;

        private Part(int number, ObjectName name, Draft draft) {
            this.number = number;
            this.name = name;
            this.draft = draft;
            this.out = new Meter(draft.body());
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            boolean before = whole;
            whole = false;
            out.write(bytes, offset, count);
            whole = before;
        }

        /** Called also after a write that failed: then nothing becomes visible. */
        @Override
        public void close() throws IOException {
            if (!whole || current != draft) {
                return;
            }
            draft.body().close();
            draft.publish();
            current = null;
            draft.close();
            Facts facts = out.facts();
            parts.add(new ExportRows.Part(
                    archive.name(),
                    number,
                    name.value(),
                    facts.length(),
                    facts.sha256().toArray(),
                    facts.sha512().toArray()));
        }
    }
}
