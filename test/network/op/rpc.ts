// A JSON-RPC client for the network's own parts: honest endpoints, short answers, every answer decoded.

import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { post } from "../post.ts";

export type Rpc = <T>(
	method: string,
	params: readonly unknown[],
	decode: Decode<T>,
) => Promise<T>;

/** The endpoint understood the request and said no. */
export class RpcRefusal extends Error {
	readonly code: number;
	readonly data: unknown;
	constructor(method: string, code: number, message: string, data: unknown) {
		super(`${method}: ${message} (${code})`);
		this.code = code;
		this.data = data;
	}
}

const failure = d.record({
	code: d.int(-1_000_000, 1_000_000),
	message: d.text(4000),
	data: d.anything,
});
const envelope = d.record({ error: d.optional(failure), result: d.anything });

/** A client of `url`. @throws RpcRefusal for an error answer, Error when it does not answer within `timeoutMs`. */
export const rpcTo = (url: string, timeoutMs = 30_000): Rpc => {
	let id = 0;
	return async (method, params, decode) => {
		const asked = JSON.stringify({ jsonrpc: "2.0", id: ++id, method, params });
		const answer = d.parseJson(await post(url, asked, timeoutMs));
		const { error, result } = envelope(answer, method);
		if (error !== undefined)
			throw new RpcRefusal(method, error.code, error.message, error.data);
		return decode(result, method);
	};
};

/** Waits until `url` answers eth_chainId. @throws Error after `timeoutMs`. */
export const waitForRpc = async (
	url: string,
	timeoutMs: number,
): Promise<void> => {
	const rpc = rpcTo(url, 5000);
	const end = Date.now() + timeoutMs;
	for (;;) {
		try {
			await rpc("eth_chainId", [], d.text());
			return;
		} catch (thrown) {
			if (Date.now() > end)
				throw new Error(`${url} does not answer`, { cause: thrown });
		}
		await sleep(50);
	}
};

export const sleep = (ms: number): Promise<void> =>
	new Promise((done) => setTimeout(done, ms));
