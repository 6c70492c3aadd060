// The rollup's public JSON-RPC endpoint: the chain behind a door that lets reads and users' transactions through and
// nothing that drives the chain. It can be stopped, and made to lie by a function that sees each question and may ask
// for the honest answer.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { openHttp, type Switchable } from "./http.ts";
import type { RollupNode } from "./node.ts";
import { type Rpc, RpcRefusal } from "./rpc.ts";

/** One question of a client. */
export type Question = {
	readonly method: string;
	readonly params: readonly unknown[];
};

/** Gives the answer's result; `honest` is what the chain says. Throwing an RpcRefusal answers with an error. */
export type Lie = (
	question: Question,
	honest: () => Promise<unknown>,
) => Promise<unknown>;

export type Endpoint = Switchable & {
	/** From now on answers go through `lie`; undefined is honest again. */
	readonly setLie: (lie: Lie | undefined) => void;
};

const questionOf = d.record({
	id: d.anything,
	method: d.text(),
	params: d.optional(d.list(d.anything, 20)),
});
const rawTransaction = d.tuple(d.hexUpTo(200_000));
const allowed = /^(eth|net|web3)_/;
const refused = /^eth_(send(Unsigned)?Transaction|sign|accounts)/;

const padKeys = ({ method, params }: Question): readonly unknown[] => {
	if (method !== "eth_getProof" || !Array.isArray(params[1])) return params;
	// Anvil takes whole words alone; other clients also take quantities.
	const keys = params[1].map((key: unknown) =>
		typeof key === "string" && /^0x[0-9a-fA-F]{1,64}$/.test(key)
			? `0x${key.slice(2).padStart(64, "0")}`
			: key,
	);
	return [params[0], keys, ...params.slice(2)];
};

export const openEndpoint = async (
	port: number,
	chain: Rpc,
	node: Pick<RollupNode, "submit" | "read">,
): Promise<Endpoint> => {
	let lie: Lie | undefined;

	const honest = async (question: Question): Promise<unknown> => {
		const { method, params } = question;
		if (!allowed.test(method) || refused.test(method))
			throw new RpcRefusal(method, -32601, "method not found", undefined);
		if (method === "eth_sendRawTransaction") {
			const [raw] = rawTransaction(params, "params");
			if (raw.startsWith("0x7e"))
				throw new RpcRefusal(method, -32000, "deposits come from L1", null);
			return node.submit(raw);
		}
		return node.read(() => chain(method, padKeys(question), d.anything));
	};

	const answer = async (raw: unknown): Promise<unknown> => {
		const { id, method, params = [] } = questionOf(raw, "request");
		const head = { jsonrpc: "2.0", id };
		const question = { method, params };
		try {
			const result = await (lie === undefined
				? honest(question)
				: lie({ method, params: padKeys(question) }, () => honest(question)));
			return { ...head, result };
		} catch (thrown) {
			const code = thrown instanceof RpcRefusal ? thrown.code : -32603;
			const message = thrown instanceof Error ? thrown.message : String(thrown);
			return { ...head, error: { code, message } };
		}
	};

	const server = await openHttp(port, async (_method, _path, body) => {
		let raw: unknown;
		try {
			raw = JSON.parse(body);
		} catch {
			return { status: 400, body: { error: "not JSON" } };
		}
		return {
			status: 200,
			body: Array.isArray(raw)
				? await Promise.all(raw.map(answer))
				: await answer(raw),
		};
	});
	return {
		...server,
		setLie: (next) => {
			lie = next;
		},
	};
};

/** A lie about one account's balance: eth_getBalance and eth_getProof name `wei`; the proof nodes stay as they are. */
export const lieAboutBalance =
	(who: Hex, wei: bigint): Lie =>
	async ({ method, params }, honest) => {
		const about = typeof params[0] === "string" ? params[0].toLowerCase() : "";
		const result = await honest();
		if (about !== who.toLowerCase()) return result;
		const value = `0x${wei.toString(16)}`;
		if (method === "eth_getBalance") return value;
		if (method === "eth_getProof" && typeof result === "object")
			return { ...result, balance: value };
		return result;
	};
