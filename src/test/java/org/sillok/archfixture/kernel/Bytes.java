package org.sillok.archfixture.kernel;

public record Bytes(int length) {}
