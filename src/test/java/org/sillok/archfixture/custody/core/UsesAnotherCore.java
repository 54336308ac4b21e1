package org.sillok.archfixture.custody.core;

import org.sillok.archfixture.log.core.Leaf;

public record UsesAnotherCore(Leaf leaf) {}
