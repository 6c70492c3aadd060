// What many tokens answer to balanceOf of one account, at one block, in one run: the code that asks them is made here and runs as
// the code of a creation, so no contract on the chain has to be trusted with it. What is missing is proved for all at once.

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorOf } from "../crypto/selector.ts";
import type { Verified } from "../trust/verified.ts";
import { type CallResult, call } from "./call.ts";
import { type CallBounds, type ProvedState, usualBounds } from "./prove.ts";

/** So many at a time: the answer is the created code, and an endpoint gives no more proofs at once. */
export const mostTogether = 20;
/** What one token may use of the gas. */
const gasEach = 300_000;

const manyBounds: CallBounds = {
	...usualBounds,
	steps: 1_500_000,
	rounds: 16,
	keys: 400,
	hinted: 300,
	slots: 64,
	codeBytes: 1_500_000,
	gas: 20_000_000n,
};

const push = (bytes: number, value: bigint | number): string =>
	(0x5f + bytes).toString(16) + value.toString(16).padStart(2 * bytes, "0");

/** Where the answers begin in memory: a flag and an amount each. Before them stands the question. */
const answers = 0x40;

/** The code that asks: for each a call that may change nothing, with a flag that is one where it gave a single word. */
const askingCode = (tokens: readonly Hex[], account: Hex): Hex => {
	const question = [
		push(32, BigInt(`${selectorOf("balanceOf(address)")}${"00".repeat(28)}`)),
		push(1, 0),
		"52", // MSTORE
		push(32, BigInt(account)),
		push(1, 4),
		"52",
	];
	const asked = tokens.map((token, i) => {
		const at = answers + 64 * i;
		return [
			push(1, 32), // bytes of the answer
			push(2, at + 32),
			push(1, 36), // bytes of the question
			push(1, 0),
			push(20, BigInt(token)),
			push(3, gasEach),
			"fa", // STATICCALL
			"3d", // RETURNDATASIZE
			push(1, 32),
			"14", // EQ
			"16", // AND
			push(2, at),
			"52",
		].join("");
	});
	const end = [push(2, 64 * tokens.length), push(2, answers), "f3"]; // RETURN
	return `0x${[...question, ...asked, ...end].join("")}`;
};

/** What each of the tokens answers; null for one that gives no single word. */
export type ManyBalances = {
	readonly result: Verified<CallResult>;
	readonly amounts: readonly (bigint | null)[];
};

/**
 * @param tokens at most 20
 * @throws call-failed when the whole run fails, and what `call` throws
 */
export const readManyBalances = async (
	state: ProvedState,
	tokens: readonly Hex[],
	account: Hex,
	signal?: AbortSignal,
): Promise<ManyBalances> => {
	if (tokens.length === 0 || tokens.length > mostTogether)
		throw new RangeError(`"tokens" are ${tokens.length}`);
	const result = await call(
		state,
		{
			// nobody: its nonce and its balance do not count
			from: `0x${"00".repeat(20)}`,
			to: null,
			valueWei: 0n,
			data: askingCode(tokens, account),
			gas: null,
			gasPriceWei: 0n,
			accessList: [],
		},
		signal,
		manyBounds,
	);
	const { ended, why, output } = result.value;
	const bytes = fromHex(output);
	if (ended !== "returned" || bytes.length !== 64 * tokens.length)
		throw new Fault("call-failed", why ?? `${bytes.length} bytes`);
	const amounts = tokens.map((_, i) => {
		const flag = bytes.subarray(64 * i, 64 * i + 32);
		const amount = bytes.subarray(64 * i + 32, 64 * i + 64);
		return toHex(flag).endsWith("1") ? bigFromBytes(amount) : null;
	});
	return { result, amounts };
};
