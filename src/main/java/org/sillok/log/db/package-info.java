/** The log's rows. Plain JDBC: the leader works on connections of its own, outside the pool. */
@NullMarked
package org.sillok.log.db;

import org.jspecify.annotations.NullMarked;
