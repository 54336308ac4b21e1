package org.sillok.storage;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.sillok.storage.StoreReport.Verdict;

/**
 * Tries out at the start what the buckets really do, and lets nothing start over one that does not do what is required. A
 * directory needs no such trial.
 */
@ApplicationScoped
public class StoreExamination {
    private static final Logger LOG = Logger.getLogger(StoreExamination.class);

    private final S3Config config;
    private final ReplicaS3Config replica;
    private final StorageBeans beans;
    private volatile List<StoreReport> reports = List.of();

    StoreExamination(S3Config config, ReplicaS3Config replica, StorageBeans beans) {
        this.config = config;
        this.replica = replica;
        this.beans = beans;
    }

    /** Before anything that writes, such as the log. */
    void start(@Observes @Priority(1) StartupEvent started) {
        reports = beans.s3().map(stores -> examine(config, stores)).orElse(List.of());
        reports.forEach(StoreExamination::tell);
        beans.replicaS3().ifPresent(this::examineReplica);
    }

    /** A second copy that cannot be used now is no reason to do without the first: what it lacks is copied when it can. */
    private void examineReplica(S3Stores stores) {
        List<StoreReport> seen;
        try {
            seen = tried(replica, stores);
        } catch (S3Failure e) {
            notUsable(unusable(replica, e.writing()));
            return;
        } catch (StorageException e) {
            notUsable(unusable(replica, e));
            return;
        }
        judged(replica, seen).forEach(StoreExamination::tell);
    }

    private static void notUsable(StorageSettingException reason) {
        LOG.warnf(
                "%s It is the replica: nothing is copied until it can be, and what it does is tried out at the next start.",
                reason.getMessage());
    }

    private static void tell(StoreReport report) {
        report.remarks().forEach(remark -> LOG.warnf("Bucket %s: %s", report.bucket(), remark));
        if (!report.ignored().isEmpty()) {
            LOG.warnf(
                    "The object store says of bucket %s what it does not do: %s",
                    report.bucket(), ids(report.ignored()));
        }
    }

    /** What was seen at the start, of the bucket for evidence first; empty where objects are kept in a directory. */
    public List<StoreReport> reports() {
        return reports;
    }

    /**
     * Tries the store out that {@code config} names (of a replica, one bucket), with small objects that it removes.
     *
     * @throws StorageSettingException if it cannot be reached, or does not do what is required
     */
    public static List<StoreReport> examine(S3Settings config) {
        return S3SettingsCheck.isUsed(config) ? examine(config, new S3Stores(config, Clock.systemUTC())) : List.of();
    }

    private static List<StoreReport> examine(S3Settings config, S3Stores stores) {
        try {
            return judged(config, tried(config, stores));
        } catch (S3Failure e) {
            throw unusable(config, e.writing());
        } catch (StorageException e) {
            throw unusable(config, e);
        }
    }

    private static List<StoreReport> tried(S3Settings config, S3Stores stores) {
        List<StoreReport> reports = new ArrayList<>();
        reports.add(stores.evidenceProbe().examine(config.retention().isPresent(), config.legalHold()));
        if (!(config instanceof ReplicaS3Config)) {
            reports.add(stores.stagingProbe().examine(false, false));
        }
        return reports;
    }

    /** Returns the reports if they show what is required. */
    private static List<StoreReport> judged(S3Settings config, List<StoreReport> reports) {
        Set<StoreProperty> required = required(config);
        boolean named = config.require().isPresent();
        require(reports.get(0), required, named);
        if (reports.size() == 1) {
            return reports;
        }
        required.removeAll(Set.of(
                StoreProperty.LOCK,
                StoreProperty.LOCK_NOT_SHORTENED,
                StoreProperty.MULTIPART_LOCK,
                StoreProperty.LEGAL_HOLD));
        require(reports.get(1), required, named);
        if (reports.get(1).locks()) {
            throw new StorageSettingException("The bucket " + reports.get(1).bucket() + " has a default retention, and"
                    + " what is not evidence yet must be removed at once: make another bucket for"
                    + " sillok.storage.s3.staging-bucket, without Object Lock.");
        }
        return reports;
    }

    private static StorageSettingException unusable(S3Settings config, StorageException reason) {
        return new StorageSettingException("The object store at "
                + config.endpoint().map(Object::toString).orElse("") + " cannot be used: " + reason.getMessage() + ".");
    }

    private static Set<StoreProperty> required(S3Settings config) {
        Set<StoreProperty> required = new TreeSet<>();
        Optional<List<String>> named = config.require();
        if (named.isPresent()) {
            for (String id : named.get()) {
                required.add(StoreProperty.of(id)
                        .orElseThrow(() -> new StorageSettingException(
                                "The setting sillok.storage.s3.require names what is not known; known are "
                                        + ids(List.of(StoreProperty.values())) + ".")));
            }
            return required;
        }
        required.addAll(Set.of(StoreProperty.READ_AFTER_WRITE, StoreProperty.WRITE_ONCE, StoreProperty.NOT_PUBLIC));
        if (config.retention().isPresent()) {
            required.addAll(Set.of(StoreProperty.LOCK, StoreProperty.LOCK_NOT_SHORTENED));
        }
        if (config.legalHold()) {
            required.add(StoreProperty.LEGAL_HOLD);
        }
        return required;
    }

    /**
     * What could not be tried, because the credentials may not delete anything, is no reason by itself: whoever gave them
     * so few rights did well, and every lock is read back. Whoever names a property wants to see it.
     */
    private static void require(StoreReport report, Set<StoreProperty> required, boolean named) {
        List<StoreProperty> missing = required.stream()
                .filter(property -> report.of(property) != Verdict.ENFORCED)
                .filter(property -> named || report.of(property) != Verdict.UNTESTED)
                .toList();
        if (!missing.isEmpty()) {
            throw new StorageSettingException("The object store does not do in bucket " + report.bucket()
                    + " what is required: " + ids(missing)
                    + "." + remarks(report) + " Set the bucket up as docs/object-storage.md says, or name in"
                    + " sillok.storage.s3.require what is enough for you.");
        }
    }

    private static String remarks(StoreReport report) {
        return report.remarks().isEmpty() ? "" : " Seen, too: " + String.join("; ", report.remarks()) + ".";
    }

    private static String ids(List<StoreProperty> properties) {
        return properties.stream().map(StoreProperty::id).collect(Collectors.joining(", "));
    }
}
