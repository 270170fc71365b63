/**
 * Project pages and the project list, as a view shows them: read, judged, rendered and kept ready.
 */
@NullMarked
package dev.pipsnapshot.proxy.service.pages;

import org.jspecify.annotations.NullMarked;
