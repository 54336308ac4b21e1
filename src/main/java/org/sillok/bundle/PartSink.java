package org.sillok.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.Meter;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.crypto.RecipientEncryption;
import org.sillok.kernel.BundleId;
import org.sillok.storage.Draft;

/**
 * Puts encrypted messages into the object store, one object each, and measures them. A message becomes visible when it is
 * complete. Closing this discards one that is not.
 */
final class PartSink implements RecipientEncryption.Parts, AutoCloseable {
    private final PartObjects objects;
    private final BundleId bundle;
    private final String attempt;
    private final List<BundlePartRows.Part> parts = new ArrayList<>();
    private @Nullable Draft current;

    PartSink(PartObjects objects, BundleId bundle, String attempt) {
        this.objects = objects;
        this.bundle = bundle;
        this.attempt = attempt;
    }

    /** The complete ones, in the order of their numbers. */
    List<BundlePartRows.Part> parts() {
        return List.copyOf(parts);
    }

    @Override
    public OutputStream open(int number) {
        Draft draft = objects.draft(bundle, attempt, number);
        current = draft;
        return new Part(number, draft);
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
        private final Draft draft;
        private final Meter out;
        private boolean whole = true;

        private Part(int number, Draft draft) {
            this.number = number;
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
            parts.add(new BundlePartRows.Part(
                    bundle.value(),
                    number,
                    PartObjects.name(bundle, attempt, number).value(),
                    facts.length(),
                    facts.sha256().toArray(),
                    facts.sha512().toArray(),
                    false));
        }
    }
}
