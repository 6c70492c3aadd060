// A rollup as the engine follows it: which of its roots on L1 may be shown and answered from, and reading under that root.

import { asFault, Fault } from "../base/fault.ts";
import { openOp } from "../l2/op.ts";
import type { RollupProfile } from "../l2/profile.ts";
import { checkPolicy, type RollupNews } from "../l2/rollup.ts";
import type { RollupBlock } from "../l2/values.ts";
import { type Execution, openExecution } from "../source/execution.ts";
import { openPool, type Pool } from "../source/pool.ts";
import type { Clock, Fetch } from "../source/ports.ts";
import { openRelay, type Relay } from "../source/relay.ts";
import { proveAccount } from "../state/account.ts";
import type { Wanted } from "../state/capture.ts";
import { proveCode, proveSlot } from "../state/slot.ts";
import { servedBy } from "../trust/served.ts";
import type { Verified } from "../trust/verified.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { Read, Reader } from "./reader.ts";
import type { ChainEndpoints } from "./settings.ts";

export type RollupChain = {
	readonly chainId: number;
	readonly title: string;
	readonly pool: Pool<Execution>;
	readonly relays: Pool<Relay>;
	readonly reader: Reader;
	/** Looks for a newer root under the newest final L1 header. Throws nothing: `fault` says what went wrong. */
	readonly refresh: () => Promise<void>;
	/** Why no root can be shown or answered from, or new orders are stopped; null when all is well. */
	readonly fault: () => Fault | null;
	/** What is claimed beyond the newest proposed root, in a sentence; null when nothing is. */
	readonly claimed: () => string | null;
};

const sameMember = <C>(
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
	profile: RollupProfile,
	endpoints: ChainEndpoints,
	l1: L1Chain,
	ports: { readonly fetch: Fetch; readonly clock: Clock },
): RollupChain => {
	const { clock } = ports;
	const pool = sameMember(
		endpoints.execution,
		(endpoint) => openExecution(ports, endpoint),
		profile.title,
	);
	const relays = sameMember(
		endpoints.relay,
		(endpoint) => openRelay(ports, endpoint),
		profile.title,
	);
	const rollup = openOp({ profile, l1: l1.capture, l2: pool, relays });
	let news: RollupNews | null = null;
	let trouble: Fault | null = null;

	const basis = async (
		tag: "latest" | "final" | number,
	): Promise<Verified<RollupBlock>> => {
		if (news === null)
			throw trouble ?? new Fault("not-synced", "no root is proved yet");
		const { block } = news;
		// roots are read out of final L1 headers alone, so the newest is final too
		if (typeof tag === "number" && tag !== block.value.blockNumber)
			throw new Fault(
				"unverifiable-method",
				`block ${tag}: the root on L1 is that of block ${block.value.blockNumber}`,
			);
		checkPolicy(profile, block.value, "answer", clock.nowMs());
		return block;
	};

	const readUnder = (
		block: Verified<RollupBlock>,
		wanted: readonly Wanted[],
	): Promise<readonly Read[]> =>
		pool.first(async ({ name, client }) => {
			const at = { number: block.value.blockNumber };
			const { value: claims } = await client.proofs(wanted, at);
			const reads: Read[] = [];
			for (const [i, one] of wanted.entries()) {
				const claim = claims[i];
				if (claim === undefined) throw new Fault("bad-field", "no proof");
				const account = servedBy(proveAccount(block, one.address, claim), name);
				const slots = one.slots.map((key) => {
					const found = claim.storageProof.find((slot) => slot.key === key);
					if (found === undefined)
						throw new Fault("bad-field", `no proof of slot ${key}`);
					return servedBy(proveSlot(account, found), name);
				});
				const code = one.code
					? proveCode(account, (await client.code(one.address, at)).value)
					: null;
				reads.push({ account, slots, code });
			}
			return reads;
		});

	return {
		chainId: profile.chainId,
		title: profile.title,
		pool,
		relays,
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
		claimed: () => {
			const newest = news?.claimed[0];
			return newest === undefined
				? null
				: `A newer root, of block ${newest.value.l2BlockNumber}, is claimed on L1. Nobody stands behind it yet.`;
		},
		reader: {
			chainId: profile.chainId,
			basis,
			read: async (wanted, tag) => {
				const block = await basis(tag);
				return { basis: block, reads: await readUnder(block, wanted) };
			},
			block: null,
			receipt: null,
		},
	};
};
