/** Gives each route to the part that answers it. */
@NullMarked
package dev.pipsnapshot.proxy.service.gateway;

import org.jspecify.annotations.NullMarked;
