// The topic layers: what ten layer 2s take after a new final header of Ethereum, each with a batch finalized since. A made Ethereum
// and made rollups, read as the engine reads them: requests and bytes to Ethereum's endpoint, time over a link, and CPU.

import { gzipSync } from "node:zlib";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { openAhead } from "../../src/engine/ahead.ts";
import { openExecutions } from "../../src/engine/askers.ts";
import type { L1Chain } from "../../src/engine/l1-chain.ts";
import { openL1Reader } from "../../src/engine/l1-reader.ts";
import { openRollups } from "../../src/engine/rollups.ts";
import type { Settings } from "../../src/engine/settings.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import type { Fetch } from "../../src/source/ports.ts";
import { openCapture } from "../../src/state/capture.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { openHeaderCache } from "../../src/state/walk.ts";
import { shippedKernel } from "../kernel.ts";
import { mineScroll, scrollProfile, scrollWorld } from "../l2/scroll/world.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
	type World,
} from "../state/chain.ts";

/** Raw bytes on mainnet, where the tries are deep: an account's proof and a slot's, in hex, and what gzip leaves of hex. */
const mainnet = { account: 4_000, slot: 3_000, gzip: 0.56 };

/** The made rollup's addresses are one byte twenty times over; of each copy the last byte is its own. */
const moved = (text: string, copy: number): string =>
	text.replaceAll(
		/((?!00)[0-9a-f]{2})\1{19}/g,
		(_, byte: string) =>
			byte.repeat(19) + (copy + 1).toString(16).padStart(2, "0"),
	);

const profileOf = (copy: number): RollupProfile =>
	decodeRollupProfile(
		{
			...JSON.parse(moved(JSON.stringify(scrollProfile), copy)),
			name: `made-${copy}`,
			title: `Made ${copy}`,
			chainId: 77_000 + copy,
		},
		"profile",
	);

const hexOf = (text: string): Hex => `0x${text.replace(/^0x/, "")}`;

/** The contracts of one copy. */
const worldOf = (
	copy: number,
	batch: Parameters<typeof scrollWorld>[0],
	messages: number,
): World =>
	Object.fromEntries(
		Object.entries(
			scrollWorld(batch, (_, put) =>
				put(
					scrollProfile.contracts.messageQueue.address,
					wordHex(103n),
					6n + BigInt(messages),
				),
			),
		).map(([address, account]) => [
			moved(address, copy),
			{
				...account,
				storage: Object.fromEntries(
					Object.entries(account.storage ?? {}).map(([key, word]) => {
						const hex = word.toString(16).padStart(64, "0");
						return [key, BigInt(hexOf(moved(hex, copy)))];
					}),
				),
			},
		]),
	);
/** Accounts beside those of the rollups. */
const others = (count: number): World =>
	Object.fromEntries(
		Array.from({ length: count }, (_, i) => [
			hexOf((i + 1).toString(16).padStart(40, "f")),
			{ balance: BigInt(i) },
		]),
	);

export type LayersFigures = {
	/** To Ethereum's endpoint, and those among them that ask for proofs. */
	readonly requests: number;
	readonly proofRequests: number;
	/** Requests and gzipped answers there. */
	readonly bytes: number;
	/** The same with proofs as deep as on mainnet, reckoned. */
	readonly mainnetBytes: number;
	readonly elapsedMs: number;
	readonly cpuMs: number;
};

type Tally = {
	requests: number;
	proofRequests: number;
	bytes: number;
	accounts: number;
	slots: number;
};
const noTally = (): Tally => ({
	...{ requests: 0, proofRequests: 0, bytes: 0, accounts: 0, slots: 0 },
});

const noted = (tally: Tally, request: string, reply: Uint8Array): void => {
	tally.requests++;
	tally.bytes += request.length + gzipSync(reply).length;
	const parsed = JSON.parse(request);
	const proofs = [parsed]
		.flat()
		.filter(({ method }) => method === "eth_getProof");
	if (proofs.length > 0) tally.proofRequests++;
	tally.accounts += proofs.length;
	for (const { params } of proofs) tally.slots += params[1].length;
};

/**
 * @param delayMs of the link, there and back
 * @returns what the first head took, with all that is learnt once; what one did at which each has a new batch, which a rollup of
 * this kind then looks for on Ethereum to check it again; and one at which none has, but their contracts were written to
 */
export const measureLayers = async (
	count: number,
	delayMs = 0,
): Promise<{
	readonly first: LayersFigures;
	readonly next: LayersFigures;
	readonly quiet: LayersFigures;
	readonly faults: readonly string[];
	readonly roots: readonly string[];
}> => {
	const copies = Array.from({ length: count }, (_, i) => i);
	const l2 = copies.map((copy) => mineScroll(60, `${copy}`));
	const blockOf = (copy: number, number: number): MadeBlock => {
		const found = l2[copy]?.find((block) => block.number === number);
		if (found === undefined) throw new Error(`no block ${number}`);
		return found;
	};
	/** Each copy's batch with that index ends at a block of its own. */
	const worldAt = (index: number, messages = 0): World =>
		Object.assign(
			others(64),
			...copies.map((copy) => {
				const number = 95 + 5 * copy + index;
				const batch = {
					index,
					root: blockOf(copy, number).stateRoot,
					finalizedAtS: 1_700_000_000 + 12 * number,
				};
				return worldOf(copy, batch, messages);
			}),
		);
	const l1Node: Node = {
		blocks: [mine(worldAt(7), null)],
		window: 100,
		asked: [],
	};
	const grow = (world: World): void => {
		l1Node.blocks.push(mine(world, l1Node.blocks.at(-1) ?? null));
	};
	grow(worldAt(7));
	grow(worldAt(7));
	const urlOf = (copy: number): string => `http://localhost:${100 + copy}`;
	const rpc = fetchOf({
		"http://localhost:1": l1Node,
		...Object.fromEntries(
			copies.map((copy): [string, Node] => [
				urlOf(copy),
				{ blocks: l2[copy] ?? [], window: 1000, asked: [] },
			]),
		),
	});
	let tally = noTally();
	const fetch: Fetch = async (request) => {
		if (delayMs > 0)
			await new Promise((resolve) => setTimeout(resolve, delayMs));
		const reply = await rpc(request);
		if (request.url === "http://localhost:1")
			noted(tally, request.body ?? "", reply.bytes);
		return reply;
	};
	const top = (): MadeBlock => {
		const found = l1Node.blocks.at(-1);
		if (found === undefined) throw new Error("no block");
		return found;
	};
	const clock = madeClock();
	// later than all that the rollups' blocks say
	clock.at = (1_700_000_000 + 12 * 160) * 1000;
	const pool = openExecutions(
		[{ name: "L1", url: "http://localhost:1" }],
		{ fetch, clock },
		() => new Fault("not-followed", "nobody"),
	).all;
	const capture = openCapture({ pool, clock });
	const heads = { optimistic: headOf(top()), final: headOf(top(), "final") };
	const head = (finality: "optimistic" | "final") => heads[finality];
	const reader = openL1Reader({
		...{ chainId: 1, slotMs: 12_000, clock, pool, capture, head },
		headerCache: openHeaderCache(),
		nextHead: () => new Promise(() => {}),
	});
	const settings: Settings = {
		...{ network: "mainnet", imported: [], accounts: [], account: null },
		tokens: [],
		endpoints: copies.map((copy) => ({
			...{ chainId: 77_000 + copy, beacon: [], relay: [] },
			execution: [{ name: "L2", url: urlOf(copy) }],
		})),
	};
	const ahead = openAhead({ secondsPerSlot: 12 }, capture, head);
	const rollups = openRollups(
		{ rollups: copies.map(profileOf) },
		settings,
		{
			...{ network: { chainId: 1 }, capture, pool, reader, ahead },
			checkTouch: () => {},
		} as unknown as L1Chain,
		{ fetch, clock, kernel: shippedKernel },
	);
	const figures = async (): Promise<LayersFigures> => {
		tally = noTally();
		const beganMs = performance.now();
		const cpu = process.cpuUsage();
		await Promise.all(rollups.map((rollup) => rollup.refresh()));
		const { user, system } = process.cpuUsage(cpu);
		const { requests, proofRequests, bytes, accounts, slots } = tally;
		return {
			...{ requests, proofRequests, bytes },
			mainnetBytes: Math.round(
				(accounts * mainnet.account + slots * mainnet.slot) * mainnet.gzip,
			),
			elapsedMs: performance.now() - beganMs,
			cpuMs: (user + system) / 1000,
		};
	};
	const step = (index: number, messages = 0): void => {
		grow(worldAt(index, messages));
		heads.optimistic = headOf(top());
		heads.final = headOf(top(), "final");
	};
	const first = await figures();
	// what of a contract changes is learnt from two heads
	step(7, 1);
	await figures();
	step(7, 2);
	const quiet = await figures();
	step(8, 2);
	const next = await figures();
	const roots = await Promise.all(
		rollups.map(async ({ reader }) => {
			const { value } = await reader.basis("latest");
			return value.stateRoot;
		}),
	);
	return {
		...{ first, next, quiet, roots },
		faults: rollups.flatMap((rollup) => rollup.fault()?.code ?? []),
	};
};

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`;

/** Prints what ten take over a link of 80 ms. */
export const layersRows = async (
	say: (line: string) => void,
): Promise<void> => {
	say("\nten layer 2s after a new final header, over a link of 80 ms");
	for (const count of [1, 10]) {
		const { first, next, quiet } = await measureLayers(count, 80);
		for (const [name, one] of [
			["opened", first],
			["batches", next],
			["none", quiet],
		] as const)
			say(
				`  ${String(count).padStart(2)} ${name.padEnd(7)} ${one.requests} requests, ${one.proofRequests} for proofs, ${kb(one.bytes)} gzipped (as deep as mainnet, reckoned: ${kb(one.mainnetBytes)}), ${one.elapsedMs.toFixed(0)} ms, CPU ${one.cpuMs.toFixed(0)} ms with the made chains' own`,
			);
	}
};
