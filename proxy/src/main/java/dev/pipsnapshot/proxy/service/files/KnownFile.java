package dev.pipsnapshot.proxy.service.files;

import dev.pipsnapshot.hasher.Sha256;
import dev.pipsnapshot.proxy.index.ProjectName;
import java.net.URI;
import java.util.OptionalLong;

/**
 * A file whose place and content are known before any index page was read.
 *
 * @param project what it belongs to: its URL may lead where the owner of that name may lead
 * @param filename for messages
 * @param url where it lives
 * @param digest of its bytes
 * @param size in bytes, if known
 */
public record KnownFile(
    ProjectName project, String filename, URI url, Sha256 digest, OptionalLong size) {}
