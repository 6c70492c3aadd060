// What a call would do, for the order that is made of it: its gas counted, the call run at both ends of its range, and the slots
// found in which the tokens that it may reach keep the account's numbers. All on proved state.

import type { Hex } from "../base/bytes.ts";
import { asFault } from "../base/fault.ts";
import {
	callersOf,
	type Holding,
	mostHoldings,
} from "../evidence/call-order.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import type { ProvedState } from "../evm/prove.ts";
import { least } from "../evm/rules.ts";
import { foretoldOf } from "../evm/simulate.ts";
import type { L1Network } from "../l1/network.ts";
import { changeOf, type Foretold } from "../protocol/foretold.ts";
import type { Header } from "../state/values.ts";
import type { Simulate, SimulateRequest } from "./call-orders.ts";
import type { Calls } from "./calls.ts";
import { type Reader, readOne } from "./reader.ts";
import { readTokenSlot } from "./token-slots.ts";

export type SimulateTools = {
	readonly network: L1Network;
	readonly reader: Reader<Header>;
	readonly calls: Calls;
	/** For the tokens' own answers. */
	readonly state: ProvedState;
	/** Tokens that the person keeps on the list. */
	readonly listed: () => readonly Hex[];
};

/** Gas is counted on the state of a block; in a later one the same call may need a little more. */
export const withRoom = (gas: bigint): bigint => (gas * 5n) / 4n + 20_000n;

/** Of the listed tokens so many are looked at beside those that move, and of each so many spenders: each is a call of its own. */
const mostListed = 6;
const mostChecked = 3;

/** Tokens of the account that move in either run, or of which somebody is allowed some. */
const movedTokens = (
	{ early, late }: Foretold,
	from: Hex,
): readonly { readonly token: Hex; readonly isErc20: boolean }[] => {
	const found = new Map<Hex, boolean>();
	for (const { effects, measured, allowances } of [early, late]) {
		for (const one of measured)
			if (one.asset.kind !== "coin" && changeOf(one) < 0n)
				found.set(one.asset.token, one.asset.kind === "erc20");
		for (const effect of effects)
			if (
				effect.kind === "moved" &&
				effect.asset.kind !== "coin" &&
				effect.from === from
			)
				found.set(effect.asset.token, effect.asset.kind === "erc20");
		for (const { token } of allowances) found.set(token, true);
	}
	return [...found].map(([token, isErc20]) => ({ token, isErc20 }));
};

/** The slots of one token. What is not found, or gives no answer, is left unproved: the rule takes it for all there is. */
const holdingOf = async (
	state: ProvedState,
	token: Hex,
	owner: Hex,
	spenders: readonly Hex[],
): Promise<Holding | null> => {
	const placeOf = (spender: Hex | null) =>
		readTokenSlot(state, token, owner, spender).catch((thrown: unknown) => {
			const { code } = asFault(thrown);
			if (code === "not-a-token" || code === "evm-bounds") return null;
			throw thrown;
		});
	const balance = await placeOf(null);
	if (balance === null) return null;
	const allowances: Holding["allowances"][number][] = [];
	for (const spender of spenders) {
		const held = (await placeOf(spender))?.held ?? null;
		if (held !== null) allowances.push({ spender, place: held.place });
	}
	return { token, balance: balance.held?.place ?? null, allowances };
};

const holdingsOf = async (
	{ state, listed }: SimulateTools,
	foretold: Foretold,
	{ from, to }: SimulateRequest,
): Promise<readonly Holding[]> => {
	const callers = callersOf(to, foretold).filter((caller) => caller !== from);
	const moving = movedTokens(foretold, from);
	const others = listed()
		.filter((token) => moving.every((one) => one.token !== token))
		.slice(0, mostListed)
		.map((token) => ({ token, isErc20: true }));
	const found: Holding[] = [];
	for (const { token, isErc20 } of [...moving, ...others].slice(
		0,
		mostHoldings,
	)) {
		const spenders = callers
			.filter((caller) => caller !== token)
			.slice(0, mostChecked);
		const held = isErc20 ? await holdingOf(state, token, from, spenders) : null;
		// one of a collection, or what gives no answer: named, and nothing of it proved
		found.push(held ?? { token, balance: null, allowances: [] });
	}
	return found;
};

/** The foretold of a call on L1. */
export const openSimulate = (tools: SimulateTools): Simulate => {
	const { network, reader, calls } = tools;
	return async (asked) => {
		const { from, valueWei, data, accessList, tipWei, mostGas } = asked;
		const to = asked.creates === true ? null : asked.to;
		const needed = await calls.estimate(
			{
				...{ from, to, data, value: valueWei, gas: BigInt(mostGas) },
				accessList,
			},
			"latest",
		);
		const gas = least(withRoom(needed), BigInt(mostGas));
		const sender = await readOne(
			reader,
			{ address: from, slots: [] },
			"latest",
		);
		const { baseFeePerGasWei } = (await reader.basis("latest")).value;
		const { freshness } = orderPolicy(network);
		const simulation = await calls.simulate(
			{
				...{ from, to, valueWei, data, gas, tipWei },
				gasPriceWei: 2n * baseFeePerGasWei + tipWei,
				nonce: BigInt(sender.account.value.nonce),
				accessList: accessList.map(({ address, storageKeys }) => ({
					address,
					slots: storageKeys,
				})),
				delegations: [],
			},
			{ slotS: network.secondsPerSlot, withinS: freshness.sign },
		);
		const foretold = foretoldOf(simulation);
		return {
			foretold,
			gas,
			holdings: await holdingsOf(tools, foretold, asked),
		};
	};
};
