/**
 * The HTTP front: from bytes to a route, from a reply to bytes. Its threads parse, route and write,
 * and never touch a file or look up a name.
 */
@NullMarked
package dev.pipsnapshot.proxy.http;

import org.jspecify.annotations.NullMarked;
