// A made chain with contracts on it, and the proofs of it as the machine asks for them: the node behind is as narrow, and
// lies, as a test wants.

// Loaded before a test begins: the package takes longer to load than the made clock takes over a limit of thirty seconds.
import "@ethereumjs/evm";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Precompiling } from "../../src/crypto/kernel.ts";
import { provedStateOf } from "../../src/engine/calls.ts";
import { openL1Reader } from "../../src/engine/l1-reader.ts";
import type { Reader } from "../../src/engine/reader.ts";
import type { ProvedState } from "../../src/evm/prove.ts";
import type { CallRequest, EvmRules } from "../../src/evm/rules.ts";
import type { Head } from "../../src/l1/values.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { openExecution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import { openCapture } from "../../src/state/capture.ts";
import { openHeaderCache } from "../../src/state/walk.ts";
import type { Verified } from "../../src/trust/verified.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	type Node,
} from "../state/chain.ts";

export const prague: EvmRules = {
	chainId: 1,
	fork: "prague",
	blobFeeFraction: 5_007_716n,
	strange: [],
};

export const callOf = (
	change: Partial<CallRequest> & { readonly to: Hex | null },
): CallRequest => ({
	from: `0x${"00".repeat(20)}`,
	valueWei: 0n,
	data: "0x",
	gas: null,
	gasPriceWei: 0n,
	accessList: [],
	...change,
});

export type Proofs = ProvedState & {
	/** How often proofs were read. */
	readonly reads: () => number;
	/** Endpoints that are set aside, with why. */
	readonly aside: () => readonly string[];
};

export type ProofsOptions = {
	readonly nodes: readonly Node[];
	/** The block that a signed header commits to now. */
	readonly signed: () => MadeBlock;
	readonly rules?: (timestampS: number) => EvmRules;
	readonly hint?: ProvedState["hint"];
	readonly kernel?: Precompiling;
};

export const proofsOf = ({
	nodes,
	signed,
	rules = () => prague,
	hint,
	kernel = nobleKernel,
}: ProofsOptions): Proofs => {
	const clock = madeClock();
	const url = (i: number) => `http://localhost:${i}`;
	const fetch = fetchOf(
		Object.fromEntries(nodes.map((node, i) => [url(i), node])),
	);
	const pool = openPool(
		nodes.map((_, i) => ({
			name: `N${i}`,
			client: openExecution({ fetch, clock }, { name: `N${i}`, url: url(i) }),
		})),
		() => new Fault("not-followed", "no endpoint"),
	);
	const capture = openCapture({ pool, clock });
	const heads = new Map<Hex, Verified<Head>>();
	const reader = openL1Reader({
		chainId: 1,
		slotMs: 12_000,
		clock,
		pool,
		capture,
		headerCache: openHeaderCache(),
		head: () => {
			const block = signed();
			const head = heads.get(block.hash) ?? headOf(block);
			heads.set(block.hash, head);
			return head;
		},
		nextHead: (withinMs) => clock.sleep(withinMs),
	});
	let reads = 0;
	const counted: Reader = {
		...reader,
		read: (...asked) => {
			reads++;
			return reader.read(...asked);
		},
	};
	const state = provedStateOf(
		{ reader: counted, pool, clock, rules, kernel },
		"latest",
	);
	return {
		...state,
		...(hint === undefined ? {} : { hint }),
		reads: () => reads,
		aside: () =>
			pool
				.standings()
				.flatMap(({ aside }) => (aside === null ? [] : [aside.code])),
	};
};
