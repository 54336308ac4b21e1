package org.sillok.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a store can be seen to do or not to do. */
public enum StoreProperty {
    /** What was written is there at once, as it was written. */
    READ_AFTER_WRITE,
    /** {@code If-None-Match} and {@code If-Match} decide a write. */
    CONDITIONAL_WRITES,
    /** {@code If-None-Match} decides the completion of a multipart upload. */
    CONDITIONAL_COMPLETION,
    /** Nothing replaces anything: by conditions, or because the bucket keeps every version. */
    WRITE_ONCE,
    /** Bytes that are not those of their {@code x-amz-checksum-sha256} are refused. */
    CHECKSUMS,
    /** Bytes that are not those that were signed are refused. */
    SIGNED_PAYLOAD,
    /** Nobody reads or lists without credentials. */
    NOT_PUBLIC,
    /** A version under retention cannot be deleted. */
    LOCK,
    /** A retention cannot be made shorter. */
    LOCK_NOT_SHORTENED,
    /** A multipart upload keeps the lock that was asked for with it; otherwise it is set afterwards. */
    MULTIPART_LOCK,
    /** A version under legal hold cannot be deleted. */
    LEGAL_HOLD;

    /** As in settings and reports: {@code not-public}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<StoreProperty> of(String id) {
        return Stream.of(values()).filter(property -> property.id().equals(id)).findFirst();
    }
}
