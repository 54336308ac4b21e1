package org.sillok.storage;

import io.smallrye.config.ConfigMapping;

/** Objects in a store that speaks the S3 API. */
@ConfigMapping(prefix = "sillok.storage.s3")
public interface S3Config extends S3Settings {}
