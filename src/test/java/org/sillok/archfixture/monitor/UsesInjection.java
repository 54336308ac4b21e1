package org.sillok.archfixture.monitor;

import jakarta.inject.Inject;

public class UsesInjection {
    @Inject
    String value = "";
}
