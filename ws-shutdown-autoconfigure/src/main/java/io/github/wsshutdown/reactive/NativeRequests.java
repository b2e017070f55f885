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

package io.github.wsshutdown.reactive;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/**
 * Knows the server's request below Spring's.
 */
final class NativeRequests {

	private NativeRequests() {
	}

	static Object of(ServerHttpRequest request) {
		return ServerHttpRequestDecorator.getNativeRequest(request);
	}

	/**
	 * Has a request tell of another one of the server. Spring asks nobody but its own
	 * base class for that, whose constructor has changed between two releases.
	 */
	static ServerHttpRequest replace(ServerHttpRequest request, Object nativeRequest) {
		ProxyFactory factory = new ProxyFactory();
		factory.setTargetSource(new BaseClassed(request));
		factory.setProxyTargetClass(true);
		factory.addAdvice((MethodInterceptor) (invocation) -> switch (invocation.getMethod().getName()) {
			case "getNativeRequest" -> nativeRequest;
			case "mutate" -> mutate(((ProxyMethodInvocation) invocation).getProxy());
			default -> invocation.proceed();
		});
		return (ServerHttpRequest) factory.getProxy(NativeRequests.class.getClassLoader());
	}

	/**
	 * A request that is made from a proxied one by itself would be made from its target.
	 */
	private static ServerHttpRequest.Builder mutate(Object proxy) {
		return new ServerHttpRequestDecorator((ServerHttpRequest) proxy).mutate();
	}

	private static final class BaseClassed extends SingletonTargetSource {

		private static final long serialVersionUID = 1L;

		BaseClassed(ServerHttpRequest request) {
			super(request);
		}

		@Override
		public Class<?> getTargetClass() {
			return AbstractServerHttpRequest.class;
		}

	}

}
