// Tokens asked what the account has, before and after: what an event says is what a contract wishes to be read, and a balance
// is what it will let go. Also contracts that said nothing are asked, where their storage was written.

import { abiAddress, abiCall, abiWord } from "../base/abi.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorsOf } from "../crypto/selector.ts";
import {
	type Asset,
	type Effect,
	type MeasuredAllowance,
	type MeasuredBalance,
	mostEffects,
} from "../protocol/foretold.ts";

const selectors = selectorsOf({
	balanceOf: "balanceOf(address)",
	balanceOfId: "balanceOf(address,uint256)",
	ownerOf: "ownerOf(uint256)",
	allowance: "allowance(address,address)",
});

/** Asks a contract and gives its one word; null when it gives none. */
export type AskWord = (to: Hex, data: Hex) => Promise<bigint | null>;
export type CoinOf = (account: Hex) => Promise<bigint>;

/** What is to be asked, and what was told of it. */
type Question = {
	readonly asset: Asset;
	toldIn: bigint;
	toldOut: bigint;
	/** Nobody said that it moved, or only that some of a collection did: then as many came and went. */
	readonly isTrial: boolean;
};
type AllowanceQuestion = {
	readonly token: Hex;
	readonly spender: Hex;
	told: bigint;
};

export type Questions = {
	readonly account: Hex;
	readonly balances: readonly Question[];
	readonly allowances: readonly AllowanceQuestion[];
};

const nameOf = (asset: Asset): string =>
	`${asset.kind} ${"token" in asset ? asset.token : ""} ${"id" in asset ? asset.id : ""}`;

/** Of the account's alone. @throws evm-bounds when there is more to ask than may be told */
export const questionsOf = (
	account: Hex,
	effects: readonly Effect[],
	written: readonly Hex[],
): Questions => {
	const balances = new Map<string, Question>();
	const allowances = new Map<string, AllowanceQuestion>();
	const questionOf = (asset: Asset, isTrial: boolean): Question => {
		const before = balances.get(nameOf(asset));
		if (before !== undefined) return before;
		const made = { asset, toldIn: 0n, toldOut: 0n, isTrial };
		balances.set(nameOf(asset), made);
		return made;
	};
	/** Contracts that told of an ERC-20, and others with what of a collection came and went. */
	const told = new Set<Hex>();
	const items = new Map<Hex, { toldIn: bigint; toldOut: bigint }>();
	for (const effect of effects) {
		if (effect.kind === "allowed" && effect.owner === account) {
			const { token, spender } = effect;
			const asked = { token, spender, told: BigInt(effect.amount) };
			allowances.set(`${token} ${spender}`, asked);
		}
		if (effect.kind !== "moved") continue;
		const { asset, from, to, amount } = effect;
		if (from !== account && to !== account) continue;
		const question = questionOf(asset, false);
		if (to === account) question.toldIn += BigInt(amount);
		if (from === account) question.toldOut += BigInt(amount);
		if (asset.kind === "erc20") told.add(asset.token);
		if (asset.kind !== "erc721") continue;
		const sum = items.get(asset.token) ?? { toldIn: 0n, toldOut: 0n };
		if (to === account) sum.toldIn += BigInt(amount);
		if (from === account) sum.toldOut += BigInt(amount);
		items.set(asset.token, sum);
	}
	for (const token of written) {
		if (told.has(token)) continue;
		const question = questionOf({ kind: "erc20", token }, true);
		const { toldIn = 0n, toldOut = 0n } = items.get(token) ?? {};
		question.toldIn += toldIn;
		question.toldOut += toldOut;
	}
	if (balances.size > 2 * mostEffects)
		throw new Fault("evm-bounds", `${balances.size} balances to ask for`);
	return {
		account,
		balances: [...balances.values()],
		allowances: [...allowances.values()],
	};
};

const balanceOf = async (
	ask: AskWord,
	coinOf: CoinOf,
	account: Hex,
	asset: Asset,
): Promise<bigint | null> => {
	switch (asset.kind) {
		case "coin":
			return coinOf(account);
		case "erc20":
			return ask(
				asset.token,
				abiCall(selectors.balanceOf, abiAddress(account)),
			);
		case "erc721": {
			const id = abiWord(BigInt(asset.id));
			const owner = await ask(asset.token, abiCall(selectors.ownerOf, id));
			// Of what is not there yet, or no more, most contracts refuse to name an owner.
			return owner === BigInt(account) ? 1n : 0n;
		}
		case "erc1155": {
			const id = abiWord(BigInt(asset.id));
			return ask(
				asset.token,
				abiCall(selectors.balanceOfId, abiAddress(account), id),
			);
		}
	}
};

/** The answers to the questions, in their order. */
export type Answers = {
	readonly balances: readonly (bigint | null)[];
	readonly allowances: readonly (bigint | null)[];
};

export const askAll = async (
	{ account, balances, allowances }: Questions,
	ask: AskWord,
	coinOf: CoinOf,
): Promise<Answers> => {
	const found: (bigint | null)[] = [];
	for (const { asset } of balances)
		found.push(await balanceOf(ask, coinOf, account, asset));
	const allowed: (bigint | null)[] = [];
	for (const { token, spender } of allowances)
		allowed.push(
			await ask(
				token,
				abiCall(selectors.allowance, abiAddress(account), abiAddress(spender)),
			),
		);
	return { balances: found, allowances: allowed };
};

const textOf = (value: bigint | null | undefined): string | null =>
	value === null || value === undefined ? null : value.toString();

/** Before and after beside what was told. A contract that told of no ERC-20 and whose answer changed by its items alone is left out. */
export const measure = (
	{ balances, allowances }: Questions,
	before: Answers,
	after: Answers,
): {
	readonly measured: readonly MeasuredBalance[];
	readonly allowances: readonly MeasuredAllowance[];
} => ({
	measured: balances.flatMap(({ asset, toldIn, toldOut, isTrial }, i) => {
		const [was, is] = [before.balances[i] ?? null, after.balances[i] ?? null];
		const isKnown = was !== null && is !== null;
		const isAsTold = isKnown && is - was === toldIn - toldOut;
		if (isTrial && (!isKnown || isAsTold)) return [];
		return {
			asset,
			before: textOf(was),
			after: textOf(is),
			toldIn: toldIn.toString(),
			toldOut: toldOut.toString(),
			isAsTold,
		};
	}),
	allowances: allowances.map(({ token, spender, told }, i) => {
		const is = after.allowances[i] ?? null;
		return {
			token,
			spender,
			before: textOf(before.allowances[i]),
			after: textOf(is),
			// part of it may be used already
			isAsTold: is !== null && is <= told,
		};
	}),
});
