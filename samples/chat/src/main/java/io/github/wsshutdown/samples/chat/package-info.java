/**
 * A small chat over raw WebSocket that leaves politely when its server is stopped.
 */
package io.github.wsshutdown.samples.chat;
