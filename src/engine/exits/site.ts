// What exits need of the chains that are followed: L1 by proof, the rollups' endpoints dead or alive, and orders on L1. One
// for each time the engine opens its chains.

import type { Hex } from "../../base/bytes.ts";
import { Fault, type FaultJson } from "../../base/fault.ts";
import type { ExitContext } from "../../exit/module.ts";
import type { L1Network } from "../../l1/network.ts";
import type { LayerNodes } from "../../l2/nodes.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { WatchedProfile } from "../../receipt/networks.ts";
import type { AccountClaim, Execution } from "../../source/execution.ts";
import { openPool, type Pool } from "../../source/pool.ts";
import type { WantedAccount } from "../../state/capture.ts";
import type { Header } from "../../state/values.ts";
import type { Entry } from "../../wallet/ledger.ts";
import type { OrderRequest } from "../../wallet/order-context.ts";
import type { Calls } from "../calls.ts";
import { chainBy, type ExitNodes, orderContextBy } from "../chain.ts";
import type { Following } from "../following.ts";
import type { Layers } from "../layers.ts";
import type { Orders } from "../orders.ts";
import type { Reader } from "../reader.ts";
import type { Settings, Token } from "../settings.ts";

/** L1 as the light client stands. Times are Unix seconds. */
export type Heads = {
	/** Null: no endpoint answers, or there is no header yet. */
	readonly l1:
		| { readonly headS: number; readonly finalS: number }
		| "syncing"
		| null;
	/** Names the newest signed header; null before the first. */
	readonly newest: string | null;
	readonly clockFault: boolean;
	/** Why nothing is signed at all; null when signing is possible. */
	readonly stopped: FaultJson | null;
};

export type ExitSite = {
	readonly network: L1Network;
	/** Those that are watched and captured from. */
	readonly profiles: readonly RollupProfile[];
	/** Also what ships and is not switched on: an exit goes on when nobody of its chain is asked any more. */
	readonly known: readonly RollupProfile[];
	/** Chains of which nothing but L1's facts is read. */
	readonly watched: readonly WatchedProfile[];
	readonly account: Hex | null;
	/** The wallet's own. */
	readonly accounts: readonly Hex[];
	readonly tokens: readonly Token[];
	readonly reader: Reader<Header>;
	readonly calls: Calls;
	readonly pool: Pool<Execution>;
	/** Is anything to be captured ahead for the next final header? */
	readonly needsCapture: () => Promise<boolean>;
	readonly capture: (
		wanted: readonly WantedAccount[],
		signal?: AbortSignal,
	) => Promise<readonly AccountClaim[]>;
	/** Asks at once for what is read of several chains under the final header, so that each read finds its part. Throws nothing. */
	readonly warm: (
		wanted: readonly WantedAccount[],
		signal: AbortSignal,
	) => Promise<void>;
	readonly heads: () => Heads;
	/** Pools of a rollup's endpoints, with nobody in them where none is chosen. */
	readonly l2: (chainId: number) => Pool<Execution>;
	/** Its nodes by a protocol of its own; null where it has none. */
	readonly nodes: (chainId: number) => LayerNodes | null;
	/** Where blobs of L1 are asked for; undefined where the rollup needs none. */
	readonly blobs: (chainId: number) => ExitContext["blobs"];
	/** Names the newest root that is shown; null while there is none. */
	readonly root: (chainId: number) => Promise<string | null>;
	/** The wallet's own transaction with that hash, while it is under way; null for any other. */
	readonly signed: (hash: Hex) => Hex | null;
	/** @throws as `Orders.prepare` */
	readonly prepare: (asked: OrderRequest) => Promise<Entry>;
	/** The same on the rollup itself. @throws also unverifiable-method where no order is made there, or it is not followed */
	readonly prepareOn: (chainId: number, asked: OrderRequest) => Promise<Entry>;
	/** How old the proofs of an order may be when it is signed. */
	readonly mostOrderAgeS: number;
};

const nobody = <C>(title: string): Pool<C> =>
	openPool<C>(
		[],
		() => new Fault("not-followed", `no endpoint of ${title} is chosen`),
	);

export const siteOf = (
	following: Following,
	{ rollups: profiles, watched, known }: Layers,
	settings: Settings,
	tokens: readonly Token[],
	orders: Orders,
): ExitSite => {
	const { l1, chains } = following;
	const { network } = l1;
	const context = orderContextBy(chains, network.chainId);
	const titleOf = (chainId: number): string =>
		known.find((one) => one.chainId === chainId)?.title ?? `${chainId}`;
	const nodesOf = (chainId: number): ExitNodes | undefined =>
		chains.find((chain) => chain.chainId === chainId)?.exitNodes;
	return {
		network,
		profiles,
		known,
		watched,
		account: settings.account,
		accounts: settings.accounts,
		tokens,
		reader: l1.reader,
		calls: chainBy(chains, network.chainId).calls(),
		pool: l1.pool,
		needsCapture: l1.ahead.isNeeded,
		capture: l1.ahead.capture.capture,
		warm: async (wanted, signal) => {
			const header = await l1.reader.basis("final").catch(() => null);
			if (header !== null) await l1.capture.warm(header, wanted, signal);
		},
		heads: () => {
			const { optimistic, final } = l1.view();
			const { endpoints, clock } = l1.sync.status();
			const answers = endpoints.some(({ state }) => state === "good");
			return {
				l1:
					optimistic !== null && final !== null
						? answers
							? { headS: optimistic.timeS, finalS: final.timeS }
							: null
						: answers
							? "syncing"
							: null,
				newest: optimistic?.root ?? null,
				clockFault: clock !== null,
				stopped: following.stopped(),
			};
		},
		l2: (chainId) => nodesOf(chainId)?.execution ?? nobody(titleOf(chainId)),
		nodes: (chainId) => nodesOf(chainId)?.own ?? null,
		blobs: (chainId) => nodesOf(chainId)?.blobs,
		root: async (chainId) => {
			try {
				const { value } = await chainBy(chains, chainId)
					.reader()
					.basis("latest");
				return `${value.blockNumber} ${value.blockHash}`;
			} catch {
				// none is shown: what is kept then is asked of the way itself
				return null;
			}
		},
		signed: orders.outstanding,
		prepare: (asked) => orders.prepare(context, asked),
		prepareOn: async (chainId, asked) =>
			orders.prepare(orderContextBy(chains, chainId), asked),
		mostOrderAgeS: context.mostAgeS,
	};
};
