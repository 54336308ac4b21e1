package org.sillok.archfixture.evidence.rest;

import org.sillok.archfixture.custody.Custody;

public class CallsAnotherRoom {
    Custody custody = new Custody();
}
