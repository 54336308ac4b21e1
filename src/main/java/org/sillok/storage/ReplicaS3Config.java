package org.sillok.storage;

import io.smallrye.config.ConfigMapping;

/** The replica in a store that speaks the S3 API: the same settings as the evidence store's, except staging. */
@ConfigMapping(prefix = "sillok.storage.replica.s3")
public interface ReplicaS3Config extends S3Settings {}
