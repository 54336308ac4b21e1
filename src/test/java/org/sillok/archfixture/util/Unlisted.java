package org.sillok.archfixture.util;

public class Unlisted {}
