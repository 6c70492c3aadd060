// What a call would do, for the order that is made of it: its gas counted, the call run at both ends of its range, and the slots
// found in which the tokens that it may reach keep the account's numbers. All on proved state.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import {
	callersOf,
	type Holding,
	mostHoldings,
} from "../evidence/call-order.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import { checkFunds } from "../evidence/reading.ts";
import { actingBy } from "../evidence/safe-tx.ts";
import type { ProvedState } from "../evm/prove.ts";
import { least } from "../evm/rules.ts";
import { foretoldOf } from "../evm/simulate.ts";
import type { L1Network } from "../l1/network.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { changeOf, type Foretold } from "../protocol/foretold.ts";
import { layerCap } from "../wallet/rollup-order.ts";
import type { Simulate, SimulateRequest } from "./call-orders.ts";
import type { Calls, SimulatedTimes } from "./calls.ts";
import { servedState } from "./served.ts";
import { readTokenSlot } from "./token-slots.ts";

export type SimulateTools = {
	readonly calls: Calls;
	readonly times: SimulatedTimes;
	/** What a unit of gas costs at most where nobody chose that. */
	readonly usualCap: (baseFeeWei: bigint, tipWei: bigint) => bigint;
	/** Of the newest block. */
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
	const [balance, allowed] = await Promise.all([
		placeOf(null),
		Promise.all(
			spenders.map(async (spender) => ({
				spender,
				place: (await placeOf(spender))?.held?.place,
			})),
		),
	]);
	return balance === null
		? null
		: {
				token,
				balance: balance.held?.place ?? null,
				allowances: allowed.flatMap(({ spender, place }) =>
					place === undefined ? [] : [{ spender, place }],
				),
			};
};

/** All of them together: what they lack is asked for at once. */
const holdingsOf = (
	listed: readonly Hex[],
	state: ProvedState,
	foretold: Foretold,
	asked: SimulateRequest,
): Promise<readonly Holding[]> => {
	const { holder: from, calls: to } = actingBy(asked);
	const callers = callersOf(to, foretold).filter((caller) => caller !== from);
	const moving = movedTokens(foretold, from);
	const others = listed
		.filter((token) => moving.every((one) => one.token !== token))
		.slice(0, mostListed)
		.map((token) => ({ token, isErc20: true }));
	return Promise.all(
		[...moving, ...others]
			.slice(0, mostHoldings)
			.map(async ({ token, isErc20 }) => {
				const spenders = callers
					.filter((caller) => caller !== token)
					.slice(0, mostChecked);
				const held = isErc20
					? await holdingOf(state, token, from, spenders)
					: null;
				// one of a collection, or what gives no answer: named, and nothing of it proved
				return held ?? { token, balance: null, allowances: [] };
			}),
	);
};

/** How long an order on L1 may wait, and what it pays where nobody chose that: what six full blocks in a row do not reach. */
export const l1Simulation = (
	network: L1Network,
): Pick<SimulateTools, "times" | "usualCap"> => ({
	times: {
		slotS: network.secondsPerSlot,
		withinS: orderPolicy(network).freshness.sign,
	},
	usualCap: (baseFeeWei, tipWei) => 2n * baseFeeWei + tipWei,
});

/** The same on a layer 2: until the root is too old for a signature, at the cap that is usual there. */
export const layerSimulation = ({
	blockTimeS,
	policy,
}: Pick<RollupProfile, "blockTimeS" | "policy">): Pick<
	SimulateTools,
	"times" | "usualCap"
> => ({
	times: { slotS: blockTimeS, withinS: policy.ages.sign },
	usualCap: layerCap,
});

/**
 * The foretold of a call. Gas, run and slots are looked for over one state: what was proved for the one is not asked for
 * again for the other, and all of it stands on one block as long as an endpoint proves that.
 * @throws order-funds where the account cannot pay for it, which is no fault of the call
 */
export const openSimulate = (tools: SimulateTools): Simulate => {
	const { calls, times, usualCap, listed } = tools;
	return async (asked) => {
		const { from, valueWei, data, accessList, tipWei, mostGas } = asked;
		const to = asked.creates === true ? null : asked.to;
		const state = servedState(tools.state, null);
		const payer = async () => {
			const { basis, reads } = await state.read(
				[{ address: from, slots: [], code: true }],
				null,
			);
			const [sender] = reads;
			if (sender === undefined)
				throw new Fault("internal", "an account was asked for");
			return { ...sender.account.value, block: basis.value };
		};
		// asked for together with what the call itself needs; where they cannot be had, each says so when it is looked at
		const known = state
			.read(
				[
					{ address: from, slots: [], code: true },
					...listed()
						.filter((token) => token !== to)
						.slice(0, mostListed)
						.map((address) => ({ address, slots: [], code: true })),
				],
				null,
			)
			.catch(() => {});
		const needed = await calls
			.estimate(
				{
					...{ from, to, data, value: valueWei, gas: BigInt(mostGas) },
					accessList,
				},
				"latest",
				state,
			)
			.catch(async (thrown: unknown) => {
				checkFunds(valueWei, (await payer()).balanceWei, 0n);
				throw thrown;
			});
		await known;
		const gas = least(withRoom(needed), BigInt(mostGas));
		// the block may be another by now
		const { nonce, balanceWei, block } = await payer();
		const gasPriceWei =
			asked.capWei ?? usualCap(block.baseFeePerGasWei, tipWei);
		checkFunds(valueWei + gas * gasPriceWei, balanceWei, 0n);
		const simulation = await calls.simulate(
			{
				...{ from, to, valueWei, data, gas, tipWei, gasPriceWei },
				nonce: BigInt(nonce),
				holder: actingBy(asked).holder,
				accessList: accessList.map(({ address, storageKeys }) => ({
					address,
					slots: storageKeys,
				})),
				delegations: [],
			},
			times,
			// what it reads was read when its gas was counted: another hint would cost more than it saves
			{ ...state, hint: async () => [] },
		);
		const foretold = foretoldOf(simulation);
		return {
			foretold,
			gas,
			holdings: await holdingsOf(listed(), state, foretold, asked),
		};
	};
};
