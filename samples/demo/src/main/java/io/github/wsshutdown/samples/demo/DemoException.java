package io.github.wsshutdown.samples.demo;

/**
 * Something that the person who runs the demo can do something about.
 */
final class DemoException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DemoException(String message) {
		super(message);
	}

	DemoException(String message, Throwable cause) {
		super(message, cause);
	}

}
