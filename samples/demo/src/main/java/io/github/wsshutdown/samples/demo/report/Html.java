package io.github.wsshutdown.samples.demo.report;

/**
 * The one thing that text needs before it becomes HTML or SVG.
 */
final class Html {

	private Html() {
	}

	static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
