/** Where cooperating clients go when they try to go around the view. */
@NullMarked
package dev.pipsnapshot.fetcher.egress;

import org.jspecify.annotations.NullMarked;
