package org.sillok.archfixture.monitor;

import org.sillok.archfixture.custody.Custody;

public class AsksARoom {
    Custody custody = new Custody();
}
