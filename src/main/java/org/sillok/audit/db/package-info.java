/** How an audit holds the database still. */
@NullMarked
package org.sillok.audit.db;

import org.jspecify.annotations.NullMarked;
