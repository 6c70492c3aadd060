// A rollup as the engine follows it: which of its roots on L1 may be shown and answered from, and reading under that root.

import { asFault, Fault } from "../base/fault.ts";
import type { Precompiling } from "../crypto/kernel.ts";
import type { BlockProfile } from "../l2/profile.ts";
import { checkPolicy, type RollupNews } from "../l2/rollup.ts";
import { type Execution, openExecution } from "../source/execution.ts";
import { openPool, type Pool } from "../source/pool.ts";
import type { Clock, Fetch } from "../source/ports.ts";
import { openRelay, type Relay } from "../source/relay.ts";
import { type Capture, openCapture, type Wanted } from "../state/capture.ts";
import { freshReader } from "./fresh-reader.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { Reader, Reading, Tag } from "./reader.ts";
import { openRollup } from "./rollup-kinds.ts";
import type { ChainEndpoints } from "./settings.ts";

export type RollupChain = {
	readonly chainId: number;
	readonly title: string;
	readonly pool: Pool<Execution>;
	readonly relays: Pool<Relay>;
	/** Over the rollup's endpoints. */
	readonly capture: Capture;
	readonly reader: Reader;
	/** Looks for a newer root under the newest final L1 header. Throws nothing: `fault` says what went wrong. */
	readonly refresh: () => Promise<void>;
	/** Why no root can be shown or answered from, or new orders are stopped; null when all is well. */
	readonly fault: () => Fault | null;
};

const poolOf = <C>(
	endpoints: ChainEndpoints["execution"],
	open: (endpoint: { readonly name: string; readonly url: string }) => C,
	title: string,
): Pool<C> =>
	openPool<C>(
		endpoints.map((endpoint) => ({
			name: endpoint.name,
			client: open(endpoint),
		})),
		() => new Fault("not-followed", `no endpoint of ${title} answers`),
	);

export const openRollupChain = (
	profile: BlockProfile,
	endpoints: ChainEndpoints,
	l1: L1Chain,
	ports: {
		readonly fetch: Fetch;
		readonly clock: Clock;
		readonly kernel: Precompiling;
	},
): RollupChain => {
	const { clock } = ports;
	const pool = poolOf(
		endpoints.execution,
		(endpoint) => openExecution(ports, endpoint),
		profile.title,
	);
	const relays = poolOf(
		endpoints.relay,
		(endpoint) => openRelay(ports, endpoint),
		profile.title,
	);
	const capture = openCapture({ pool, clock });
	const rollup = openRollup(profile, {
		l1: l1.capture,
		l1Pool: l1.pool,
		l2: pool,
		relays,
		kernel: ports.kernel,
	});
	let news: RollupNews | null = null;
	let trouble: Fault | null = null;

	const basis = async (tag: Tag): Promise<RollupNews["block"]> => {
		if (news === null)
			throw trouble ?? new Fault("not-synced", "no root is proved yet");
		const { block } = news;
		// roots are read out of final L1 headers alone, so the newest is final too
		if (typeof tag === "number" && tag !== block.value.blockNumber)
			throw new Fault(
				"unverifiable-method",
				`block ${tag}: the root on L1 is that of ${block.value.blockNumber === null ? "a block that it does not name" : `block ${block.value.blockNumber}`}`,
			);
		checkPolicy(profile, block.value, "answer", clock.nowMs());
		return block;
	};

	/**
	 * All of it under the newest root's block, where an endpoint still proves that; else, unless that very block was asked
	 * for, under an earlier one that was captured while it was the rollup's newest and is an ancestor of the root's.
	 */
	const readUnder = async (
		block: RollupNews["block"],
		wanted: readonly Wanted[],
		tag: Tag,
		signal?: AbortSignal,
	): Promise<Reading> => {
		const least = typeof tag === "number" ? tag : 0;
		const reads = await capture.prove(block, wanted, signal, least);
		const [first] = reads;
		if (first === undefined) throw new RangeError('"wanted" is empty');
		checkPolicy(profile, first.header.value, "answer", clock.nowMs());
		return { basis: first.header, reads };
	};

	return {
		chainId: profile.chainId,
		title: profile.title,
		pool,
		relays,
		capture,
		refresh: async () => {
			try {
				await rollup.watch();
				const header = await l1.reader.basis("final");
				// also when that is an older block than before: what stood unanswered may have been answered since
				news = await rollup.newest(header);
				trouble = null;
			} catch (thrown) {
				trouble = asFault(thrown);
			}
		},
		fault: () => trouble,
		reader: freshReader(() => l1.checkTouch("answer"), {
			chainId: profile.chainId,
			basis,
			read: async (wanted, tag, signal) =>
				readUnder(await basis(tag), wanted, tag, signal),
			block: null,
			receipt: null,
		}),
	};
};
