// Names of ENS for the screens: asked on the network's own Ethereum, one after the other, and kept while the head stays what it
// was.

import { serial } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { openRecent } from "../base/recent.ts";
import { ensOn } from "../ens/places.ts";
import {
	type EnsAsk,
	ensBounds,
	nameOfAddress,
	resolveName,
} from "../ens/resolve.ts";
import { call } from "../evm/call.ts";
import type { EnsAddressView, EnsReverseView } from "../protocol/ens-views.ts";
import type { Clock } from "../source/ports.ts";
import type { BlockBasis, StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";
import type { Chain } from "./chain.ts";
import { inTime } from "./in-time.ts";
import { servedState } from "./served.ts";

export type Names = {
	/** @throws what `resolveName` throws, too-many, too-slow */
	readonly resolve: (typed: string) => Promise<EnsAddressView>;
	/** @throws what `nameOfAddress` throws, too-many, too-slow */
	readonly reverse: (address: Hex) => Promise<EnsReverseView>;
};

export type NamedChain = Pick<Chain, "chainId" | "tokenState"> & {
	/** Its newest block. @throws stale-head for one that is too old to be told as the present */
	readonly basis: () => Promise<Verified<StateBasis>>;
};

export type NamesTools = {
	readonly clock: Clock;
	/** @throws not-synced before the wallet is set up */
	readonly following: () => Promise<{
		readonly chains: readonly NamedChain[];
		readonly l1: { readonly network: { readonly chainId: number } };
	}>;
};

/** A name has to be answered within this. */
const mostMs = 60_000;
const mostWaiting = 8;
const mostKept = 64;

/** Of the moment it was proved at. */
type KeptName<T> = { readonly blockHash: Hex; readonly view: T };

const zero: Hex = `0x${"0".repeat(40)}`;

/** Calls on what is proved of one chain; of one head, as long as it is proved. */
const askOn = (
	chain: Pick<Chain, "tokenState">,
	signal: AbortSignal,
): EnsAsk => {
	const state = servedState(chain.tokenState(), null);
	return (to, data) =>
		call(
			state,
			{
				from: zero,
				to,
				valueWei: 0n,
				data,
				gas: null,
				gasPriceWei: 0n,
				accessList: [],
			},
			signal,
			ensBounds,
		);
};

export const openNames = ({ clock, following }: NamesTools): Names => {
	const turn = serial();
	let waiting = 0;
	const addresses = openRecent<KeptName<EnsAddressView>>(mostKept);
	const names = openRecent<KeptName<EnsReverseView>>(mostKept);

	const looked = async <T>(
		key: string,
		kept: ReturnType<typeof openRecent<KeptName<T>>>,
		look: (
			ask: EnsAsk,
			places: NonNullable<ReturnType<typeof ensOn>>,
		) => Promise<{ readonly at: BlockBasis; readonly view: T }>,
	): Promise<T> => {
		const { chains, l1 } = await following();
		const { chainId } = l1.network;
		const chain = chains.find((one) => one.chainId === chainId);
		const places = ensOn(chainId);
		if (chain === undefined || places === null)
			throw new Fault("ens-elsewhere", `chain ${chainId}`);
		const name = `${chainId} ${key}`;
		// also where nothing is looked up: what is too old for the present is refused by it
		const { value: head } = await chain.basis();
		const known = kept.get(name);
		if (known !== undefined && known.blockHash === head.blockHash)
			return known.view;
		const { at, view } = await inTime(clock, mostMs, `name ${key}`, (signal) =>
			look(askOn(chain, signal), places),
		);
		return kept.put(name, { blockHash: at.blockHash, view }).view;
	};

	const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
		if (waiting >= mostWaiting)
			throw new Fault("too-many", `${waiting} names are looked up`);
		waiting++;
		try {
			return await turn(work);
		} finally {
			waiting--;
		}
	};

	return {
		resolve: (typed) =>
			inTurn(() =>
				looked(typed, addresses, async (ask, places) => {
					const { at, ...found } = await resolveName(ask, places, typed);
					const { grade, blockNumber } = at;
					return { at, view: { ...found, grade, blockNumber } };
				}),
			),
		reverse: (address) =>
			inTurn(() =>
				looked(address, names, async (ask, places) => {
					const { name, at } = await nameOfAddress(ask, places, address);
					const { grade, blockNumber } = at;
					return { at, view: { name, grade, blockNumber } };
				}),
			),
	};
};
