package org.sillok.archfixture.log.db;

public class LogRow {}
