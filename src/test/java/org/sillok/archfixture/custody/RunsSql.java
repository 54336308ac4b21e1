package org.sillok.archfixture.custody;

import org.sillok.archfixture.sql.Sql;

public class RunsSql {
    Sql sql = new Sql();
}
