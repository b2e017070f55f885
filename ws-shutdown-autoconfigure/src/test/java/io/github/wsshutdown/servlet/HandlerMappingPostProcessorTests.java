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

package io.github.wsshutdown.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

import io.github.wsshutdown.container.CloseLanes;
import io.github.wsshutdown.drain.ConnectionRegistry;
import io.github.wsshutdown.drain.FakeTimer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HandlerMappingPostProcessor} and {@link TrackedRequestHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerMappingPostProcessorTests {

	private static final HandshakeHandler HANDSHAKES = (request, response, handler, attributes) -> true;

	private final FakeTimer timer = new FakeTimer();

	private final HandlerDecorator decorator = new HandlerDecorator(new ConnectionRegistry(this.timer),
			CloseLanes.on(this.timer, Runnable::run), List.of());

	private final List<String> excluded = new ArrayList<>();

	private final HandlerMappingPostProcessor processor = new HandlerMappingPostProcessor(() -> this.decorator,
			StubGate::new, () -> new Refusal(Duration.ofSeconds(5)), () -> this.excluded, List.of());

	private final WebSocketHandler handler = new TextWebSocketHandler();

	private final WebSocketHttpRequestHandler original = new WebSocketHttpRequestHandler(this.handler, HANDSHAKES);

	@Test
	void requestHandlerInAUrlMapIsTracked() {
		Object mapped = process("mapping", this.original);
		assertTracked(mapped, this.handler);
	}

	@Test
	void handlersOfOtherKindsAreTrackedWhereverTheyAreFound() {
		HandlerMappingPostProcessor withOthers = withOthers(new StringTracking());
		assertThat(withOthers.postProcessAfterInitialization("other", "bean")).isEqualTo("tracked other of 'bean'");
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(new LinkedHashMap<>(Map.of("/path", "other")));
		withOthers.postProcessAfterInstantiation(mapping, "mapping");
		assertThat(mapping.getUrlMap().get("/path")).isEqualTo("tracked other of 'mapping' at /path");
	}

	@Test
	void handlerOfAnotherKindThatIsLeftAsItIsIsTriedOnce() {
		StringTracking tracking = new StringTracking();
		HandlerMappingPostProcessor withOthers = withOthers(tracking);
		assertThat(withOthers.postProcessAfterInitialization("unknown", "bean")).isEqualTo("unknown");
		assertThat(withOthers.postProcessAfterInitialization("unknown", "mapping")).isEqualTo("unknown");
		assertThat(tracking.seen).containsExactly("track unknown");
	}

	@Test
	void handlerOfAnotherKindThatFailsIsLeftAsItIs() {
		HandlerMappingPostProcessor withOthers = withOthers(new StringTracking());
		assertThat(withOthers.postProcessAfterInitialization("failing", "bean")).isEqualTo("failing");
	}

	@Test
	void handlerOfAnotherKindMayBeExcluded() {
		StringTracking tracking = new StringTracking();
		this.excluded.add("bean");
		HandlerMappingPostProcessor withOthers = withOthers(tracking);
		assertThat(withOthers.postProcessAfterInitialization("other", "bean")).isEqualTo("other");
		assertThat(withOthers.postProcessAfterInitialization("other", "mapping")).isEqualTo("other");
		assertThat(tracking.seen).containsExactly("exempt other");
	}

	private HandlerMappingPostProcessor withOthers(RequestHandlerTracking tracking) {
		return new HandlerMappingPostProcessor(() -> this.decorator, StubGate::new,
				() -> new Refusal(Duration.ofSeconds(5)), () -> this.excluded, List.of(tracking));
	}

	@Test
	void requestHandlerThatIsABeanIsTracked() {
		assertTracked(this.processor.postProcessAfterInitialization(this.original, "chat"), this.handler);
	}

	@Test
	void requestHandlerIsTrackedOnceWhereItIsBothABeanAndMapped() {
		Object bean = this.processor.postProcessAfterInitialization(this.original, "chat");
		assertThat(process("mapping", bean)).isSameAs(bean);
		assertTracked(bean, this.handler);
	}

	@Test
	void everythingElseOfTheOriginalIsKept() {
		HandshakeInterceptor interceptor = new HttpSessionHandshakeInterceptor();
		this.original.setHandshakeInterceptors(List.of(interceptor));
		WebSocketHttpRequestHandler tracked = (WebSocketHttpRequestHandler) process("mapping", this.original);
		assertThat(tracked.getHandshakeHandler()).isSameAs(HANDSHAKES);
		assertThat(tracked.getHandshakeInterceptors()).hasSize(2).endsWith(interceptor);
		assertThat(tracked.getHandshakeInterceptors().get(0)).isInstanceOf(HandshakeGuard.class);
	}

	@Test
	void otherHandlersInAUrlMapAreLeftAsTheyAre() {
		HttpRequestHandler other = (request, response) -> {
		};
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
		Map<String, Object> urlMap = new LinkedHashMap<>();
		urlMap.put("/other", other);
		urlMap.put("/byName", "chat");
		urlMap.put("/chat", this.original);
		mapping.setUrlMap(urlMap);
		assertThat(this.processor.postProcessAfterInstantiation(mapping, "mapping")).isTrue();
		assertThat(mapping.getUrlMap().get("/other")).isSameAs(other);
		assertThat(mapping.getUrlMap().get("/byName")).isEqualTo("chat");
		assertThat(mapping.getUrlMap().get("/chat")).isInstanceOf(TrackedRequestHandler.class);
		assertThat(List.copyOf(mapping.getUrlMap().keySet())).hasToString("[/other, /byName, /chat]");
	}

	@Test
	void nothingIsObtainedForBeansThatAreNoRequestHandlers() {
		HandlerMappingPostProcessor early = new HandlerMappingPostProcessor(failing(), failing(), failing(), failing(),
				List.of());
		assertThat(early.postProcessAfterInstantiation(new Object(), "any")).isTrue();
		assertThat(early.postProcessAfterInitialization("any", "any")).isEqualTo("any");
		assertThat(early.postProcessAfterInstantiation(new SimpleUrlHandlerMapping(), "any")).isTrue();
	}

	@Test
	void handlerThatIsMappedByTheNameOfItsBeanIsTracked() throws Exception {
		StaticApplicationContext context = new StaticApplicationContext();
		context.registerBean("chat", WebSocketHttpRequestHandler.class, () -> this.original);
		context.registerBean("mapping", SimpleUrlHandlerMapping.class,
				() -> new SimpleUrlHandlerMapping(Map.of("/chat", "chat")));
		context.getBeanFactory().addBeanPostProcessor(this.processor);
		context.refresh();
		assertTracked(context.getBean(SimpleUrlHandlerMapping.class).getHandlerMap().get("/chat"), this.handler);
		context.close();
	}

	@Test
	void handlerThatIsMappedByReferenceInAContextIsTracked() throws Exception {
		StaticApplicationContext context = new StaticApplicationContext();
		context.registerBean("mapping", SimpleUrlHandlerMapping.class,
				() -> new SimpleUrlHandlerMapping(Map.of("/chat", this.original)));
		context.getBeanFactory().addBeanPostProcessor(this.processor);
		context.refresh();
		assertTracked(context.getBean(SimpleUrlHandlerMapping.class).getHandlerMap().get("/chat"), this.handler);
		context.close();
	}

	@Test
	void subclassOfTheApplicationIsLeftAndWarnedOfByTheNameOfItsBean(CapturedOutput output) {
		WebSocketHttpRequestHandler own = new OwnRequestHandler(this.handler);
		assertThat(this.processor.postProcessAfterInitialization(own, "ownChat")).isSameAs(own);
		assertThat(own.getHandshakeInterceptors()).isEmpty();
		assertThat(HandlerDecorator.isTracking(own.getWebSocketHandler())).isFalse();
		assertThat(output).contains("WARN")
			.contains(
					"WebSocket sessions of 'ownChat' are known to drains only if the web server tells of them by itself: "
							+ OwnRequestHandler.class.getName())
			.contains("HandlerDecorator")
			.contains("ws-shutdown.exclude-beans");
	}

	@Test
	void subclassInAUrlMapIsLeftAndWarnedOfWithItsPath(CapturedOutput output) {
		WebSocketHttpRequestHandler own = new OwnRequestHandler(this.handler);
		assertThat(process("mapping", own)).isSameAs(own);
		assertThat(output).contains(
				"WebSocket sessions of 'mapping' at /chat are known to drains only if the web server tells of them by itself");
	}

	@Test
	void subclassThatIsBothABeanAndMappedIsWarnedOfOnce(CapturedOutput output) {
		WebSocketHttpRequestHandler own = new OwnRequestHandler(this.handler);
		this.processor.postProcessAfterInitialization(own, "ownChat");
		process("mapping", own);
		assertThat(output.toString().split("are known to drains only if the web server tells of them by itself", -1))
			.hasSize(2);
	}

	@Test
	void subclassWhoseHandlerIsDecoratedGetsTheGuardOnceAndNoWarning(CapturedOutput output) {
		WebSocketHttpRequestHandler own = new OwnRequestHandler(this.decorator.decorate(this.handler));
		this.processor.postProcessAfterInitialization(own, "ownChat");
		assertThat(process("mapping", own)).isSameAs(own);
		assertThat(own.getHandshakeInterceptors()).singleElement().isInstanceOf(HandshakeGuard.class);
		assertThat(output).doesNotContain("known to drains");
	}

	@Test
	void handlerThatTheApplicationHasDecoratedIsTrackedOnce() {
		WebSocketHttpRequestHandler decorated = new WebSocketHttpRequestHandler(this.decorator.decorate(this.handler),
				HANDSHAKES);
		assertTracked(process("mapping", decorated), this.handler);
	}

	@Test
	void excludedMappingIsLeftAsItIsButForTheExemption() {
		this.excluded.add("mapping");
		assertThat(process("mapping", this.original)).isSameAs(this.original);
		assertThat(this.original.getHandshakeInterceptors()).singleElement().isInstanceOf(HandshakeExemption.class);
	}

	@Test
	void excludedRequestHandlerIsLeftAsItIs() {
		this.excluded.add("chat");
		assertThat(this.processor.postProcessAfterInitialization(this.original, "chat")).isSameAs(this.original);
	}

	@Test
	void excludedRequestHandlerIsLeftAsItIsWhereItIsMapped() {
		this.excluded.add("chat");
		this.processor.postProcessAfterInitialization(this.original, "chat");
		assertThat(process("mapping", this.original)).isSameAs(this.original);
	}

	@Test
	void beanOfTheStarterThatCannotBeMadeStopsTheStart() {
		HandlerMappingPostProcessor failing = new HandlerMappingPostProcessor(() -> this.decorator, failing(),
				() -> new Refusal(Duration.ofSeconds(5)), () -> this.excluded, List.of());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> failing.postProcessAfterInitialization(this.original, "chat"));
	}

	@Test
	void excludedSubclassIsNotWarnedOf(CapturedOutput output) {
		this.excluded.add("ownChat");
		this.processor.postProcessAfterInitialization(new OwnRequestHandler(this.handler), "ownChat");
		assertThat(output).doesNotContain("known to drains");
	}

	@Test
	void handlerWhoseSubProtocolsFailDoesNotHinderTheStart() {
		WebSocketHandler failing = new FailingSubProtocols();
		assertTracked(process("mapping", new WebSocketHttpRequestHandler(failing, HANDSHAKES)), failing);
	}

	@Test
	void requestHandlerThatIsProxiedIsTracked() throws Exception {
		List<String> advised = new ArrayList<>();
		StaticApplicationContext context = contextWithProxies(advised);
		context.registerBean("chat", WebSocketHttpRequestHandler.class, () -> this.original);
		context.refresh();
		WebSocketHttpRequestHandler proxy = context.getBean(WebSocketHttpRequestHandler.class);
		assertThat(AopUtils.isCglibProxy(proxy)).isTrue();
		assertTracked(proxy, this.handler);
		assertThat(process("mapping", proxy)).isSameAs(proxy);
		assertThat(advised).contains("getWebSocketHandler");
		context.close();
	}

	@Test
	void handlerThatTheApplicationHasDecoratedAndProxiedIsTrackedOnce() throws Exception {
		StaticApplicationContext context = contextWithProxies(new ArrayList<>());
		context.registerBean("chat", WebSocketHandler.class, () -> this.decorator.decorate(this.handler));
		context.refresh();
		WebSocketHandler proxy = context.getBean(WebSocketHandler.class);
		assertThat(AopUtils.isCglibProxy(proxy)).isTrue();
		assertTracked(process("mapping", new WebSocketHttpRequestHandler(proxy, HANDSHAKES)), this.handler);
		context.close();
	}

	@Test
	void requestHandlerInARequestsScopeIsLeftToItsTarget(CapturedOutput output) {
		ProxyFactory factory = new ProxyFactory();
		factory.setTargetClass(WebSocketHttpRequestHandler.class);
		factory.setProxyTargetClass(true);
		factory.addInterface(ScopedObject.class);
		factory.addAdvice((MethodInterceptor) (invocation) -> {
			throw new IllegalStateException("no request");
		});
		Object scoped = factory.getProxy();
		assertThat(process("mapping", scoped)).isSameAs(scoped);
		assertThat(output).doesNotContain("known to drains");
	}

	@Test
	void requestHandlerThatCannotBeReadIsLeftAndWarnedOf(CapturedOutput output) {
		WebSocketHttpRequestHandler own = new WebSocketHttpRequestHandler(this.handler, HANDSHAKES) {

			@Override
			public WebSocketHandler getWebSocketHandler() {
				throw new IllegalStateException("expected by a test");
			}

		};
		assertThat(this.processor.postProcessAfterInitialization(own, "ownChat")).isSameAs(own);
		assertThat(process("mapping", own)).isSameAs(own);
		assertThat(output.toString()
			.split("'ownChat' are known to drains only if the web server tells of them by itself", -1)).hasSize(2);
	}

	@Test
	void urlMapThatCannotBeChangedIsLeftAndWarnedOf(CapturedOutput output) {
		Map<String, Object> urlMap = Map.of("/chat", this.original, "/name", "chat");
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping() {

			@Override
			public Map<String, ?> getUrlMap() {
				return urlMap;
			}

		};
		assertThat(this.processor.postProcessAfterInstantiation(mapping, "mapping")).isTrue();
		assertThat(output).contains(
				"WebSocket sessions of 'mapping' at /chat are known to drains only if the web server tells of them by itself")
			.doesNotContain("at /name");
	}

	@Test
	void pathWithoutAHandlerIsLeftAsItIs() {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
		Map<String, Object> urlMap = new LinkedHashMap<>();
		urlMap.put("/nothing", null);
		urlMap.put("/chat", this.original);
		mapping.setUrlMap(urlMap);
		assertThat(this.processor.postProcessAfterInstantiation(mapping, "mapping")).isTrue();
		assertThat(mapping.getUrlMap().get("/nothing")).isNull();
		assertThat(mapping.getUrlMap().get("/chat")).isInstanceOf(TrackedRequestHandler.class);
	}

	private StaticApplicationContext contextWithProxies(List<String> advised) {
		StaticApplicationContext context = new StaticApplicationContext();
		context.registerBean("postProcessor", HandlerMappingPostProcessor.class, () -> this.processor);
		context.registerBean("advice", MethodInterceptor.class, () -> (invocation) -> {
			advised.add(invocation.getMethod().getName());
			return invocation.proceed();
		});
		context.registerBean("proxyCreator", BeanNameAutoProxyCreator.class, () -> {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("chat");
			creator.setInterceptorNames("advice");
			creator.setProxyTargetClass(true);
			return creator;
		});
		return context;
	}

	private Object process(String beanName, Object requestHandler) {
		SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(Map.of("/chat", requestHandler));
		assertThat(this.processor.postProcessAfterInstantiation(mapping, beanName)).isTrue();
		assertThat(this.processor.postProcessAfterInitialization(mapping, beanName)).isSameAs(mapping);
		return mapping.getUrlMap().get("/chat");
	}

	private static void assertTracked(Object requestHandler, WebSocketHandler handler) {
		assertThat(requestHandler).isInstanceOf(WebSocketHttpRequestHandler.class);
		WebSocketHttpRequestHandler tracked = (WebSocketHttpRequestHandler) requestHandler;
		assertThat(trackingHandlersOf(tracked)).isOne();
		assertThat(WebSocketHandlerDecorator.unwrap(tracked.getWebSocketHandler())).isSameAs(handler);
		assertThat(tracked.getHandshakeInterceptors().get(0)).isInstanceOf(HandshakeGuard.class);
		assertThat(tracked.getHandshakeInterceptors()).filteredOn(HandshakeGuard.class::isInstance).hasSize(1);
	}

	private static int trackingHandlersOf(WebSocketHttpRequestHandler requestHandler) {
		int count = 0;
		WebSocketHandler current = requestHandler.getWebSocketHandler();
		while (current instanceof WebSocketHandlerDecorator chain) {
			count += (current instanceof TrackingHandler) ? 1 : 0;
			current = chain.getDelegate();
		}
		return count;
	}

	private static <T> Supplier<T> failing() {
		return () -> {
			throw new IllegalArgumentException("obtained too early");
		};
	}

	private static final class OwnRequestHandler extends WebSocketHttpRequestHandler {

		OwnRequestHandler(WebSocketHandler handler) {
			super(handler, HANDSHAKES);
		}

	}

	private static final class FailingSubProtocols extends TextWebSocketHandler implements SubProtocolCapable {

		@Override
		public List<String> getSubProtocols() {
			throw new IllegalStateException("expected by a test");
		}

	}

	/**
	 * Takes texts for request handlers.
	 */
	private static final class StringTracking implements RequestHandlerTracking {

		private final List<String> seen = new ArrayList<>();

		@Override
		public boolean isFor(Object handler) {
			return handler instanceof String;
		}

		@Override
		public Object track(Object handler, String place) {
			this.seen.add("track " + handler);
			if (handler.equals("failing")) {
				throw new IllegalStateException("expected by a test");
			}
			return handler.equals("unknown") ? handler : "tracked " + handler + " of " + place;
		}

		@Override
		public void exempt(Object handler) {
			this.seen.add("exempt " + handler);
		}

	}

}
