// What a call can take from its sender at most, token by token, and whether what the engine foretells of it agrees. Pure arithmetic
// over what was proved and what the call itself says; nothing here knows a premise.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { type CallOrder, callersOf } from "../evidence/call-order.ts";
import type { ReadCall } from "../evidence/known-calls.ts";
import {
	type Asset,
	changeOf,
	type Foretold,
	type ForetoldRun,
} from "../protocol/foretold.ts";
import { type Allowing, allowsOf, partsOfCall } from "./call-parts.ts";
import { allowedLater, type UnderWay } from "./under-way.ts";

/** What of one token leaves at most. */
export type TokenBound = {
	readonly token: Hex;
	/** Proved; null where it is not, and then all there is may be meant. */
	readonly balance: bigint | null;
	/** Null: all there is of it. */
	readonly most: bigint | null;
	/**
	 * `asked`: the call says so itself. `own`: the call goes to the token's own contract, which may do anything with it. `allowed`:
	 * a contract that runs has an allowance. `unchecked`: it may have one. `none`: those that run are proved to have none.
	 */
	readonly why: "asked" | "own" | "allowed" | "unchecked" | "none";
};

/** One of a collection that the call says it sends. */
export type ItemBound = {
	readonly token: Hex;
	readonly id: bigint;
	readonly amount: bigint;
};

/** A holding with what its slots say. */
export type ProvedHolding = {
	readonly token: Hex;
	readonly balance: bigint | null;
	readonly allowances: ReadonlyMap<Hex, bigint>;
};

export type LeaveBounds = {
	readonly tokens: readonly TokenBound[];
	readonly items: readonly ItemBound[];
	readonly allows: readonly Allowing[];
};

/** What a call straight to its contract takes of that contract's own token, if the standard says; null: anything. */
const askedOf = (call: ReadCall, from: Hex): bigint | null => {
	switch (call.kind) {
		case "transfer":
			return call.amount;
		case "transfer-from":
			return call.from === from ? call.amount : 0n;
		case "approve":
		case "increase":
		case "decrease":
		case "operator":
		case "permit":
		case "nft-transfer":
		case "multi-transfer":
			return 0n;
		default:
			return null;
	}
};

/** Those of a collection that the call itself says it sends from the account. */
const itemsOf = (call: ReadCall, from: Hex): readonly ItemBound[] => {
	switch (call.kind) {
		// an ERC-721's: for the number of one and the amount of another are told apart by the contract alone
		case "transfer-from":
			return call.from === from
				? [{ token: call.token, id: call.amount, amount: 1n }]
				: [];
		case "nft-transfer":
			return call.from === from
				? [{ token: call.token, id: call.id, amount: 1n }]
				: [];
		case "multi-transfer":
			return call.from === from
				? call.items.map((item) => ({ token: call.token, ...item }))
				: [];
		default:
			return [];
	}
};

/** Tokens that Permit2 is asked to take from the account, by an allowance that it has. */
const sentByPermit2 = (call: ReadCall, from: Hex): readonly Hex[] =>
	call.kind === "permit2-transfer"
		? [
				...new Set(
					call.items
						.filter((item) => item.from === from)
						.map(({ token }) => token),
				),
			]
		: [];

/** By the allowances of all that is known to run: those that are proved, and those that are on their way. */
const byAllowances = (
	{ token, balance, allowances }: ProvedHolding,
	callers: readonly Hex[],
	underWay: UnderWay,
): TokenBound => {
	const others = callers.filter((caller) => caller !== token);
	const later = others.map((one) => allowedLater(underWay, token, one));
	let allowed = 0n;
	for (const [i, one] of others.entries())
		allowed += (allowances.get(one) ?? 0n) + (later[i] ?? 0n);
	if (
		later.includes(null) ||
		others.some((one) => allowances.get(one) === undefined)
	)
		return {
			...{ token, balance, most: balance },
			why: allowed > 0n ? "allowed" : "unchecked",
		};
	if (allowed === 0n) return { token, balance, most: 0n, why: "none" };
	// together they take no more than there is, and no more than they may: a call that raises that by the way is refused below
	const most = balance !== null && allowed < balance ? allowed : balance;
	return { token, balance, most, why: "allowed" };
};

/** What is on its way to be allowed to what runs, of tokens that nothing is proved of. */
const notListed = (
	callers: readonly Hex[],
	{ allows }: UnderWay,
	isKnown: (token: Hex) => boolean,
): readonly TokenBound[] => {
	const tokens = allows.flatMap(({ token, spender }) =>
		!isKnown(token) && callers.includes(spender) ? [token] : [],
	);
	return [...new Set(tokens)].map((token) => ({
		...{ token, balance: null, most: null },
		why: "allowed",
	}));
};

/**
 * What leaves at most, whatever the state turns out to be, as far as the proved holdings and the call's own words reach.
 * @param underWay of the account itself
 */
export const boundsOf = (
	order: Pick<CallOrder, "from" | "to" | "foretold">,
	call: ReadCall,
	holdings: readonly ProvedHolding[],
	underWay: UnderWay,
): LeaveBounds => {
	const { from, to } = order;
	const callers = callersOf(to, order.foretold).filter(
		(caller) => caller !== from,
	);
	const asked = askedOf(call, from);
	const items = itemsOf(call, from);
	const tokens = holdings.map((held): TokenBound => {
		const { token, balance } = held;
		if (token !== to) return byAllowances(held, callers, underWay);
		return asked === null
			? { token, balance, most: balance, why: "own" }
			: { token, balance, most: asked, why: "asked" };
	});
	const isListed = (of: Hex): boolean =>
		holdings.some(({ token }) => token === of);
	const sent: readonly TokenBound[] =
		isListed(to) || asked === null || asked === 0n
			? []
			: [{ token: to, balance: null, most: asked, why: "asked" }];
	const byPermit2 = sentByPermit2(call, from)
		.filter((token) => !isListed(token))
		.map(
			(token): TokenBound => ({
				token,
				balance: null,
				most: null,
				why: "unchecked",
			}),
		);
	const later = notListed(
		callers,
		underWay,
		(token) =>
			token === to ||
			isListed(token) ||
			byPermit2.some((one) => one.token === token),
	);
	return {
		tokens: [...sent, ...tokens, ...byPermit2, ...later],
		items,
		allows: partsOfCall(call).flatMap((part) => allowsOf(part, from)),
	};
};

const wrong = (why: string): Fault => new Fault("order-foretold", why);

const assetKey = (asset: Asset): string =>
	asset.kind === "coin"
		? "coin"
		: asset.kind === "erc20"
			? `erc20 ${asset.token}`
			: `${asset.kind} ${asset.token} ${asset.id}`;

/**
 * What leaves the account in that run, less what arrives of the same: by the answers of what moves, before and after, and by its
 * events where there was no answer.
 */
const leavesIn = (
	{ effects, measured }: ForetoldRun,
	from: Hex,
): ReadonlyMap<string, { readonly asset: Asset; readonly amount: bigint }> => {
	const sums = new Map<string, { asset: Asset; amount: bigint }>();
	for (const effect of effects) {
		if (effect.kind !== "moved" || effect.from === effect.to) continue;
		if (effect.from !== from && effect.to !== from) continue;
		const key = assetKey(effect.asset);
		const sum = sums.get(key) ?? { asset: effect.asset, amount: 0n };
		const amount = BigInt(effect.amount);
		sum.amount += effect.from === from ? amount : -amount;
		sums.set(key, sum);
	}
	for (const one of measured)
		sums.set(assetKey(one.asset), {
			asset: one.asset,
			amount: -changeOf(one),
		});
	return sums;
};

/** What is held against its simulation of an order. */
type ForetoldOrder = Pick<
	CallOrder,
	"from" | "to" | "valueWei" | "gasLimit" | "foretold"
>;

/** @throws order-foretold where more leaves than the bounds say, or another token */
const checkLeaving = (
	order: ForetoldOrder,
	bounds: LeaveBounds,
	run: ForetoldRun,
): void => {
	for (const { asset, amount } of leavesIn(run, order.from).values()) {
		if (amount <= 0n) continue;
		if (asset.kind === "coin") {
			if (amount > order.valueWei)
				throw wrong(`${amount} wei would leave, ${order.valueWei} are sent`);
			continue;
		}
		const { token } = asset;
		if (asset.kind === "erc20") {
			const bound = bounds.tokens.find((one) => one.token === token);
			if (bound === undefined) throw wrong(`${token} would leave unnamed`);
			if (bound.most !== null && amount > bound.most)
				throw wrong(`${amount} of ${token} would leave, ${bound.most} may`);
			continue;
		}
		const isAsked = bounds.items.some(
			(item) =>
				item.token === token &&
				item.id === BigInt(asset.id) &&
				amount <= item.amount,
		);
		// a bound of nothing is one of a collection too
		const isNamed = bounds.tokens.some(
			(bound) =>
				bound.token === token && bound.balance === null && bound.most === null,
		);
		if (!isAsked && (!isNamed || token === order.to))
			throw wrong(`${asset.id} of ${token} would leave unnamed`);
	}
};

type Allowance = {
	readonly token: Hex;
	readonly spender: Hex;
	readonly amount: bigint;
};

/** What others may take from now on: as it is told, and as the tokens themselves answer, for a token may tell less than it allows. */
const allowancesAfter = (run: ForetoldRun, from: Hex): readonly Allowance[] => [
	...run.effects.flatMap((effect): readonly Allowance[] => {
		if (effect.kind !== "allowed" || effect.owner !== from) return [];
		const { token, spender, amount } = effect;
		return [{ token, spender, amount: BigInt(amount) }];
	}),
	...run.allowances.flatMap(({ token, spender, after }) =>
		after === null ? [] : [{ token, spender, amount: BigInt(after) }],
	),
];

/** What it was before: proved, else as the token answered; nothing where neither is known. */
const allowanceBefore = (
	{ token, spender }: Allowance,
	holdings: readonly ProvedHolding[],
	run: ForetoldRun,
): bigint =>
	holdings.find((held) => held.token === token)?.allowances.get(spender) ??
	BigInt(
		run.allowances.find((one) => one.token === token && one.spender === spender)
			?.before ?? 0,
	);

/** @throws order-foretold where somebody would be allowed more than the call says */
const checkAllowing = (
	{ from }: ForetoldOrder,
	bounds: LeaveBounds,
	holdings: readonly ProvedHolding[],
	run: ForetoldRun,
): void => {
	const isSaid = (
		token: Hex,
		spender: Hex,
		fits: (one: Allowing) => boolean,
	): boolean =>
		bounds.allows.some(
			(one) => one.token === token && one.spender === spender && fits(one),
		);
	for (const one of allowancesAfter(run, from)) {
		const { token, spender, amount } = one;
		const before = allowanceBefore(one, holdings, run);
		// a token may tell what is left of an allowance that was used
		if (amount <= before) continue;
		const fits = (said: Allowing): boolean =>
			(said.kind === "increase" && amount <= before + said.amount) ||
			(said.kind === "amount" && amount <= said.amount);
		if (!isSaid(token, spender, fits))
			throw wrong(`${spender} would be allowed ${amount} of ${token}`);
	}
	for (const effect of run.effects)
		switch (effect.kind) {
			case "allowed-one": {
				const { token, owner, spender, id } = effect;
				if (owner !== from || spender === null) break;
				const fits = (one: Allowing): boolean =>
					one.kind === "amount" && one.amount === BigInt(id);
				if (isSaid(token, spender, fits)) break;
				throw wrong(`${spender} would be allowed ${id} of ${token}`);
			}
			case "operator": {
				const { token, owner, operator, isAllowed } = effect;
				if (owner !== from || !isAllowed) break;
				const fits = (one: Allowing): boolean =>
					one.kind === "all" && one.isAllowed;
				if (isSaid(token, operator, fits)) break;
				throw wrong(`${operator} would be allowed all of ${token}`);
			}
			case "delegated":
				if (effect.account === from)
					throw wrong("the account would run other code");
				break;
			default:
		}
};

/**
 * True when it returns: both runs went through within the gas that is signed, nothing leaves beyond the bounds, and nobody is
 * allowed what the call does not say.
 * @throws order-unforeseen where nothing was foretold, order-foretold
 */
export const checkForetold = (
	order: ForetoldOrder,
	bounds: LeaveBounds,
	holdings: readonly ProvedHolding[],
): Foretold => {
	const { foretold } = order;
	if (foretold === null)
		throw new Fault("order-unforeseen", "the call was not simulated");
	for (const run of [foretold.early, foretold.late]) {
		if (run.ended !== "returned")
			throw wrong(`it ${run.ended}${run.why === null ? "" : `: ${run.why}`}`);
		if (run.gasUsed > order.gasLimit)
			throw wrong(`it takes ${run.gasUsed} gas of ${order.gasLimit}`);
		checkLeaving(order, bounds, run);
		checkAllowing(order, bounds, holdings, run);
	}
	return foretold;
};

/** Nothing of that account moves or is allowed to anybody. @throws order-foretold */
export const checkUntouched = (
	account: Hex,
	{ early, late }: Foretold,
): void => {
	for (const effect of [...early.effects, ...late.effects])
		switch (effect.kind) {
			case "moved":
				if (effect.from === account && effect.to !== account)
					throw wrong(`${effect.amount} would leave ${account}`);
				break;
			case "allowed":
			case "allowed-one":
			case "operator":
				if (effect.owner === account)
					throw wrong(`somebody would be allowed ${effect.token}`);
				break;
			case "delegated":
				if (effect.account === account)
					throw wrong("the account would run other code");
				break;
			default:
		}
};
