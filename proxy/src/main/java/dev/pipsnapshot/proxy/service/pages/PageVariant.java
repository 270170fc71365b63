package dev.pipsnapshot.proxy.service.pages;

import dev.pipsnapshot.proxy.index.InstallTarget;
import dev.pipsnapshot.proxy.index.PageFormat;
import dev.pipsnapshot.proxy.index.ProjectName;
import dev.pipsnapshot.proxy.index.ProjectView;
import dev.pipsnapshot.proxy.service.Mount;
import dev.pipsnapshot.proxy.service.PageCoding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the bytes of a served page depend on, but for the upstream page itself.
 *
 * @param target whom the files are for, if others need not be on the page
 */
record PageVariant(
    ProjectName project,
    Mount mount,
    ProjectView view,
    Optional<InstallTarget> target,
    PageFormat format,
    PageCoding coding) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PageVariant variant
        && project.equals(variant.project)
        && mount == variant.mount
        && format == variant.format
        && coding == variant.coding
        && target.equals(variant.target)
        && view.equals(variant.view);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * project.hashCode() + view.hashCode())
        + 7 * format.hashCode()
        + coding.hashCode();
  }
}
