package dev.pipsnapshot.proxy.service;

/** The content codings that pages go out in. */
public enum PageCoding {
  IDENTITY,
  GZIP
}
