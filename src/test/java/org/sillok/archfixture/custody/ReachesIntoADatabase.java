package org.sillok.archfixture.custody;

import org.sillok.archfixture.log.db.LogRow;

public class ReachesIntoADatabase {
    LogRow row = new LogRow();
}
