package org.sillok.archfixture.log.db;

import org.sillok.archfixture.sql.Sql;

public class LogRow {
    Sql sql = new Sql();
}
