// JSON-RPC over HTTP to the execution client.

import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { post } from "../post.ts";

let last = 0;

/** The decoded result. @throws Error with the client's own words when it answers with an error. */
export const callRpc = async <T>(
	url: string,
	method: string,
	params: readonly unknown[],
	decode: Decode<T>,
	timeoutMs = 30_000,
): Promise<T> => {
	last++;
	const asked = JSON.stringify({ jsonrpc: "2.0", id: last, method, params });
	const answer = d.parseJson(await post(url, asked, timeoutMs));
	if (typeof answer === "object" && answer !== null && "error" in answer)
		throw new Error(
			`${method}: ${JSON.stringify(answer.error).slice(0, 2000)}`,
		);
	return decode(
		d.record({ result: d.anything })(answer, method).result,
		method,
	);
};

/** Waits until `url` answers eth_chainId. @throws Error after `timeoutMs`. */
export const waitForRpc = async (
	url: string,
	timeoutMs: number,
): Promise<void> => {
	const end = Date.now() + timeoutMs;
	for (;;) {
		try {
			await callRpc(url, "eth_chainId", [], d.anything, 2000);
			return;
		} catch (thrown) {
			if (Date.now() > end) throw thrown;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
};
