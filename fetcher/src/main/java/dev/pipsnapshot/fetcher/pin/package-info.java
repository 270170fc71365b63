/** Which hash a fetch gives, kept by what was asked for; the reference page "Pins" has the form. */
@NullMarked
package dev.pipsnapshot.fetcher.pin;

import org.jspecify.annotations.NullMarked;
