/** The domain: projects, their files, and what of them was there at an instant. */
@NullMarked
package dev.pipsnapshot.proxy.index;

import org.jspecify.annotations.NullMarked;
