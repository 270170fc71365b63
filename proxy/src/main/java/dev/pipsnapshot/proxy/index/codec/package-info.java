/** The simple repository API's pages, in JSON and HTML, to and from the domain. */
@NullMarked
package dev.pipsnapshot.proxy.index.codec;

import org.jspecify.annotations.NullMarked;
