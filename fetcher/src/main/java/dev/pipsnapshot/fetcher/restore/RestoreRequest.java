package dev.pipsnapshot.fetcher.restore;

import dev.pipsnapshot.fetcher.run.FetchRequest.Output;
import dev.pipsnapshot.proxy.ProxySettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A directory to be made again.
 *
 * @param lock the lock file
 * @param python the Python that files are chosen for where the lock leaves a choice
 * @param index whose pages may be asked for where the lock has no URLs, and whose hosts and
 *     credentials may be used, besides public addresses
 * @param output whereto
 */
public record RestoreRequest(
    Path lock, Optional<String> python, ProxySettings index, Output output) {}
