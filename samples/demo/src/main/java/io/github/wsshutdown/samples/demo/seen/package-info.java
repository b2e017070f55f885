/**
 * What the clients of a run saw, whatever they speak.
 */
package io.github.wsshutdown.samples.demo.seen;
