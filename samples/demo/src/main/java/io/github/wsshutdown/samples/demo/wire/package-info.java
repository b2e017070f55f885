/**
 * The WebSocket protocol as a client speaks it: bytes in, frames out, and back.
 */
package io.github.wsshutdown.samples.demo.wire;
