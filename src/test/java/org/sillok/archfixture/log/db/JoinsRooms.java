package org.sillok.archfixture.log.db;

import org.sillok.archfixture.custody.db.CustodyRow;

public class JoinsRooms {
    CustodyRow row = new CustodyRow();
}
