package org.sillok.archfixture.evidence.db;

public class EvidenceRow {}
