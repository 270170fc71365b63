/** What every command shares: exit statuses, error rendering, options from the environment. */
@NullMarked
package dev.pipsnapshot.cli;

import org.jspecify.annotations.NullMarked;
