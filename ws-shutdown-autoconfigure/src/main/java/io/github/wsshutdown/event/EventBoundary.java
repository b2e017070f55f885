/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsshutdown.event;

/**
 * Follows what is written to a stream and knows where an event ends. Not thread-safe: for
 * whoever holds the lock of the stream.
 */
public final class EventBoundary {

	private static final int NONE = -1;

	private final EventFormat format;

	/**
	 * Whether what was written last is the end of an event, or nothing was written.
	 */
	private boolean reached = true;

	/**
	 * Whether nothing was written since the last end of a line.
	 */
	private boolean lineIsEmpty = true;

	/**
	 * Whether a line feed would belong to the end of a line that was there already.
	 */
	private boolean afterCarriageReturn;

	/**
	 * Creates the boundary of a stream to which nothing was written yet.
	 * @param format how its events are told from each other
	 */
	public EventBoundary(EventFormat format) {
		this.format = format;
	}

	/**
	 * Returns whether nothing was written since the end of an event.
	 * @return whether the stream may end here
	 */
	public boolean isReached() {
		return this.reached;
	}

	/**
	 * Takes note of a flush, which ends an event where nothing else is known to.
	 */
	public void flushed() {
		if (this.format == EventFormat.UNKNOWN) {
			this.reached = true;
		}
	}

	/**
	 * Takes note of what is being written.
	 * @param bytes holds what is written
	 * @param offset where that begins
	 * @param length how much it is
	 * @return how much of it there is until the end of the last event in it, or -1 if no
	 * event ends in it
	 */
	public int written(byte[] bytes, int offset, int length) {
		int end = NONE;
		for (int i = 0; i < length; i++) {
			written(bytes[offset + i]);
			if (this.reached) {
				end = i + 1;
			}
		}
		return end;
	}

	/**
	 * Takes note of one octet that is being written.
	 * @param octet the octet
	 */
	public void written(int octet) {
		switch (this.format) {
			case SERVER_SENT_EVENTS -> parse(octet);
			case LINES -> this.reached = octet == '\n';
			case UNKNOWN -> this.reached = false;
		}
	}

	/**
	 * Lines end with LF, CR or both (HTML standard, section 9.2.5). A CR that may be the
	 * first half of both is an end by itself.
	 */
	private void parse(int octet) {
		boolean secondHalf = octet == '\n' && this.afterCarriageReturn;
		this.afterCarriageReturn = octet == '\r';
		if (secondHalf) {
			return;
		}
		boolean endOfLine = octet == '\n' || octet == '\r';
		this.reached = endOfLine && this.lineIsEmpty;
		this.lineIsEmpty = endOfLine;
	}

}
