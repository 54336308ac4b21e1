package org.sillok.bundle;

import java.util.Set;
import org.sillok.kernel.BundleId;
import org.sillok.terms.MaterialRef;

/**
 * What a recipient has returned or destroyed, as it answered. Whoever calls material back says so; who looks at what was handed
 * over does not look at that any more. Joins a transaction in the system's scope.
 */
public interface GivenBack {
    /** The versions of a bundle that its recipient has not any more. */
    Set<MaterialRef> of(BundleId bundle);
}
