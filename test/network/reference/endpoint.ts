// The node's public JSON-RPC. It can be stopped, and made to lie by a function that sees each question and may ask for the
// honest answer.

import { type Hex, toQuantity } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import { openHttp, type Switchable } from "../op/http.ts";
import { type Batch, blobOf, wordHex } from "./batch.ts";
import type { ReferenceNode } from "./node.ts";
import { Refusal, type SignedOperation } from "./operation.ts";
import type { State } from "./state.ts";
import { leafCount } from "./tree.ts";
import {
	count,
	decodeSigned,
	element,
	encodeAccount,
	encodeOperation,
} from "./wire.ts";

/** One question of a client. */
export type Question = {
	readonly method: string;
	readonly params: readonly unknown[];
};

/** Gives the answer's result; `honest` is what the node says to the question, or to another one. */
export type Lie = (
	question: Question,
	honest: (instead?: Question) => Promise<unknown>,
) => Promise<unknown>;

export type Endpoint = Switchable & {
	/** From now on answers go through `lie`; undefined is honest again. */
	readonly setLie: (lie: Lie | undefined) => void;
};

/** Whom the endpoint asks. */
export type Answerer = {
	readonly node: ReferenceNode;
	readonly blobProof: (batch: Batch) => Hex | undefined;
	readonly onAccepted: (signed: SignedOperation) => void;
};

const questionOf = d.record({
	id: d.anything,
	method: d.text(),
	params: d.optional(d.list(d.anything, 20)),
});
const mostQuestions = 100;

const accountQuestion = d.record({
	owner: d.optional(element),
	index: d.optional(count),
	key: d.optional(d.tuple(element, element)),
});
const batchOrProven = d.either(count, d.oneOf("proven"));

/** The method does not exist. */
class Unknown extends Error {}

/** How far an operation has come. */
export const stageOf = (
	node: ReferenceNode,
	batch: number | undefined,
): "waiting" | "made" | "committed" | "proven" => {
	const { commits, proofs } = node.l1();
	if (batch === undefined) return "waiting";
	if (batch <= proofs.length) return "proven";
	return batch <= commits.length ? "committed" : "made";
};

const find = (
	state: State,
	{ owner, index, key }: ReturnType<typeof accountQuestion>,
): number | undefined => {
	if (index !== undefined) {
		if (index >= leafCount) throw new Refusal("index", "there is none");
		return index;
	}
	if (owner === undefined && key === undefined)
		throw new Refusal("owner", "it, an index or a key must be named");
	for (const [at, account] of state.accounts) {
		const isKeys =
			key === undefined || (account.ax === key[0] && account.ay === key[1]);
		if (isKeys && (owner === undefined || account.owner === owner)) return at;
	}
	return undefined;
};

const answerOf = (
	{ node, blobProof, onAccepted }: Answerer,
	{ method, params }: Question,
): unknown => {
	const { ledger } = node;
	const { commits, proofs } = node.l1();
	switch (method) {
		case "eth_chainId":
			return toQuantity(node.chainId);
		case "eth_blockNumber":
			return toQuantity(ledger.made());
		case "reference_status":
			return {
				made: toQuantity(ledger.made()),
				committed: toQuantity(commits.length),
				proven: toQuantity(proofs.length),
			};
		case "reference_account": {
			const [who, at] = d.tuple(accountQuestion, batchOrProven)(
				params,
				"params",
			);
			const state = ledger.stateAfter(at === "proven" ? proofs.length : at);
			if (state === undefined) throw new Refusal("batch", `there is no ${at}`);
			const index = find(state, who);
			return index === undefined ? null : encodeAccount(state, index);
		}
		case "reference_batch": {
			const [number] = d.tuple(count)(params, "params");
			const batch = ledger.batch(number);
			if (batch === undefined) return null;
			const commit = commits[number - 1];
			return {
				number: toQuantity(number),
				oldRoot: wordHex(batch.before.tree.root),
				newRoot: wordHex(batch.after.tree.root),
				dataHash: wordHex(batch.dataHash),
				blobHash: batch.blobHash,
				queueFrom: toQuantity(batch.queueBefore.count),
				queueTo: toQuantity(batch.queueAfter.count),
				queueBefore: wordHex(batch.queueBefore.hash),
				queueAfter: wordHex(batch.queueAfter.hash),
				withdrawRoot: wordHex(batch.withdrawRoot),
				committedAt: commit === undefined ? null : toQuantity(commit.timeS),
				operations: batch.operations.map(encodeOperation),
				commitTransaction: commit?.transaction ?? null,
				proveTransaction: proofs[number - 1]?.transaction ?? null,
				blob: {
					commitment: batch.commitment,
					proof: blobProof(batch) ?? null,
					data: blobOf(batch),
				},
			};
		}
		case "reference_send": {
			const [signed] = d.tuple(decodeSigned)(params, "params");
			const id = ledger.accept(signed);
			onAccepted(signed);
			return wordHex(id);
		}
		case "reference_operation": {
			const [id] = d.tuple(element)(params, "params");
			const found = ledger.find(id);
			if (found === undefined) return null;
			return {
				state: stageOf(node, found.batch),
				batch: found.batch === undefined ? null : toQuantity(found.batch),
			};
		}
		default:
			throw new Unknown(`no method ${method}`);
	}
};

/** Of "params[0].signature.s" the field is "signature". */
const fieldIn = (words: string): string | undefined =>
	/^"params(?:\[\d+\])?\.?(\w+)?/.exec(words)?.[1];

const errorOf = (thrown: unknown) => {
	if (thrown instanceof Refusal)
		return {
			code: -32602,
			message: thrown.message,
			data: { field: thrown.field },
		};
	if (thrown instanceof Fault)
		return {
			code: -32602,
			message: thrown.detail,
			data: { field: fieldIn(thrown.detail) ?? "params" },
		};
	const code = thrown instanceof Unknown ? -32601 : -32603;
	const message = thrown instanceof Error ? thrown.message : String(thrown);
	return { code, message };
};

/** @param answerer who answers now: a restarted node is another one */
export const openReferenceEndpoint = async (
	port: number,
	answerer: () => Answerer,
): Promise<Endpoint> => {
	let lie: Lie | undefined;

	const answer = async (raw: unknown): Promise<unknown> => {
		const { id, method, params = [] } = questionOf(raw, "request");
		const head = { jsonrpc: "2.0", id };
		const question = { method, params };
		const honest = async (instead = question): Promise<unknown> =>
			answerOf(answerer(), instead);
		try {
			const result = await (lie === undefined
				? honest()
				: lie(question, honest));
			return { ...head, result };
		} catch (thrown) {
			return { ...head, error: errorOf(thrown) };
		}
	};

	const server = await openHttp(port, async (_method, _path, body) => {
		let raw: unknown;
		try {
			raw = JSON.parse(body);
		} catch {
			return { status: 400, body: { error: "not JSON" } };
		}
		if (Array.isArray(raw) && raw.length > mostQuestions)
			return { status: 400, body: { error: "too many questions" } };
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
