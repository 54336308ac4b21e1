package org.sillok.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.sillok.bundle.core.BundleFailedException;
import org.sillok.bundle.core.BundleFailedException.PlanChangedException;
import org.sillok.bundle.core.BundlePlan;
import org.sillok.bundle.core.BundleWriter;
import org.sillok.bundle.core.Facts;
import org.sillok.bundle.core.Layout;
import org.sillok.bundle.core.Meter;
import org.sillok.bundle.core.PlannedFile;
import org.sillok.bundle.core.PlannedItem;
import org.sillok.bundle.core.Stamper;
import org.sillok.bundle.db.BundlePartRows;
import org.sillok.bundle.db.BundleRows;
import org.sillok.crypto.RecipientCertificate;
import org.sillok.crypto.RecipientEncryption;
import org.sillok.custody.StatementKey;
import org.sillok.identity.PartyKeys;
import org.sillok.identity.RecipientKey;
import org.sillok.identity.Scope;
import org.sillok.jobs.JobFailedException;
import org.sillok.kernel.BundleId;
import org.sillok.kernel.PartyId;
import org.sillok.kernel.PartyKeyId;
import org.sillok.problem.ProblemCode;
import org.sillok.time.StampingOnDemand;

/**
 * Writes a planned bundle into the object store, encrypted on the way: what is in it is nowhere in clear. Outside of any
 * transaction. What it wrote counts once it is committed. The job's thread reads, measures and packs; another one encrypts,
 * measures what is encrypted, and stores it.
 */
@ApplicationScoped
class SealWriting {
    private static final Logger LOG = Logger.getLogger(SealWriting.class);

    private final Recipients recipients;
    private final BundlePlans plans;
    private final PartObjects objects;
    private final StatementKey key;
    private final Stamper stamper;
    private final BundleConfig config;
    private final SealFaults faults;
    private final SecureRandom random = new SecureRandom();

    SealWriting(
            Recipients recipients,
            BundlePlans plans,
            PartObjects objects,
            StatementKey key,
            StampingOnDemand stamping,
            BundleConfig config,
            SealFaults faults) {
        this.recipients = recipients;
        this.plans = plans;
        this.objects = objects;
        this.key = key;
        this.stamper = bytes -> stamping.stamp(bytes, Layout.MAX_STAMPS);
        this.config = config;
        this.faults = faults;
    }

    /** What was written: facts about the archive in clear, and its encrypted parts. */
    record Written(String attempt, BundleRows.Archive archive, List<BundlePartRows.Part> parts) {
        Written {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Writes all of it under the name of {@code attempt}.
     *
     * @throws JobFailedException if contents are missing or damaged, or the recipient's key counts no more
     */
    Written write(BundleId id, String attempt, SealProgress progress) {
        RecipientCertificate recipient = recipients.of(id);
        BundlePlans.OpenPlan open = plans.open(id);
        BundlePlan plan = watched(open.plan(), progress);
        long expected = expected(plan);
        try (PartSink sink = new PartSink(objects, id, attempt)) {
            OutputStream encrypted = RecipientEncryption.inParts(recipient, random, config.partLength(), sink);
            Meter archive;
            try (WritingThread behind = WritingThread.to(encrypted)) {
                archive = new Meter(new WatchedOutput(behind, progress, expected));
                BundleWriter.write(plan, open.contents(), key.signer(), stamper, archive);
                behind.finish();
            }
            // Not after a failure: that would complete the message.
            encrypted.close();
            Facts facts = archive.facts();
            return new Written(
                    attempt,
                    new BundleRows.Archive(
                            facts.length(),
                            facts.sha256().toArray(),
                            facts.sha512().toArray()),
                    sink.parts());
        } catch (PlanChangedException e) {
            throw new IllegalStateException("the plan of " + id + " is not the same each time", e);
        } catch (BundleFailedException e) {
            outOfReach(e);
            // Places are named in the bundle's own words; nothing in them was said by anybody.
            LOG.warnf("%s cannot be sealed: %s", id, e.getMessage());
            throw new JobFailedException(ProblemCode.BUNDLE_CONTENT, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What cannot be reached now is neither missing nor damaged. */
    private void outOfReach(BundleFailedException failed) {
        Throwable cause = failed.getCause();
        if (cause == null
                || faults.known(cause)
                        .filter(problem -> problem != ProblemCode.BUNDLE_CONTENT)
                        .isEmpty()) {
            return;
        }
        throw cause instanceof RuntimeException fault
                ? fault
                : new IllegalStateException("contents are out of reach", cause);
    }

    private static BundlePlan watched(BundlePlan plan, SealProgress progress) {
        return new BundlePlan(
                plan.id(),
                plan.date(),
                plan.replaces(),
                plan.cover(),
                plan.completeness(),
                progress.watched(plan.items()),
                plan.papers(),
                plan.proofs(),
                plan.verifyPage());
    }

    private static long expected(BundlePlan plan) {
        long length = 0;
        for (PlannedItem item : plan.items()) {
            length += item.receipt().length();
            for (PlannedFile file : item.files()) {
                length += file.facts().length();
            }
        }
        return length;
    }

    /** Leaves the work in the middle of a file if it was cancelled. */
    private static final class WatchedOutput extends OutputStream {
        private static final long STEP = 4 << 20;

        private final OutputStream out;
        private final SealProgress progress;
        private final long expected;
        private long length;
        private long told;

        private WatchedOutput(OutputStream out, SealProgress progress, long expected) {
            this.out = out;
            this.progress = progress;
            this.expected = expected;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            length += count;
            if (length - told >= STEP) {
                told = length;
                progress.written(length, expected);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    /** Looks up in a transaction of its own for whom a bundle is encrypted. */
    @ApplicationScoped
    static class Recipients {
        private final BundleRows rows;
        private final PartyKeys partyKeys;
        private final Scope scope;
        private final Clock clock;

        Recipients(BundleRows rows, PartyKeys partyKeys, Scope scope, Clock clock) {
            this.rows = rows;
            this.partyKeys = partyKeys;
            this.scope = scope;
            this.clock = clock;
        }

        @Transactional
        RecipientCertificate of(BundleId id) {
            scope.enterSystem();
            BundleRows.Bundle bundle = rows.find(id.value()).orElseThrow();
            return partyKeys
                    .recipient(new PartyId(bundle.recipient()), new PartyKeyId(bundle.partyKey()), clock.instant())
                    .map(RecipientKey::certificate)
                    .orElseThrow(() -> new JobFailedException(ProblemCode.RECIPIENT_CERTIFICATE));
        }
    }
}
