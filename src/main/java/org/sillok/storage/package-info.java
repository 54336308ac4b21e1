/**
 * The object store: named bytes that are written once and never changed. It promises that what it reported as
 * published is complete, durable and never replaced; it does not encrypt (see {@code vault}) and does not know what
 * the bytes mean. Every failure is a {@link org.sillok.storage.StorageException}.
 */
@NullMarked
package org.sillok.storage;

import org.jspecify.annotations.NullMarked;
