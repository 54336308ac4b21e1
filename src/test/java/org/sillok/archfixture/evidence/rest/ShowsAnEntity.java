package org.sillok.archfixture.evidence.rest;

import org.sillok.archfixture.evidence.db.EvidenceRow;

public class ShowsAnEntity {
    EvidenceRow row = new EvidenceRow();
}
