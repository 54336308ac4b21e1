package org.sillok.archfixture.net;

public record Exchange(int status) {}
