/** What must hold under faults, load and attack: short forms here, long ones by system property. */
@NullMarked
package dev.pipsnapshot.integration.robustness;

import org.jspecify.annotations.NullMarked;
