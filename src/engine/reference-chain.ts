// A rollup of kind reference-v1 as the engine follows it: its last proven root out of L1 with the proofs checked again, the
// accounts under it, and the stop when a proof fails that L1 accepted.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { coinOf } from "../l1/network.ts";
import { slotAtTime } from "../l1/spec.ts";
import type { LayerNodes } from "../l2/nodes.ts";
import {
	type AccountQuestion,
	openReferenceNode,
	type ReferenceNode,
	referenceNodes,
} from "../l2/reference/checks/node.ts";
import type { ReferenceProfile } from "../l2/reference/checks/profile.ts";
import { openRecheck } from "../l2/reference/checks/recheck.ts";
import type {
	ReferenceAccount,
	ReferenceRoot,
} from "../l2/reference/checks/values.ts";
import { readData } from "../l2/reference/runtime/blob.ts";
import {
	openReference,
	type ReferenceNews,
} from "../l2/reference/runtime/following.ts";
import { checkPolicy } from "../l2/rollup.ts";
import type { HaltView } from "../protocol/views.ts";
import { type BlobSource, openBlobNode } from "../source/blobs.ts";
import { openPool, type Pool } from "../source/pool.ts";
import type { Store } from "../source/ports.ts";
import type { Verified } from "../trust/verified.ts";
import type { OrderGround } from "../wallet/order-ground.ts";
import { type Outside, onScreens, person, wayOut } from "./askers.ts";
import { type Halt, keepHalt, readHalt } from "./halt.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { Reader } from "./reader.ts";
import { referenceGround } from "./reference-orders.ts";
import { openReferenceWatch } from "./reference-watch.ts";
import type { RollupKeys } from "./rollup-keys.ts";
import type { ChainEndpoints } from "./settings.ts";
import type { Shown } from "./shown.ts";
import type { Watch } from "./watch.ts";

export type ReferenceChain = {
	readonly chainId: number;
	readonly title: string;
	readonly coin: { readonly symbol: string; readonly decimals: number };
	/** Said wherever the rollup is shown; null where there is nothing to say. */
	readonly warning: string | null;
	readonly pool: Pool<ReferenceNode>;
	/** The same, on their way to its ways out. */
	readonly nodes: LayerNodes;
	/** L1's beacon endpoints, for the data of its batches. */
	readonly blobs: BlobSource;
	/** Its root alone: an account there is none of Ethereum's, and is read by `account`. */
	readonly reader: Reader;
	/** Looks for a newer root under the newest final L1 header, and checks its proofs. Throws nothing. */
	readonly refresh: () => Promise<void>;
	/** Why new orders are stopped; null when all is well. */
	readonly fault: () => Fault | null;
	/** The proof that failed here although L1 accepted it; null when none did. */
	readonly halt: () => HaltView | null;
	/** What is kept of it, as a file. @throws not-anchored when there is nothing */
	readonly haltFile: () => Promise<string>;
	/**
	 * The account of an L1 address under the newest root that may be shown: of this wallet's own address, the one that its key
	 * spends from. @throws l2-no-account, stale-head, and why there is no root
	 */
	readonly account: (owner: Hex) => Promise<Verified<ReferenceAccount>>;
	readonly ground: OrderGround;
	readonly watch: (account: Hex, shown: Shown) => Watch;
};

export type ReferenceTools = Outside & {
	readonly store: Store;
	readonly kernel: Kernel;
	readonly keys: RollupKeys;
	/** The wallet's own addresses. */
	readonly accounts: readonly Hex[];
	/** A proof failed: what waits to be signed on this rollup is taken back. Called once it is on disk. */
	readonly onHalt: (chainId: number, fault: Fault) => Promise<void>;
};

/** @throws storage, bad-json, bad-field when what was kept of a failed proof cannot be read */
export const openReferenceChain = async (
	profile: ReferenceProfile,
	endpoints: ChainEndpoints,
	l1: L1Chain,
	l1Endpoints: ChainEndpoints,
	tools: ReferenceTools,
): Promise<ReferenceChain> => {
	const { clock, store, keys } = tools;
	const { chainId, title } = profile;
	const silent = (): Fault =>
		new Fault("not-followed", `no endpoint of ${title} answers`);
	const outside = { fetch: wayOut(tools, onScreens), clock };
	const pool = openPool<ReferenceNode>(
		endpoints.execution.map((endpoint) => ({
			name: endpoint.name,
			client: openReferenceNode(outside, endpoint),
		})),
		silent,
	);
	const blobs = {
		pool: openPool(
			l1Endpoints.beacon.map((endpoint) => ({
				name: endpoint.name,
				client: openBlobNode(outside, endpoint),
			})),
			silent,
		),
		slotAt: (timeS: number) => slotAtTime(l1.network, timeS),
	};
	const rollup = openReference({
		profile,
		l1: l1.ahead.capture,
		l1Pool: l1.pool,
		l2: pool,
		recheck: openRecheck(tools.kernel),
		blobs,
	});
	let halted: Halt | null = null;
	let news: ReferenceNews | null = null;
	let trouble: Fault | null = null;
	/** A proof failed here, and what was kept of it does not decode: the rollup stays stopped, and says so. */
	let isDamaged = false;
	try {
		halted = await readHalt(store, profile);
	} catch (thrown) {
		const fault = asFault(thrown);
		if (fault.kind !== "malformed") throw fault;
		isDamaged = true;
		trouble = new Fault(
			"recheck-failed",
			`what was kept of a failed proof does not decode: ${fault.message}`,
		);
	}

	const haltFault = ({ view }: Halt): Fault =>
		new Fault(view.fault.code, view.fault.detail, view.fault.source);

	const refresh = async (): Promise<void> => {
		if (halted !== null || isDamaged) return;
		try {
			await rollup.watch();
			const found = await rollup.newest(await l1.reader.basis("final"));
			const { failed, unchecked } = found;
			if (failed !== null) {
				halted = await keepHalt(store, profile, failed, clock.nowMs());
				await tools.onHalt(chainId, failed.fault);
				return;
			}
			// A root that was rechecked stays until the next one is, unless nothing can be checked any more.
			if (
				unchecked === null ||
				news === null ||
				news.unchecked !== null ||
				unchecked.code === "recheck-gap"
			)
				news = found;
			trouble = unchecked;
		} catch (thrown) {
			trouble = asFault(thrown);
		}
	};

	/** The newest root that may be shown. @throws why there is none */
	const shownRoot = (): Verified<ReferenceRoot> => {
		if (news === null)
			throw (
				(halted === null ? trouble : haltFault(halted)) ??
				new Fault("not-synced", "no root is proved yet")
			);
		checkPolicy(profile, news.root.value, "answer", clock.nowMs());
		l1.checkTouch("answer");
		return news.root;
	};

	/** The newest root, if all of its proofs were checked and nothing speaks against an order on it. @throws why not */
	const orderRoot = (): Verified<ReferenceRoot> => {
		if (halted !== null) throw haltFault(halted);
		if (trouble !== null) throw trouble;
		return shownRoot();
	};

	const read = async (
		root: Verified<ReferenceRoot>,
		who: AccountQuestion,
	): Promise<Verified<ReferenceAccount>> => {
		const found = await rollup.account(root, who);
		if (found === null || !found.value.exists)
			throw new Fault(
				"l2-no-account",
				`${JSON.stringify(who)} after batch ${root.value.blockNumber}`,
			);
		return found;
	};

	/** Anyone may open an account in another's name, or for another's key: ours has both. */
	const own = async (
		root: Verified<ReferenceRoot>,
		owner: Hex,
	): Promise<Verified<ReferenceAccount>> => {
		const key = await keys.of(owner, chainId);
		return read(root, { owner, key: [key.ax, key.ay] });
	};

	const rootOf = (
		account: Verified<ReferenceAccount>,
	): Verified<ReferenceRoot> => {
		const root = news?.root;
		if (root !== undefined && account.premises[0] === root) return root;
		throw new Fault("not-anchored", "a newer root came meanwhile");
	};

	return {
		chainId,
		title,
		coin: coinOf(profile),
		warning: profile.warning || null,
		pool,
		nodes: referenceNodes(pool),
		blobs,
		reader: {
			chainId,
			basis: async (tag) => {
				const root = shownRoot();
				if (typeof tag === "number" && tag !== root.value.blockNumber)
					throw new Fault(
						"unverifiable-method",
						`batch ${tag}: the root on L1 is that after batch ${root.value.blockNumber}`,
					);
				return root;
			},
			read: async () => {
				throw new Fault(
					"unverifiable-method",
					`state of ${title}: its accounts are none of Ethereum's`,
				);
			},
			block: null,
			receipt: null,
		},
		refresh,
		fault: () => (halted === null ? trouble : haltFault(halted)),
		halt: () => halted?.view ?? null,
		haltFile: async () => {
			if (halted === null)
				throw new Fault("not-anchored", "no proof of this rollup failed here");
			return halted.file;
		},
		account: (owner) =>
			tools.accounts.includes(owner)
				? own(shownRoot(), owner)
				: read(shownRoot(), { owner }),
		ground: referenceGround({
			chainId,
			mostAgeS: profile.policy.ages.sign,
			pool: pool.through(({ client }) =>
				openReferenceNode(
					{ fetch: wayOut(tools, person), clock },
					client.endpoint,
				),
			),
			own: async (owner) => own(orderRoot(), owner),
			of: async (owner, beside) =>
				tools.accounts.includes(owner)
					? own(rootOf(beside), owner)
					: read(rootOf(beside), { owner }),
			at: async (index) => read(orderRoot(), { index }),
			data: (beside, batch) => readData(rootOf(beside), batch, pool, blobs),
		}),
		watch: (account, shown) =>
			openReferenceWatch(
				{
					title,
					coin: coinOf(profile),
					own: async (owner) => own(shownRoot(), owner),
				},
				account,
				shown,
			),
	};
};
