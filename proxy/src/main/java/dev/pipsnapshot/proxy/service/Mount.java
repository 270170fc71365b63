package dev.pipsnapshot.proxy.service;

import dev.pipsnapshot.proxy.route.ViewSelector;

/** Where a view's pages hang in the URL space, for links that hold behind any prefix and host. */
public enum Mount {
  /** {@code /simple/{project}/}. */
  CONFIGURED("../../"),
  /** {@code /live/simple/{project}/}. */
  LIVE("../../../"),
  /** {@code /for/{target}/simple/{project}/}. */
  TARGETED("../../../../"),
  /** {@code /snapshot/{cutoff}/simple/{project}/}. */
  DATED("../../../../");

  private final String toRoot;

  Mount(String toRoot) {
    this.toRoot = toRoot;
  }

  public static Mount of(ViewSelector view) {
    if (view instanceof ViewSelector.Live) {
      return LIVE;
    }
    if (view instanceof ViewSelector.For) {
      return TARGETED;
    }
    return view instanceof ViewSelector.At ? DATED : CONFIGURED;
  }

  /** From a project page there to the root. */
  public String toRoot() {
    return toRoot;
  }
}
