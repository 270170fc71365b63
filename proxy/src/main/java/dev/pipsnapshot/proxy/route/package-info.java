/** From a request line to what it asks for, without any input or output. */
@NullMarked
package dev.pipsnapshot.proxy.route;

import org.jspecify.annotations.NullMarked;
