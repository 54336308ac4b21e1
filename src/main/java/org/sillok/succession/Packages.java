package org.sillok.succession;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sillok.custody.AccessLog;
import org.sillok.custody.core.Fact;
import org.sillok.custody.core.Field;
import org.sillok.identity.Caller;
import org.sillok.identity.Role;
import org.sillok.identity.Scope;
import org.sillok.json.JsonObject;
import org.sillok.kernel.Digest;
import org.sillok.kernel.SuccessionId;
import org.sillok.problem.Outcome;
import org.sillok.problem.ProblemCode;
import org.sillok.problem.Refusal;
import org.sillok.storage.NoSuchObjectException;
import org.sillok.storage.ObjectName;
import org.sillok.storage.ObjectStore;
import org.sillok.succession.core.Archive;
import org.sillok.succession.core.SuccessionState;
import org.sillok.succession.db.ExportRows;
import org.sillok.succession.db.SuccessionRows;

/**
 * Hands out the encrypted messages of packages to custodians, who bring them to the successor: nobody here can open them. Only
 * while the holdings are what was packed and the successor's certificate counts; that it is handed out is on record before the
 * first byte.
 */
@ApplicationScoped
public class Packages {
    private static final Logger LOG = Logger.getLogger(Packages.class);
    private static final String ACTION = "DOWNLOAD_PACKAGE";

    private final SuccessionRecord record;
    private final ExportRows exports;
    private final HoldingsNow holdings;
    private final ObjectStore store;
    private final AccessLog accessLog;
    private final Scope scope;

    Packages(
            SuccessionRecord record,
            ExportRows exports,
            HoldingsNow holdings,
            ObjectStore store,
            AccessLog accessLog,
            Scope scope) {
        this.record = record;
        this.exports = exports;
        this.holdings = holdings;
        this.store = store;
        this.accessLog = accessLog;
        this.scope = scope;
    }

    /** All messages of the package, in the order of their archives and numbers; a look. */
    @Transactional
    public Outcome<List<PackagePart>> list(Caller caller, String id) {
        return ready(caller, id, "LIST_PACKAGE").map(row -> {
            List<PackagePart> parts = exports.parts(row.id(), row.export()).stream()
                    .map(part -> part(row, part))
                    .toList();
            scope.enter(caller);
            accessLog.listed(caller.actor(), "PACKAGE_PARTS", parts.size());
            return parts;
        });
    }

    /** One message, which is about to be handed out. */
    @Transactional
    public Outcome<PackagePart> take(Caller caller, String id, Archive archive, int number) {
        return ready(caller, id, ACTION).then(row -> {
            Optional<ExportRows.Part> part = exports.part(row.id(), row.export(), archive.name(), number);
            boolean counts = record.certificate(row).isPresent();
            boolean current = part.isPresent() && counts && holdings.areAsPacked(row);
            scope.enter(caller);
            if (part.isEmpty()) {
                return denied(caller, id, ACTION, ProblemCode.NOT_FOUND);
            }
            if (!counts) {
                return denied(caller, id, ACTION, ProblemCode.RECIPIENT_CERTIFICATE);
            }
            if (!current) {
                return denied(caller, id, ACTION, ProblemCode.SUCCESSION_CHANGED);
            }
            accessLog.administered(
                    caller.actor(),
                    ACTION,
                    List.of(Fact.of(
                            Field.DETAILS,
                            JsonObject.builder()
                                    .put("succession", row.id())
                                    .put("archive", archive.name())
                                    .put("part", number)
                                    .build())));
            return Outcome.done(part(row, part.get()));
        });
    }

    /** The bytes of a message that was taken. The caller closes them. */
    public Outcome<InputStream> open(PackagePart part) throws IOException {
        try {
            SeekableByteChannel stored = store.open(part.object());
            if (hasLength(stored, part.length())) {
                return Outcome.done(Channels.newInputStream(stored));
            }
            stored.close();
        } catch (NoSuchObjectException e) {
            LOG.errorf("Part %d of the package of %s is missing in the object store", part.number(), part.succession());
        }
        return Outcome.refused(
                ProblemCode.SUCCESSION_CONTENT,
                "This part of the package is missing or damaged in the object store. Have the package written again.");
    }

    /** Closes what cannot say how long it is. */
    private static boolean hasLength(SeekableByteChannel stored, long length) throws IOException {
        try {
            return stored.size() == length;
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /** The row of a package that can be handed over, in the system's scope. */
    private Outcome<SuccessionRows.Succession> ready(Caller caller, String id, String action) {
        scope.enter(caller);
        if (!caller.has(Role.CUSTODIAN)) {
            return denied(caller, id, action, ProblemCode.FORBIDDEN);
        }
        scope.enterSystem();
        Optional<SuccessionRows.Succession> found = record.find(id);
        boolean ready = found.filter(row -> row.state().equals(SuccessionState.EXPORTED.name()))
                .isPresent();
        if (!ready) {
            scope.enter(caller);
            return denied(caller, id, action, found.isEmpty() ? ProblemCode.NOT_FOUND : ProblemCode.CONFLICT);
        }
        return Outcome.done(found.get());
    }

    private static PackagePart part(SuccessionRows.Succession row, ExportRows.Part part) {
        return new PackagePart(
                new SuccessionId(row.id()),
                Archive.valueOf(part.archive()),
                part.number(),
                new ObjectName(part.object()),
                part.length(),
                Digest.sha256(part.sha256()),
                Digest.sha512(part.sha512()));
    }

    private <T> Outcome<T> denied(Caller caller, String id, String action, ProblemCode code) {
        accessLog.denied(caller.actor(), action, id);
        return Outcome.refused(Refusal.of(code));
    }
}
