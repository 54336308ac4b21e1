/**
 * Parties, users and roles: who may act here, and for whom. Names are kept only encrypted under the party's content
 * key. Every administrative act is a custody statement.
 */
@NullMarked
package org.sillok.identity;

import org.jspecify.annotations.NullMarked;
