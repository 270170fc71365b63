/** What requirement texts and files ask for, as far as it decides what pip may do. */
@NullMarked
package dev.pipsnapshot.fetcher.requirements;

import org.jspecify.annotations.NullMarked;
