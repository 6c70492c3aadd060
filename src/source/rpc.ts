// JSON-RPC with one endpoint: single requests and batches, every answer bounded, matched by its id and decoded. It must
// not know any method.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import { bounds } from "./bounds.ts";
import type { Claim, Endpoint } from "./claim.ts";
import { exchange, jsonOf } from "./http.ts";
import type { Clock, Fetch } from "./ports.ts";

export type Call<T> = {
	readonly method: string;
	readonly params: readonly Json[];
	readonly decode: Decode<T>;
	/** The largest true answer. */
	readonly maxBytes: number;
};

export type Rpc = {
	readonly endpoint: Endpoint;
	/** @throws what `exchange` throws, rpc-error, bad-json, bad-field; the fault names the endpoint. */
	readonly ask: <T>(call: Call<T>, signal?: AbortSignal) => Promise<Claim<T>>;
	/**
	 * One exchange for all calls where the endpoint takes batches, else one after the other: all answers together are
	 * bounded, in one piece or in many. They come in the order of the calls; a call that the endpoint refused has its fault
	 * (rpc-error) in its place.
	 * @throws like `ask` for all other faults.
	 */
	readonly askAll: <T>(
		calls: readonly Call<T>[],
		signal?: AbortSignal,
	) => Promise<Claim<readonly (T | Fault)[]>>;
};

/** Bytes that the answers of one exchange may still have. */
type Budget = { left: number };
const newBudget = (): Budget => ({ left: bounds.exchange });

export type RpcLimits = {
	readonly timeoutMs: number;
	readonly maxBatch: number;
};
export const usualLimits: RpcLimits = { timeoutMs: 10_000, maxBatch: 64 };

const reply = d.dictionary(d.anything, 8);
const replies = d.list(reply, 1000);

/** What the endpoint answered to one call, or the error it gave. @throws bad-field when it is neither. */
const readReply = <T>(
	raw: Decoded<typeof reply>,
	call: Call<T>,
	source: string,
): T | Fault => {
	if (raw.error !== undefined && raw.error !== null) {
		const error = reply(raw.error, "error");
		// A node may print what it likes: only the start of it is kept.
		const message = d.text(100_000)(error.message ?? "", "error.message");
		const code = typeof error.code === "number" ? error.code : "no code";
		return new Fault(
			"rpc-error",
			`${call.method}: ${code} ${message.slice(0, 160)}`,
			source,
		);
	}
	if (!Object.hasOwn(raw, "result"))
		throw new Fault("bad-field", "neither result nor error", source);
	return call.decode(raw.result, call.method);
};

const message = (call: Call<unknown>, id: number): Json => ({
	jsonrpc: "2.0",
	id,
	method: call.method,
	params: call.params,
});

/** One request, or a batch of them, in one exchange. */
const exchangesOf = (fetch: Fetch, endpoint: Endpoint, limits: RpcLimits) => {
	let lastId = 0;

	const post = async (
		body: Json,
		maxBytes: number,
		signal: AbortSignal | undefined,
		budget: Budget,
	): Promise<unknown> => {
		if (budget.left <= 0)
			throw new Fault("too-large", `more than ${bounds.exchange} bytes in all`);
		const answer = await exchange(fetch, endpoint, {
			method: "POST",
			accept: "application/json",
			body: JSON.stringify(body),
			maxBytes: Math.min(maxBytes, bounds.answer, budget.left),
			timeoutMs: limits.timeoutMs,
			...(signal === undefined ? {} : { signal }),
		});
		budget.left -= answer.bytes.length;
		return jsonOf(answer, endpoint.name);
	};

	const single = async <T>(
		call: Call<T>,
		signal: AbortSignal | undefined,
		budget: Budget,
	): Promise<T | Fault> => {
		const id = ++lastId;
		const raw = reply(
			await post(message(call, id), call.maxBytes, signal, budget),
			"reply",
		);
		if (raw.id !== id)
			throw new Fault("bad-field", `the reply has another id than ${id}`);
		return readReply(raw, call, endpoint.name);
	};

	/** Null where the endpoint does not take batches. */
	const batch = async <T>(
		calls: readonly Call<T>[],
		signal: AbortSignal | undefined,
		budget: Budget,
	): Promise<readonly (T | Fault)[] | null> => {
		const ids = calls.map(() => ++lastId);
		const maxBytes = calls.reduce((sum, call) => sum + call.maxBytes, 0);
		const body = calls.map((call, i) => message(call, ids[i] ?? 0));
		const raw = await post(body, maxBytes, signal, budget);
		// One error for the whole batch: the endpoint does not take batches.
		if (!Array.isArray(raw) && Object.hasOwn(reply(raw, "batch"), "error"))
			return null;
		const byId = new Map<unknown, Decoded<typeof reply>>();
		for (const part of replies(raw, "batch")) {
			if (byId.has(part.id))
				throw new Fault("bad-field", "two replies of a batch have one id");
			byId.set(part.id, part);
		}
		if (byId.size !== calls.length)
			throw new Fault(
				"bad-field",
				`${byId.size} replies to a batch of ${calls.length}`,
			);
		return calls.map((call, i) => {
			const part = byId.get(ids[i]);
			if (part === undefined)
				throw new Fault("bad-field", "a reply of a batch has an unknown id");
			return readReply(part, call, endpoint.name);
		});
	};

	return { single, batch };
};

/** Of public nodes some take few calls in a batch. Each refusal costs a request, so the steps are few. */
const batchSizes = [16, 3] as const;
const smallerThan = (refused: number): number =>
	batchSizes.find((size) => size < refused) ?? 1;

export const openRpc = (
	{ fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock },
	endpoint: Endpoint,
	limits: RpcLimits = usualLimits,
): Rpc => {
	const { single, batch } = exchangesOf(fetch, endpoint, limits);
	/** As many as it takes in a batch; one: it takes none. */
	let most = limits.maxBatch;

	const claim = <T>(value: T): Claim<T> => ({
		value,
		from: endpoint.name,
		atMs: clock.nowMs(),
	});
	const named = async <T>(work: () => Promise<T>): Promise<T> => {
		try {
			return await work();
		} catch (thrown) {
			throw asFault(thrown, endpoint.name);
		}
	};

	const ask: Rpc["ask"] = (call, signal) =>
		named(async () => {
			const value = await single(call, signal, newBudget());
			if (value instanceof Fault) throw value;
			return claim(value);
		});

	const askAll = <T>(
		calls: readonly Call<T>[],
		signal?: AbortSignal,
	): Promise<Claim<readonly (T | Fault)[]>> =>
		named(async () => {
			const values: (T | Fault)[] = [];
			const budget = newBudget();
			for (let at = 0; at < calls.length; ) {
				const some = calls.slice(at, at + most);
				const [first] = some;
				if (first === undefined) break;
				if (some.length === 1) {
					values.push(await single(first, signal, budget));
					at++;
					continue;
				}
				const answers = await batch(some, signal, budget);
				// one that takes smaller batches is not asked one by one
				if (answers === null) most = smallerThan(some.length);
				else {
					values.push(...answers);
					at += some.length;
				}
			}
			return claim(values);
		});

	return { endpoint, ask, askAll };
};
