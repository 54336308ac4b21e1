package org.sillok.archfixture.evidence;

import org.sillok.archfixture.evidence.rest.ShowsAnEntity;

public class UsesAResource {
    ShowsAnEntity resource = new ShowsAnEntity();
}
