// Many small questions to contracts at one block, in one run: the code that asks them is made here and runs as the code of a
// creation, so no contract on the chain has to be trusted with it. What is missing is proved for all at once.

import {
	bigFromBytes,
	fromHex,
	type Hex,
	toHex,
	zeroAddress,
} from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Verified } from "../trust/verified.ts";
import { type CallResult, call } from "./call.ts";
import { type CallBounds, type ProvedState, usualBounds } from "./prove.ts";

/** So many at a time: the answer is the created code, and an endpoint gives no more proofs at once. */
export const mostTogether = 20;
/** What one question may use of the gas. */
const gasEach = 300_000;
/** Bytes of what is asked, and words of an answer. */
const mostQuestion = 256;
const mostWords = 8;

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

/** What is asked of the contract at `to`, and of how many words its answer is. */
export type Question = {
	readonly to: Hex;
	readonly data: Hex;
	readonly words: number;
};

const push = (bytes: number, value: bigint | number): string =>
	(0x5f + bytes).toString(16) + value.toString(16).padStart(2 * bytes, "0");

/** Where the answers begin in memory: a flag and its words for each. Before them stands the question. */
const answers = mostQuestion;

/** The data of a question as words at the beginning of memory. */
const storing = (data: Hex): string => {
	const digits = data.slice(2);
	let code = "";
	for (let at = 0; at < digits.length; at += 64)
		code += `${push(32, BigInt(`0x${digits.slice(at, at + 64).padEnd(64, "0")}`))}${push(2, at / 2)}52`; // MSTORE
	return code;
};

/** The code that asks: for each a call that may change nothing, with a flag that is one where it gave as many words. */
const askingCode = (questions: readonly Question[]): Hex => {
	let at = answers;
	let stored: Hex | null = null;
	const asked = questions.map(({ to, data, words }) => {
		const here = at;
		at += 32 * (1 + words);
		const first = data === stored ? "" : storing(data);
		stored = data;
		return [
			first,
			push(2, 32 * words), // bytes of the answer
			push(2, here + 32),
			push(2, data.length / 2 - 1), // bytes of the question
			push(1, 0),
			push(20, BigInt(to)),
			push(3, gasEach),
			"fa", // STATICCALL
			"3d", // RETURNDATASIZE
			push(2, 32 * words),
			"14", // EQ
			"16", // AND
			push(2, here),
			"52",
		].join("");
	});
	const end = [push(2, at - answers), push(2, answers), "f3"]; // RETURN
	return `0x${[...asked, ...end].join("")}`;
};

/** What each answers, in words; null for one that fails, or gives more or fewer. */
export type ManyAnswers = {
	readonly result: Verified<CallResult>;
	readonly answers: readonly (readonly bigint[] | null)[];
};

/** @throws RangeError */
const checkAsked = (questions: readonly Question[]): void => {
	if (questions.length === 0 || questions.length > mostTogether)
		throw new RangeError(`"questions" are ${questions.length}`);
	for (const { data, words } of questions)
		if (
			data.length / 2 - 1 > mostQuestion ||
			words < 1 ||
			words > mostWords ||
			!Number.isInteger(words)
		)
			throw new RangeError(`"questions" has one of ${words} words`);
};

/**
 * @param questions at most 20
 * @throws call-failed when the whole run fails, and what `call` throws
 */
export const readMany = async (
	state: ProvedState,
	questions: readonly Question[],
	signal?: AbortSignal,
): Promise<ManyAnswers> => {
	checkAsked(questions);
	const result = await call(
		state,
		{
			// nobody: its nonce and its balance do not count
			from: zeroAddress,
			to: null,
			valueWei: 0n,
			data: askingCode(questions),
			gas: null,
			gasPriceWei: 0n,
			accessList: [],
		},
		signal,
		manyBounds,
	);
	const { ended, why, output } = result.value;
	const bytes = fromHex(output);
	const length = questions.reduce(
		(sum, { words }) => sum + 32 * (1 + words),
		0,
	);
	if (ended !== "returned" || bytes.length !== length)
		throw new Fault("call-failed", why ?? `${bytes.length} bytes`);
	let at = 0;
	const word = (): Uint8Array => {
		at += 32;
		return bytes.subarray(at - 32, at);
	};
	return {
		result,
		answers: questions.map(({ words }) => {
			const isAnswer = toHex(word()).endsWith("1");
			const given = Array.from({ length: words }, () => bigFromBytes(word()));
			return isAnswer ? given : null;
		}),
	};
};

/** One answer, with the run that gave it; both null where its contract takes more than any question may. */
export type AnswerApart =
	| {
			readonly words: readonly bigint[] | null;
			readonly result: Verified<CallResult>;
	  }
	| { readonly words: null; readonly result: null };

/**
 * As `readMany`, of contracts that anybody wrote: one that is past what a run may take spoils no other's answer.
 * @throws as `readMany`, but for evm-bounds
 */
export const readManyApart = async (
	state: ProvedState,
	questions: readonly Question[],
	signal?: AbortSignal,
): Promise<readonly AnswerApart[]> => {
	try {
		const { result, answers } = await readMany(state, questions, signal);
		return answers.map((words) => ({ words, result }));
	} catch (thrown) {
		if (!(thrown instanceof Fault) || thrown.code !== "evm-bounds")
			throw thrown;
	}
	const contracts = [...new Set(questions.map(({ to }) => to))];
	if (contracts.length === 1)
		return questions.map(() => ({ words: null, result: null }));
	const half = new Set(contracts.slice(0, Math.ceil(contracts.length / 2)));
	const found = new Map<Question, AnswerApart>();
	for (const isFirst of [true, false]) {
		const some = questions.filter(({ to }) => half.has(to) === isFirst);
		const answers = await readManyApart(state, some, signal);
		for (const [i, answer] of answers.entries()) {
			const question = some[i];
			if (question !== undefined) found.set(question, answer);
		}
	}
	return questions.map(
		(question) => found.get(question) ?? { words: null, result: null },
	);
};
