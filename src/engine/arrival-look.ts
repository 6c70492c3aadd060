// A look for what arrived, through final blocks of Ethereum one after another, newest first, on the person's click: so many blocks at a
// time, and as far back as it goes. What was found and which blocks were looked through is on disk block by block, so that a look that
// was stopped goes on where it was. Of other blocks nothing is said.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import {
	type ArrivalLook,
	type FoundArrival,
	foundArrival,
	mostFound,
	mostStretches,
	type Stretch,
	stretch,
} from "../protocol/arrival-views.ts";
import { coinOf } from "../receipt/networks.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Store } from "../source/ports.ts";
import type { Header } from "../state/values.ts";
import {
	mostSteps,
	openHeaderCache,
	walkBack,
	wholeHeader,
} from "../state/walk.ts";
import { candidatesOn } from "../tokens/list.ts";
import type { Verified } from "../trust/verified.ts";
import { type ScannedBlock, scanBlock } from "./arrival-scan.ts";
import { isSown } from "./arrivals.ts";
import type { L1Chain } from "./l1-chain.ts";
import { chosenAccount } from "./proved-look.ts";
import {
	chosenNetwork,
	isSameToken,
	knownTokens,
	type SettingsStore,
} from "./settings.ts";

/** Blocks of one look; how far it goes back in all, some seven hours; bytes of lists in one look. */
export const lookLimits = {
	blocks: 32,
	back: 2_048,
	bytes: 32 * 2 ** 20,
} as const;

type FoundRecord = {
	readonly rows: readonly FoundArrival[];
	readonly stretches: readonly Stretch[];
};

const stored = d.record({
	rows: d.list(foundArrival, mostFound),
	stretches: d.list(stretch, mostStretches),
});

const keyOf = (network: string, account: Hex): string =>
	`found-arrivals.${network}.${account}`;

/** What does not decode is looked for anew. */
const read = async (store: Store, key: string): Promise<FoundRecord> => {
	const text = await store.get("settings", key);
	if (text === undefined) return { rows: [], stretches: [] };
	try {
		return stored(d.parseJson(text), "arrivals");
	} catch {
		return { rows: [], stretches: [] };
	}
};

/** With that block, as one stretch with those that it touches. */
const withBlock = (
	all: readonly Stretch[],
	{ blockNumber: at, timestampS: atS }: Header,
	unread: number,
): readonly Stretch[] => {
	const touching = all.filter(
		({ from, to }) => from === at + 1 || to === at - 1,
	);
	const apart = all.filter((one) => !touching.includes(one));
	const own: Stretch = { from: at, to: at, fromS: atS, toS: atS, unread };
	const joined = touching.reduce(
		(a, b) => ({
			from: Math.min(a.from, b.from),
			to: Math.max(a.to, b.to),
			fromS: Math.min(a.fromS, b.fromS),
			toS: Math.max(a.toS, b.toS),
			unread: a.unread + b.unread,
		}),
		own,
	);
	return [joined, ...apart].sort((a, b) => b.to - a.to).slice(0, mostStretches);
};

/** What it brought, and that it was looked through. */
const withScanned = (
	{ rows, stretches }: FoundRecord,
	{ value }: Verified<Header>,
	{ found, unread }: ScannedBlock,
): FoundRecord => {
	const { blockNumber, timestampS: atS } = value;
	const fresh = found.map(({ amount, ...one }) => ({
		...{ ...one, blockNumber, atS },
		amount: amount.toString(),
	}));
	return {
		rows: [...fresh, ...rows.filter((row) => row.blockNumber !== blockNumber)]
			.sort((a, b) => b.blockNumber - a.blockNumber)
			.slice(0, mostFound),
		stretches: withBlock(stretches, value, unread),
	};
};

const stretchAt = (
	{ stretches }: FoundRecord,
	blockNumber: number,
): Stretch | undefined =>
	stretches.find(({ from, to }) => from <= blockNumber && blockNumber <= to);

type Walk = {
	readonly pool: Pool<Execution>;
	readonly least: number;
	readonly signal: AbortSignal;
	/** Blocks that are still to be looked through: headers of so many are worth a question at once. */
	readonly left: () => number;
	readonly cache: ReturnType<typeof openHeaderCache>;
};

/** The ancestor with that number, however far; headers are asked for many at a time. */
const ancestor = async (
	from: Verified<Header>,
	number: number,
	{ pool, least, signal, left, cache }: Walk,
): Promise<Verified<Header>> => {
	let at = from;
	while (at.value.blockNumber > number) {
		const { blockNumber, parentHash } = at.value;
		const ahead = Math.max(least, number + 1 - left());
		const isNear = blockNumber - ahead <= mostSteps;
		if (cache.get(parentHash) === undefined && ahead < number && isNear)
			await walkBack(at, ahead, pool, cache, signal);
		const next = Math.max(number, blockNumber - mostSteps);
		at = await walkBack(at, next, pool, cache, signal);
	}
	return at;
};

/** The next block below that was not looked through; null where it goes no further. */
const nextBelow = async (
	from: Verified<Header>,
	kept: FoundRecord,
	walk: Walk,
): Promise<Verified<Header> | null> => {
	let number = from.value.blockNumber;
	for (;;) {
		const inside = stretchAt(kept, number);
		if (inside === undefined) break;
		number = inside.from - 1;
	}
	return number < walk.least ? null : ancestor(from, number, walk);
};

type Run = {
	readonly key: string;
	readonly stop: AbortController;
	done: number;
};

export type ArrivalLookTools = {
	readonly store: Store;
	readonly settings: SettingsStore;
	/** @throws not-synced before the wallet is set up */
	readonly following: () => Promise<{
		readonly l1: Pick<L1Chain, "reader" | "pool">;
	}>;
	/** How far back it goes, where not as far as `lookLimits` says. */
	readonly mostBack?: number;
};

export class ArrivalLooks {
	readonly #tools: ArrivalLookTools;
	#run: Run | null = null;
	#over: {
		readonly key: string;
		readonly fault: FaultJson | null;
		readonly isAtEnd: boolean;
	} | null = null;

	constructor(tools: ArrivalLookTools) {
		this.#tools = tools;
	}

	/** @throws no-vault, not-followed */
	#place() {
		const now = this.#tools.settings.now();
		const network = chosenNetwork(now);
		if (network === undefined)
			throw new Fault("not-followed", "no network is chosen yet");
		const account = chosenAccount(now);
		return { network, account, key: keyOf(network.name, account) };
	}

	/** As far as it is. @throws no-vault, not-followed, storage */
	async view(): Promise<ArrivalLook> {
		const { network, key } = this.#place();
		const { chainId } = network;
		const { rows, stretches } = await read(this.#tools.store, key);
		const tokens = knownTokens(this.#tools.settings.now());
		const coin = coinOf(network);
		const run = this.#run?.key === key ? this.#run : null;
		const over = this.#over?.key === key ? this.#over : null;
		const known = candidatesOn(chainId);
		return {
			rows: rows.map((row) => {
				const { token } = row;
				const asked =
					token === null
						? coin
						: tokens.find((one) =>
								isSameToken(one, { chainId, address: token }),
							);
				const named =
					asked === undefined
						? null
						: { symbol: asked.symbol, decimals: asked.decimals };
				return {
					...{ ...row, chainId, named },
					isSown:
						named === null
							? known.every(({ address }) => address !== token)
							: isSown(chainId, { token, ...named }, BigInt(row.amount)),
				};
			}),
			stretches: [...stretches],
			running: run === null ? null : { done: run.done, of: lookLimits.blocks },
			mostBack: this.#mostBack,
			isAtEnd: over?.isAtEnd ?? false,
			fault: over?.fault ?? null,
		};
	}

	get #mostBack(): number {
		return this.#tools.mostBack ?? lookLimits.back;
	}

	/** Begins one, unless one of this account is under way. @throws not-synced, stale-head, and what the endpoints fail with */
	async begin(): Promise<void> {
		const { key, account } = this.#place();
		if (this.#run?.key === key) return;
		this.#run?.stop.abort();
		const run: Run = { key, stop: new AbortController(), done: 0 };
		this.#run = run;
		this.#over = null;
		try {
			const { l1 } = await this.#tools.following();
			const { pool, reader } = l1;
			const { signal } = run.stop;
			const top = await wholeHeader(await reader.basis("final"), pool, signal);
			void this.#look(run, pool, top, account).then(
				(isAtEnd) => this.#end(run, null, isAtEnd),
				(thrown: unknown) => this.#end(run, asFault(thrown).toJson(), false),
			);
		} catch (thrown) {
			if (this.#run === run) this.#run = null;
			throw thrown;
		}
	}

	#end(run: Run, fault: FaultJson | null, isAtEnd: boolean): void {
		if (this.#run !== run) return;
		this.#run = null;
		const isStopped = run.stop.signal.aborted;
		this.#over = { key: run.key, fault: isStopped ? null : fault, isAtEnd };
	}

	/** @returns whether it is as far back as it goes */
	async #look(
		run: Run,
		pool: Pool<Execution>,
		top: Verified<Header>,
		account: Hex,
	): Promise<boolean> {
		const { store } = this.#tools;
		const { signal } = run.stop;
		const least = Math.max(0, top.value.blockNumber - this.#mostBack);
		const walk: Walk = {
			...{ pool, least, signal, cache: openHeaderCache() },
			left: () => lookLimits.blocks - run.done,
		};
		let kept = await read(store, run.key);
		let bytes = 0;
		let at = await nextBelow(top, kept, walk);
		while (at !== null) {
			if (run.done >= lookLimits.blocks || bytes >= lookLimits.bytes)
				return false;
			// another account is looked at by now
			if (signal.aborted || this.#place().key !== run.key) return false;
			const scanned = await scanBlock(pool, at, account, signal);
			if (signal.aborted) return false;
			kept = withScanned(kept, at, scanned);
			bytes += scanned.bytes;
			await store.put("settings", run.key, JSON.stringify(kept));
			run.done++;
			at = await nextBelow(at, kept, walk);
		}
		return true;
	}

	/** What is looked through already stays. */
	stop(): void {
		this.#run?.stop.abort();
		this.#run = null;
	}
}
