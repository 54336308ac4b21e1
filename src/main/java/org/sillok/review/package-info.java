/**
 * Who read what: shows auditors what the access streams say, sums it up for each person, and names what is out of the
 * ordinary. It changes nothing and verifies nothing; whoever looks is on the record, too.
 */
@NullMarked
package org.sillok.review;

import org.jspecify.annotations.NullMarked;
