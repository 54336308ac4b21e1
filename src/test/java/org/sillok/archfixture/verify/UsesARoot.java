package org.sillok.archfixture.verify;

import org.sillok.archfixture.custody.Custody;

public class UsesARoot {
    Custody custody = new Custody();
}
