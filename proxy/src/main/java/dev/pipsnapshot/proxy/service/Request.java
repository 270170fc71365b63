package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.route.Route;
import java.util.Optional;

/**
 * What a client asks for, after content negotiation.
 *
 * @param route what is asked for
 * @param format the representation wanted of a project page or list
 * @param acceptsGzip whether the body may be gzip-coded
 * @param range what the {@code Range} header asks for, if there was one that {@code If-Range} did
 *     not void
 */
public record Request(
    Route.Resource route, PageFormat format, boolean acceptsGzip, Optional<RequestedRange> range) {}
