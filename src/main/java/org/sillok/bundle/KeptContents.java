package org.sillok.bundle;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.sillok.bundle.core.Contents;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.evidence.FileContents;
import org.sillok.evidence.ReadableFile;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.Bytes;
import org.sillok.storage.StorageException;
import org.sillok.vault.VaultException;

/**
 * The bytes of a bundle: files as they are stored, decrypted while they are read, and the receipts that were made for it. They
 * are asked for in the order of the items, and looked up for some items at a time. For one thread.
 */
final class KeptContents implements Contents {
    private final PlanSteps steps;
    private final FileContents files;
    private final BundleId id;
    private Map<PlanSteps.Place, ReadableFile> readable = new HashMap<>();
    private Map<Integer, Bytes> receipts = new HashMap<>();

    KeptContents(PlanSteps steps, FileContents files, BundleId id) {
        this.steps = steps;
        this.files = files;
        this.id = id;
    }

    @Override
    public InputStream open(PlannedItem item, PlannedFile file) throws IOException {
        try {
            PlanSteps.Place place = new PlanSteps.Place(item.number(), file.number());
            if (!readable.containsKey(place)) {
                readable = steps.files(id, item.number());
            }
            ReadableFile next = readable.remove(place);
            if (next == null) {
                throw new IOException("a file of " + id + " is not on record any more");
            }
            return new Told(files.whole(next));
        } catch (VaultException | StorageException e) {
            throw new IOException("a file of " + id + " cannot be opened", e);
        }
    }

    @Override
    public InputStream receipt(PlannedItem item) throws IOException {
        try {
            if (!receipts.containsKey(item.number())) {
                receipts = steps.kept(id, item.number());
            }
            Bytes next = receipts.remove(item.number());
            if (next == null) {
                throw new IOException("a receipt of " + id + " is not kept");
            }
            return new ByteArrayInputStream(next.toArray());
        } catch (VaultException e) {
            throw new IOException("a receipt of " + id + " cannot be opened", e);
        }
    }

    /** What is damaged or gone is a failure to read, as the writer of a bundle expects it. */
    private static final class Told extends FilterInputStream {
        Told(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (VaultException | StorageException e) {
                throw new IOException("what is stored cannot be read", e);
            }
        }
    }
}
