// JSON-RPC, single and batch, as a liar alters it: per call, per message, or as a whole.

import {
	type Answer,
	type Ask,
	bytesOf,
	jsonAnswer,
	type Stage,
	type Teller,
	type Upstream,
	utf8Of,
	withBody,
} from "./exchange.ts";
import { type Branch, isBranch, isList, type Tree, treeOf } from "./json.ts";

export type RpcCall = {
	readonly method: string;
	readonly params: readonly Tree[];
};

const callOf = (message: Tree): RpcCall | null => {
	if (!isBranch(message) || typeof message.method !== "string") return null;
	return {
		method: message.method,
		params: isList(message.params) ? message.params : [],
	};
};

/** Asks one call of an endpoint. @returns its result; null when it gave an error. */
export const callOn = async (
	upstream: Upstream,
	method: string,
	params: readonly Tree[],
): Promise<Tree> => {
	const answer = await upstream({
		method: "POST",
		path: "/",
		accept: "application/json",
		body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
	});
	const reply = treeOf(utf8Of(answer.body));
	return isBranch(reply) ? (reply.result ?? null) : null;
};

/** What a liar does to the result of one call; the same result where it leaves it alone. */
export type AlterResult = (call: RpcCall, result: Tree) => Tree | Promise<Tree>;

/** Lies about results. Errors and methods that are not JSON-RPC pass. */
export const alterResults =
	(make: (stage: Stage) => AlterResult) =>
	(stage: Stage): Teller => {
		const alter = make(stage);
		return async (ask) => {
			if (ask.method !== "POST") return null;
			const asked = treeOf(ask.body);
			const answer = await stage.honest(ask);
			const reply = treeOf(utf8Of(answer.body));
			let changed = false;
			const one = async (message: Tree, from: Tree): Promise<Tree> => {
				const call = callOf(message);
				if (call === null || !isBranch(from) || !Object.hasOwn(from, "result"))
					return from;
				const old = from.result ?? null;
				const result = await alter(call, old);
				if (JSON.stringify(result) === JSON.stringify(old)) return from;
				changed = true;
				return { ...from, result };
			};
			let altered: Tree;
			if (isList(asked)) {
				const byId = new Map<Tree | undefined, Tree>(
					asked.map((message) => [
						isBranch(message) ? message.id : undefined,
						message,
					]),
				);
				altered = isList(reply)
					? await Promise.all(
							reply.map((part) =>
								one(
									byId.get(isBranch(part) ? part.id : undefined) ?? null,
									part,
								),
							),
						)
					: reply;
			} else altered = await one(asked, reply);
			return changed
				? withBody(answer, bytesOf(JSON.stringify(altered)))
				: null;
		};
	};

/** Lies about the messages themselves: ids, order, number. */
export const alterMessages =
	(
		make: (
			stage: Stage,
		) => (replies: readonly Branch[], batch: boolean) => Tree | null,
	) =>
	(stage: Stage): Teller => {
		const alter = make(stage);
		return async (ask: Ask): Promise<Answer | null> => {
			if (ask.method !== "POST") return null;
			const answer = await stage.honest(ask);
			const reply = treeOf(utf8Of(answer.body));
			const altered = isList(reply)
				? alter(reply.filter(isBranch), true)
				: isBranch(reply)
					? alter([reply], false)
					: null;
			return altered === null ? null : jsonAnswer(altered);
		};
	};

/** Puts another reply in the place of those to the methods that are told. */
export const alterReplies =
	(
		isTold: (method: string) => boolean,
		change: (reply: Branch) => Tree,
	): ((stage: Stage) => Teller) =>
	(stage) =>
	async (ask) => {
		if (ask.method !== "POST") return null;
		const asked = treeOf(ask.body);
		const ids = new Set(
			(isList(asked) ? asked : [asked]).flatMap((message) =>
				isBranch(message) &&
				typeof message.method === "string" &&
				isTold(message.method)
					? [message.id]
					: [],
			),
		);
		if (ids.size === 0) return null;
		const reply = treeOf(utf8Of((await stage.honest(ask)).body));
		const one = (part: Tree): Tree =>
			isBranch(part) && ids.has(part.id) ? change(part) : part;
		return jsonAnswer(isList(reply) ? reply.map(one) : one(reply));
	};

/** Answers calls of the named methods from another place altogether: other params, another endpoint. */
export const divert =
	(make: (stage: Stage) => (call: RpcCall) => Promise<Tree | undefined>) =>
	(stage: Stage): Teller => {
		const elsewhere = make(stage);
		return alterResults(() => async (call, result) => {
			const other = await elsewhere(call);
			return other === undefined ? result : other;
		})(stage);
	};
