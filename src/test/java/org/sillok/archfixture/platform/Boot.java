package org.sillok.archfixture.platform;

import org.sillok.archfixture.evidence.db.EvidenceRow;

public class Boot {
    EvidenceRow row = new EvidenceRow();
}
