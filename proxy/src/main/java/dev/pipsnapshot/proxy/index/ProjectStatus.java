package dev.pipsnapshot.proxy.index;

import java.util.Optional;

/**
 * What an index says about a project as a whole (PEP 792).
 *
 * @param status such as {@code active}, {@code archived}, {@code quarantined}, {@code deprecated};
 *     indexes may know others
 * @param reason why, in free text
 */
public record ProjectStatus(String status, Optional<String> reason) {}
