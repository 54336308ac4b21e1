package org.sillok.archfixture.sql;

public class Sql {}
