package org.sillok.archfixture.kernel;

import jakarta.inject.Inject;

public class UsesAFramework {
    @SuppressWarnings("UnnecessaryAssignment") // a fixture: nothing runs it
    @Inject
    String field = "";
}
