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

// Pages in a Chromium without a window, each with one EventSource. What they see goes to standard output, one JSON object
// a line. Ends with its standard input.
//
//   node browser.mjs <executable>
//
// Standard input has a line for each page: <number of the page> <port> <path of the stream>
// An empty line closes all pages.

import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const browser = await chromium.launch({ executablePath: process.argv[2], chromiumSandbox: false });

async function watch(number, port, path) {
  const tell = (sighting) => process.stdout.write(JSON.stringify({ page: Number(number), ...sighting }) + '\n');
  // A context for each, or they share the connections to a server, of which there are six.
  const page = await (await browser.newContext()).newPage();
  page.on('response', (response) => {
    if (response.url().endsWith(path)) {
      tell({ status: response.status() });
    }
  });
  await page.exposeFunction('tell', (event) => tell({ event }));
  await page.goto(`http://127.0.0.1:${port}/hello`);
  await page.evaluate((path) => {
    const source = new EventSource(path);
    source.onopen = () => window.tell('open');
    source.onmessage = ({ data }) => window.tell(data);
    source.addEventListener('leaving', ({ data }) => window.tell(data));
    source.onerror = () => window.tell(`error ${['connecting', 'open', 'closed'][source.readyState]}`);
  }, path);
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line) {
    await watch(...line.split(' '));
  } else {
    await Promise.all(browser.contexts().map((context) => context.close()));
  }
}
await browser.close();
