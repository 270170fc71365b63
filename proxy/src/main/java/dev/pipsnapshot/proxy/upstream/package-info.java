/**
 * The real indexes and file hosts: who is asked for a name, over which connection, with which
 * credentials, and how a fault of theirs is told. The only package that knows OkHttp.
 */
@NullMarked
package dev.pipsnapshot.proxy.upstream;

import org.jspecify.annotations.NullMarked;
