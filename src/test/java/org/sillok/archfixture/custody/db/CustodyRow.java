package org.sillok.archfixture.custody.db;

public class CustodyRow {}
