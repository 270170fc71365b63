package dev.pipsnapshot.proxy.index;

/**
 * A member of a JSON object that means nothing here and is passed on as it came.
 *
 * @param name the member's name, unescaped
 * @param rawJson the value: one well-formed JSON text, byte for byte as upstream wrote it
 */
public record JsonMember(String name, String rawJson) {}
