package org.sillok.bundle.core;

import java.io.IOException;
import java.io.OutputStream;

/** Something in a bundle that is written from the plan, the same each time it is written. */
@FunctionalInterface
interface Document {
    void write(BundlePlan plan, OutputStream out) throws IOException;
}
