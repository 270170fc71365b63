/** An index, clients and processes for the tests of the whole. */
@NullMarked
package dev.pipsnapshot.integration.support;

import org.jspecify.annotations.NullMarked;
