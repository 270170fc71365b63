/** A loopback HTTP/1.1 server that keeps count of everything and can break each answer exactly. */
@NullMarked
package dev.pipsnapshot.integration.support.http;

import org.jspecify.annotations.NullMarked;
