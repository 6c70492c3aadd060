// What a token's contract says of itself and of an account, in calls that run here over proved state; and where in its storage
// the balance stands, found out of what the call itself read.

import { abiAddress, abiCall } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { mostName, mostSymbol } from "../base/symbol.ts";
import { type CallResult, call, callOfSlot, slotsRead } from "../evm/call.ts";
import {
	type CallBounds,
	type ProvedState,
	usualBounds,
} from "../evm/prove.ts";
import type { CallRequest } from "../evm/rules.ts";
import {
	type BalancePlace,
	placeKey,
	placeOf,
} from "../receipt/balance-place.ts";
import { hashOf } from "../receipt/canonical.ts";
import type { ProofRequest } from "../source/execution.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Account, Code, Slot } from "../state/values.ts";
import type { BlockBasis } from "../trust/grade.ts";
import { premiseBy, type Verified } from "../trust/verified.ts";
import { decimalsOf, nameOf, uintOf } from "./token-words.ts";

/** A token's question is a small one. What asks for more is told so, and costs little until then. */
const tokenBounds: CallBounds = {
	...usualBounds,
	steps: 400_000,
	lookAhead: 20_000,
	rounds: 16,
	keys: 96,
	hinted: 64,
	slots: 48,
	codeBytes: 300_000,
	gas: 3_000_000n,
};

const selectors = {
	"decimals()": "0x313ce567",
	"symbol()": "0x95d89b41",
	"name()": "0x06fdde03",
	"balanceOf(account)": "0x70a08231",
} as const;
type Question = keyof typeof selectors;

const nobody: Hex = `0x${"0".repeat(40)}`;

const ask = (
	token: Hex,
	from: Hex,
	question: Question,
	account?: Hex,
): CallRequest => ({
	from,
	to: token,
	valueWei: 0n,
	data:
		account === undefined
			? selectors[question]
			: abiCall(selectors[question], abiAddress(account)),
	gas: null,
	gasPriceWei: 0n,
	accessList: [],
});

/** What a token has no need of is no token's way. @throws not-a-token for evm-bounds */
const within = async <T>(question: Question, work: Promise<T>): Promise<T> => {
	try {
		return await work;
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "evm-bounds")
			throw new Fault(
				"not-a-token",
				`${question} takes more than is run here: ${thrown.detail}`,
			);
		throw thrown;
	}
};

/** @throws not-a-token when the call did not return */
const outputOf = ({ value }: Verified<CallResult>, question: Question): Hex => {
	if (value.ended === "returned") return value.output;
	throw new Fault(
		"not-a-token",
		value.ended === "reverted"
			? `${question} reverts`
			: `${question} fails: ${value.why ?? "it halts"}`,
	);
};

/** The balance of an account as its token's contract states it at one block. */
export type TokenBalance = {
	readonly amount: bigint;
	readonly at: BlockBasis;
	readonly result: Verified<CallResult>;
	/**
	 * The slot whose word is that balance, with its place: read by the very call, and what the call returns whatever stands
	 * there. Null where the contract computes it, or keeps it elsewhere.
	 */
	readonly held: {
		readonly slot: Verified<Slot>;
		readonly place: BalancePlace;
	} | null;
	/** Hash of the names of all code that ran, each with its hash. */
	readonly codes: Hex;
	/** All that the call read: hints for the next time. */
	readonly reads: readonly ProofRequest[];
};

/** Where the balance was found to stand, under which code. */
export type Found = Pick<TokenBalance, "codes"> & {
	readonly place: BalancePlace | null;
};

const codesOf = (result: Verified<CallResult>): Hex =>
	hashOf(
		result.premises
			.filter(({ rule }) => rule === "code")
			.map((code) => premiseBy<Code>(code, "code").value)
			.map(({ address, codeHash }) => `${address} ${codeHash}`)
			.sort(),
	);

const readsOf = (result: Verified<CallResult>): readonly ProofRequest[] => {
	const reads = new Map<Hex, Hex[]>();
	for (const premise of result.premises)
		if (premise.rule === "mpt-account")
			reads.set(premiseBy<Account>(premise, "mpt-account").value.address, []);
	for (const { value } of slotsRead(result))
		reads.set(value.address, [...(reads.get(value.address) ?? []), value.key]);
	return [...reads].map(([address, slots]) => ({ address, slots }));
};

/**
 * What the contract answers to balanceOf of the account, asked by the account itself, at one verified block.
 * @param found what was found before: under the same code the place is not searched again, only looked at
 * @throws not-a-token, and what `call` throws
 */
export const readBalance = async (
	state: ProvedState,
	token: Hex,
	account: Hex,
	found: Found | null,
	signal?: AbortSignal,
): Promise<TokenBalance> => {
	const request = ask(token, account, "balanceOf(account)", account);
	const balanceIn = (
		result: Verified<CallResult>,
		slot: Verified<Slot> | null,
	): TokenBalance => {
		const place = slot === null ? undefined : placeOf(account, slot.value.key);
		return {
			amount: uintOf(
				outputOf(result, "balanceOf(account)"),
				"balanceOf(account)",
			),
			at: result.value.at,
			result,
			held: slot === null || place === undefined ? null : { slot, place },
			codes: codesOf(result),
			reads: readsOf(result),
		};
	};
	const place = found?.place ?? null;
	if (found !== null && place !== null) {
		const result = await within(
			"balanceOf(account)",
			call(state, request, signal, tokenBounds),
		);
		const key = placeKey(account, place);
		const slot = slotsRead(result).find(
			({ value }) => value.address === token && value.key === key,
		);
		if (slot !== undefined) {
			const now = balanceIn(result, slot);
			if (now.codes === found.codes && slot.value.word === now.amount)
				return now;
		}
	}
	const { result, source } = await within(
		"balanceOf(account)",
		callOfSlot(
			state,
			request,
			({ address, key }) =>
				address === token && placeOf(account, key) !== undefined,
			signal,
			tokenBounds,
		),
	);
	return balanceIn(result, source);
};

/** What a contract says of itself, and an account's balance, all of one block. */
export type TokenFacts = {
	readonly symbol: string;
	/** Null where it answers none that can be read: a token needs none. */
	readonly name: string | null;
	readonly decimals: number;
	readonly balance: TokenBalance;
};

/** How often it is begun anew while the endpoints move on to other blocks meanwhile. */
const mostTries = 3;

/**
 * Asks the contract what a token is asked. It is one when it has code and answers `decimals`, `symbol` and `balanceOf`, the
 * last to everybody alike.
 * @throws token-no-code, not-a-token, and what `call` throws
 */
export const readToken = async (
	state: ProvedState,
	token: Hex,
	account: Hex,
	signal?: AbortSignal,
): Promise<TokenFacts> => {
	const { reads } = await state.read(
		[
			{ address: token, slots: [], code: true },
			{ address: account, slots: [], code: true },
		],
		null,
		signal,
	);
	const [contract] = reads;
	if (
		contract === undefined ||
		contract.account.value.codeHash === emptyCodeHash
	)
		throw new Fault("token-no-code", token);
	const answer = async (question: Question): Promise<Hex> =>
		outputOf(
			await within(
				question,
				call(state, ask(token, account, question), signal, tokenBounds),
			),
			question,
		);
	const decimals = decimalsOf(await answer("decimals()"));
	const symbol = nameOf(await answer("symbol()"), mostSymbol, "symbol()");
	const name = await answer("name()")
		.then((output) => nameOf(output, mostName, "name()"))
		.catch((thrown: unknown) => {
			if (thrown instanceof Fault && thrown.code === "not-a-token") return null;
			throw thrown;
		});
	for (let tries = 0; ; tries++) {
		const balance = await readBalance(state, token, account, null, signal);
		const other = await within(
			"balanceOf(account)",
			call(
				state,
				ask(token, nobody, "balanceOf(account)", account),
				signal,
				tokenBounds,
			),
		);
		if (other.value.at.blockHash !== balance.at.blockHash) {
			if (tries < mostTries) continue;
			throw new Fault("no-proof-window", "no block is proved twice in a row");
		}
		if (outputOf(other, "balanceOf(account)") !== balance.result.value.output)
			throw new Fault(
				"not-a-token",
				"balanceOf(account) answers who asks, not what is asked",
			);
		return { symbol, name, decimals, balance };
	}
};
