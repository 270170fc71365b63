package dev.pipsnapshot.proxy.service;

/** The content codings that pages go out in. */
enum PageCoding {
  IDENTITY,
  GZIP
}
