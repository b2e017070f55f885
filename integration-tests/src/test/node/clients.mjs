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

// Clients that others have written, each as it comes, connected to the application of the tests.
// What they see goes to standard output, one JSON object a line. Ends with its standard input.
//
//   node clients.mjs <port> <client>...
//
// An idle one and a busy one are connected for each name, which may be given more than once; the busy one asks for work,
// named like the client.

import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { Client as StompClient, Versions } from '@stomp/stompjs';
import { createClient as createGraphQlClient } from 'graphql-ws';
import { Socket as PhoenixSocket } from 'phoenix';
import ReconnectingWebSocket from 'reconnecting-websocket';
import SockJS from 'sockjs-client';
import WebSocket from 'ws';

const [port, ...names] = process.argv.slice(2);

const ws = (path) => `ws://127.0.0.1:${port}${path}`;

const http = (path) => `http://127.0.0.1:${port}${path}`;

/**
 * What each client tells a sight: opened(say), heard(line), closed({ code, reason, wasClean }), failed(error).
 */
const clients = {

  'ws': (sight) => watch(new WebSocket(ws('/raw')), sight),

  'reconnecting-websocket': (sight) =>
    watch(new ReconnectingWebSocket(ws('/raw'), [], { WebSocket }), sight),

  'phoenix': (sight) => {
    // Lines in place of messages of Phoenix, which expect a server that knows them.
    const lines = {
      encode: (message, done) => done('ignore'),
      decode: (line, done) => done({ topic: 'lines', event: 'line', payload: line, ref: null }),
    };
    // The client adds "/websocket".
    const socket = new PhoenixSocket(ws('/raw?path='), { transport: WebSocket, ...lines });
    socket.onOpen(() => sight.opened((line) => socket.conn.send(line)));
    socket.onMessage(({ payload }) => sight.heard(payload));
    socket.onClose((event) => sight.closed(event));
    socket.connect();
  },

  'stompjs': (sight) => stomp(() => new WebSocket(ws('/stomp'), Versions.default.protocolVersions()), sight),

  'stompjs over sockjs-client': (sight) => stomp(() => new SockJS(http('/stomp-sockjs')), sight),

  // Takes a connection that cannot be made for fatal.
  'graphql-ws': (sight) => graphQl({}, sight),

  'graphql-ws with shouldRetry': (sight) => graphQl({
    shouldRetry: () => true,
    retryAttempts: Infinity,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 1000)),
  }, sight),

  'sockjs-client websocket': (sight) => sockJs('websocket', sight),

  'sockjs-client xhr-streaming': (sight) => sockJs('xhr-streaming', sight),

  'sockjs-client eventsource': (sight) => sockJs('eventsource', sight),

  'sockjs-client xhr-polling': (sight) => sockJs('xhr-polling', sight),

};

function graphQl(options, sight) {
  const client = createGraphQlClient({
    url: ws('/commands'), webSocketImpl: WebSocket, on: { closed: sight.closed }, ...options,
  });
  const run = (operation, next = () => {}) =>
    client.subscribe(operation, { next, error: (error) => sight.failed(error), complete: () => {} });
  const say = (line) => run({ query: 'query ($line: String!) { run(line: $line) }', variables: { line } });
  // The first event of the subscription is a welcome.
  run({ query: 'subscription { lines }' }, ({ data }) =>
    (data.lines === 'welcome') ? sight.opened(say) : sight.heard(data.lines));
}

function sockJs(transport, sight) {
  watch(new SockJS(http('/sockjs'), null, { transports: transport }), sight);
}

function stomp(webSocketFactory, sight) {
  const client = new StompClient({
    webSocketFactory,
    onConnect: () => {
      let subscribed = false;
      const say = (line) => client.publish({ destination: '/app/commands', body: line });
      // Spring subscribes and runs commands side by side, so the first reply may come too early.
      const calling = setInterval(() => say('echo subscribed'), 100);
      client.subscribe('/user/queue/lines', ({ body }) => {
        if (body !== 'subscribed') {
          sight.heard(body);
        } else if (!subscribed) {
          subscribed = true;
          clearInterval(calling);
          sight.opened(say);
        }
      });
    },
    onWebSocketClose: (event) => sight.closed(event),
  });
  client.activate();
}

/**
 * Tells a sight what happens to anything that looks like a browser's WebSocket.
 */
function watch(socket, sight) {
  socket.onopen = () => sight.opened((line) => socket.send(line));
  socket.onmessage = ({ data }) => sight.heard(data);
  socket.onclose = (event) => sight.closed(event);
  // An error is followed by a close.
  socket.onerror = () => {};
}

/**
 * Tells what a client sees, each time with the client's name, its manner and the time in milliseconds.
 */
function sightOf(client, manner, id) {
  const tell = (event, details) =>
    process.stdout.write(JSON.stringify({ client, manner, id, event, at: Date.now(), ...details }) + '\n');
  let openings = 0;
  return {
    tell,
    opened: (say) => {
      openings += 1;
      tell('opened');
      say((manner === 'busy' && openings === 1) ? `hold ${client}` : 'echo ready');
    },
    heard: (line) => tell('heard', { line }),
    closed: ({ code, reason, wasClean }) => tell('closed', { code, reason: String(reason), clean: wasClean }),
    failed: (error) => tell('failed', { error: String(error.message ?? error.code ?? error) }),
  };
}

// A client's timers and sockets carry on its context, so each TCP connection it tries can be told as its own.
const contexts = new AsyncLocalStorage();
channel('net.client.socket').subscribe(() => contexts.getStore()?.tell('dialled'));

names.forEach((name, id) => {
  for (const manner of ['idle', 'busy']) {
    const sight = sightOf(name, manner, id);
    contexts.run(sight, () => clients[name](sight));
  }
});

process.stdin.resume().on('end', () => process.exit());
