/**
 * Artifacts, byte ranges of them and their core metadata, none of which is served unless a page
 * lists it.
 */
@NullMarked
package dev.pipsnapshot.proxy.service.files;

import org.jspecify.annotations.NullMarked;
