package org.sillok.archfixture.net;

import org.sillok.archfixture.log.core.Leaf;

public record ReachesUpFromNet(Leaf leaf) {}
