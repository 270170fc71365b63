/** What went wrong, in a form that a person can act on and a program can switch on. */
@NullMarked
package dev.pipsnapshot.diagnostics;

import org.jspecify.annotations.NullMarked;
