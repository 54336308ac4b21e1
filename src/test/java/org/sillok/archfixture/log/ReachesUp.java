package org.sillok.archfixture.log;

import org.sillok.archfixture.custody.Custody;

public class ReachesUp {
    Custody custody = new Custody();
}
