package dev.pipsnapshot.proxy.service;

/** Whether upstream may be asked. */
public enum Connectivity {
  ONLINE,
  /** What is not in the cache is missing, and said to be. */
  OFFLINE
}
