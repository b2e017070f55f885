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

package io.github.wsshutdown.samples.demo.report;

import java.io.StringReader;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page.
 */
class HtmlPageTests {

	private final String page = HtmlPage
		.render(List.of(Section.of("A & B", List.of(Shutdowns.rough(), Shutdowns.smooth()))), "on <this> machine");

	@Test
	void pageNeedsNothingFromElsewhere() {
		assertThat(this.page).doesNotContain("src=", "href=", "url(", "@import", "<script");
	}

	@Test
	void everyPlaceIsFilled() {
		assertThat(this.page).doesNotContain("${")
			.contains("<h2>A &amp; B</h2>", "on &lt;this&gt; machine", "1001 &quot;&lt;bye&gt;&quot;");
	}

	@Test
	void everyShutdownHasAPlotThatSaysWhatItShows() throws Exception {
		String body = this.page.substring(this.page.indexOf("<main>"), this.page.indexOf("</main>") + 7);
		Document document = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(body)));
		assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
		assertThat(document.getElementsByTagName("desc").item(1).getTextContent()).contains("101 told to leave, 1 cut",
				"4.50 seconds");
		assertThat(document.getElementsByTagName("tr").getLength()).isGreaterThan(10);
	}

}
