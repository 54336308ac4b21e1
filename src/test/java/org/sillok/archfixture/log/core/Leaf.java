package org.sillok.archfixture.log.core;

public record Leaf(int index) {}
