package org.sillok.archfixture.custody;

public class Custody {}
