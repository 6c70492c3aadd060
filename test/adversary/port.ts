// The Fetch port under test where no browser is: Node's own fetch, bounded in size and time as the port promises.

import { Fault } from "../../src/base/fault.ts";
import type { Fetch, HttpReply } from "../../src/source/ports.ts";

const wanted = ["content-type", "eth-consensus-version"];

/** Node's fetch as a Fetch port. */
export const testFetch: Fetch = async (request) => {
	const stop = new AbortController();
	let slow = false;
	const timer = setTimeout(() => {
		slow = true;
		stop.abort();
	}, request.timeoutMs);
	const cancel = (): void => stop.abort();
	request.signal?.addEventListener("abort", cancel);
	if (request.signal?.aborted) stop.abort();
	try {
		const response = await fetch(request.url, {
			method: request.method,
			redirect: "manual",
			credentials: "omit",
			headers: {
				accept: request.accept,
				...(request.body === undefined
					? {}
					: { "content-type": "application/json" }),
			},
			...(request.body === undefined ? {} : { body: request.body }),
			signal: stop.signal,
		});
		const parts: Uint8Array[] = [];
		let length = 0;
		if (response.body !== null)
			for await (const part of response.body) {
				length += part.length;
				if (length > request.maxBytes)
					throw new Fault("too-large", `more than ${request.maxBytes} bytes`);
				parts.push(part);
			}
		const headers: Record<string, string> = {};
		for (const name of wanted) {
			const value = response.headers.get(name);
			if (value !== null) headers[name] = value;
		}
		const reply: HttpReply = {
			status: response.status,
			headers,
			bytes: Buffer.concat(parts),
		};
		return reply;
	} catch (thrown) {
		if (thrown instanceof Fault) throw thrown;
		if (request.signal?.aborted) throw new Fault("cancelled", "stopped");
		if (slow) throw new Fault("too-slow", `over ${request.timeoutMs} ms`);
		throw new Fault("unreachable", String(thrown).slice(0, 100));
	} finally {
		clearTimeout(timer);
		request.signal?.removeEventListener("abort", cancel);
		stop.abort();
	}
};
