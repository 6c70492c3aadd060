// What a token's contract says of itself and of an account, in calls that run here over proved state; and where in its storage
// the balance stands, found out of what the call itself read.

import { abiAddress, abiCall } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { mostName, mostSymbol } from "../base/symbol.ts";
import { selectorsOf } from "../crypto/selector.ts";
import {
	type BalancePlace,
	placeKey,
	placeOf,
} from "../evidence/balance-place.ts";
import { hashOf } from "../evidence/canonical.ts";
import { type CallResult, call, callOfSlot, slotsRead } from "../evm/call.ts";
import {
	type CallBounds,
	type ProvedState,
	usualBounds,
} from "../evm/prove.ts";
import type { CallRequest } from "../evm/rules.ts";
import type { ProofRequest } from "../source/execution.ts";
import { emptyCodeHash } from "../state/account.ts";
import { isAccountRule, premiseAccount } from "../state/premises.ts";
import type { Code, Slot } from "../state/values.ts";
import type { BlockBasis } from "../trust/grade.ts";
import { premiseBy, type Verified } from "../trust/verified.ts";
import { decimalsOf, nameOf, uintOf } from "./token-words.ts";

/** A token's question is a small one. What asks for more is told so, and costs little until then. */
export const tokenBounds: CallBounds = {
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

const selectors = selectorsOf({
	"decimals()": "decimals()",
	"symbol()": "symbol()",
	"name()": "name()",
	"balanceOf(account)": "balanceOf(address)",
});
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

/** A proved slot, and how its key follows from whose it is. */
export type HeldIn<P> = {
	readonly slot: Verified<Slot>;
	readonly place: P;
};

/** The balance of an account, and the scale it is counted in, as its token's contract states both at one block. */
export type TokenBalance = {
	readonly amount: bigint;
	/** Asked as often as the balance: a contract may keep them in its storage and change them under the same code. */
	readonly decimals: number;
	readonly at: BlockBasis;
	readonly result: Verified<CallResult>;
	/**
	 * The slot whose word is that balance, with its place: read by the very call, and what the call returns whatever stands
	 * there. Null where the contract computes it, or keeps it elsewhere.
	 */
	readonly held: HeldIn<BalancePlace> | null;
	/** Hash of the names of all code that ran for the amount, each with its hash. */
	readonly codes: Hex;
	/** All that both calls read: hints for the next time. */
	readonly reads: readonly ProofRequest[];
};

/** Where the balance was found to stand, under which code. */
export type BalanceLocation = Pick<TokenBalance, "codes"> & {
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

const readsOf = (
	...results: readonly Verified<CallResult>[]
): readonly ProofRequest[] => {
	const reads = new Map<Hex, Set<Hex>>();
	const slotsOf = (address: Hex): Set<Hex> => {
		const slots = reads.get(address) ?? new Set<Hex>();
		reads.set(address, slots);
		return slots;
	};
	for (const result of results) {
		for (const premise of result.premises)
			if (isAccountRule(premise.rule))
				slotsOf(premiseAccount(premise).value.address);
		for (const { value } of slotsRead(result))
			slotsOf(value.address).add(value.key);
	}
	return [...reads].map(([address, slots]) => ({ address, slots: [...slots] }));
};

type Amount = Omit<TokenBalance, "decimals" | "reads">;

/** How often it is begun anew while the endpoints move on to other blocks meanwhile. */
const mostTries = 3;

/** What two calls one after the other give at the same block. @throws no-proof-window when each try ends on two blocks */
const atOneBlock = async <A, B>(
	one: () => Promise<A>,
	other: () => Promise<B>,
	hashes: (a: A, b: B) => readonly [Hex, Hex],
): Promise<readonly [A, B]> => {
	for (let tries = 0; ; tries++) {
		const a = await one();
		const b = await other();
		const [first, second] = hashes(a, b);
		if (first === second) return [a, b];
		if (tries >= mostTries)
			throw new Fault("no-proof-window", "no block is proved twice in a row");
	}
};

/**
 * What the contract answers to balanceOf of the account, asked by the account itself, and to decimals, at one verified block.
 * @param found what was found before: under the same code the place is not searched again, only looked at
 * @throws not-a-token, and what `call` throws
 */
export const readBalance = async (
	state: ProvedState,
	token: Hex,
	account: Hex,
	found: BalanceLocation | null,
	signal?: AbortSignal,
): Promise<TokenBalance> => {
	const [scale, amount] = await atOneBlock(
		() =>
			within(
				"decimals()",
				call(state, ask(token, account, "decimals()"), signal, tokenBounds),
			),
		() => readAmount(state, token, account, found, signal),
		(scale, { at }) => [scale.value.at.blockHash, at.blockHash],
	);
	return {
		...amount,
		decimals: decimalsOf(outputOf(scale, "decimals()")),
		reads: readsOf(amount.result, scale),
	};
};

const readAmount = async (
	state: ProvedState,
	token: Hex,
	account: Hex,
	found: BalanceLocation | null,
	signal?: AbortSignal,
): Promise<Amount> => {
	const request = ask(token, account, "balanceOf(account)", account);
	const balanceIn = (
		result: Verified<CallResult>,
		slot: Verified<Slot> | null,
	): Amount => {
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

/** What a contract calls itself, and an account's balance in its scale. */
export type TokenFacts = {
	readonly symbol: string;
	/** Null where it answers none that can be read: a token needs none. */
	readonly name: string | null;
	/** Of the balance's block. */
	readonly decimals: number;
	readonly balance: TokenBalance;
};

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
	const symbol = nameOf(await answer("symbol()"), mostSymbol, "symbol()");
	const name = await answer("name()")
		.then((output) => nameOf(output, mostName, "name()"))
		.catch((thrown: unknown) => {
			if (thrown instanceof Fault && thrown.code === "not-a-token") return null;
			throw thrown;
		});
	const [balance, other] = await atOneBlock(
		() => readBalance(state, token, account, null, signal),
		() =>
			within(
				"balanceOf(account)",
				call(
					state,
					ask(token, nobody, "balanceOf(account)", account),
					signal,
					tokenBounds,
				),
			),
		({ at }, { value }) => [at.blockHash, value.at.blockHash],
	);
	if (outputOf(other, "balanceOf(account)") !== balance.result.value.output)
		throw new Fault("not-a-token", "balanceOf(account) depends on who asks");
	return { symbol, name, decimals: balance.decimals, balance };
};
