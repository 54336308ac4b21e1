package org.sillok.archfixture.verify;

import java.net.URI;

public record UsesTheNetwork(URI uri) {}
