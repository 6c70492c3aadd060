// A small true world, ready in a second: anvil's blocks under a made beacon chain that commits to them. Everything a wallet
// asks is answered truly; time moves only when it is told to. For the real thing there is the embedded network.

import "../preset.ts";
import { fromHex, type Hex, isHex } from "../../../src/base/bytes.ts";
import type { L1Network } from "../../../src/l1/network.ts";
import { mappingSlot } from "../../../src/state/storage-layout.ts";
import type { Upstream } from "../exchange.ts";
import { isBranch, isList, type Tree } from "../json.ts";
import type { Update } from "../light.ts";
import { type Anvil, startAnvil } from "./anvil.ts";
import { beaconAnswer, type View } from "./beacon.ts";
import {
	type ExecutionHeader,
	type MadeBlock,
	MadeChain,
	slotsPerEpoch,
	slotsPerPeriod,
} from "./chain.ts";
import { madeNetwork } from "./network.ts";

export type World = {
	readonly network: L1Network;
	readonly chain: MadeChain;
	/** The root of a final block, periods ago. */
	readonly checkpoint: Hex;
	readonly anvil: Anvil;
	readonly beacon: Upstream;
	readonly view: () => View;
	readonly nowMs: () => number;
	/** Makes a block in each of the next slots, and moves the clock along. */
	readonly advance: (slots?: number) => Promise<void>;
	/** Moves the clock alone: the chain is silent. */
	readonly silence: (seconds: number) => void;
	/** Has keys in anvil, and ether. */
	readonly accounts: readonly Hex[];
	/** A token whose balances lie in the mapping at slot 0; there are words in the slots 0 to 3 as well. */
	readonly contract: Hex;
	readonly stop: () => Promise<void>;
};

export type WorldOptions = {
	readonly chainId?: number;
	/** Another text, another chain. */
	readonly genesis?: string;
	/** Periods between the checkpoint's and today's. */
	readonly pastPeriods?: number;
	/** Goes on by itself, a slot a second, by the real clock. */
	readonly live?: boolean;
};

/** Slots of the contract that hold a number each, from slot 0 on. */
export const plainSlots = 40;
/** What such a slot holds. */
export const plainSlot = (place: number): number => 1000 + place;

/** The token: a symbol as old contracts have it, its decimals, and to all else what mapping(address → word) at slot 0 holds. */
const tokenCode = `0x${[
	"5f3560e01c", // the selector
	"806395d89b4114602857", // symbol()
	"63313ce56714603757", // decimals()
	"6004355f5260405f20545f5260205ff3", // the word under the first argument
	"5b634d41444560e01b5f5260205ff3", // "MADE"
	"5b60065f5260205ff3", // 6
].join("")}`;
const slotOfCheckpoint = 24;
const slotOfUpdate = 40;
const firstPeriod = 3;
/** Slots of today's period that are made at the start. */
const slotsAtStart = 3 * slotsPerEpoch + 2;
const ether = 10n ** 18n;

const text = (tree: Tree | undefined): string =>
	typeof tree === "string" ? tree : "0x0";
const hexOf = (tree: Tree | undefined): Uint8Array => {
	const hex = text(tree);
	return fromHex(isHex(hex) ? hex : "0x");
};

/** The block as the beacon chain commits to it. Its two SSZ roots are not looked into by light clients. */
export const executionHeaderOf = (block: Tree): ExecutionHeader => {
	if (!isBranch(block)) throw new Error("anvil gave no block");
	const number = (name: string): number => Number(text(block[name]));
	return {
		parentHash: hexOf(block.parentHash),
		feeRecipient: hexOf(block.miner),
		stateRoot: hexOf(block.stateRoot),
		receiptsRoot: hexOf(block.receiptsRoot),
		logsBloom: hexOf(block.logsBloom),
		prevRandao: hexOf(block.mixHash),
		blockNumber: number("number"),
		gasLimit: number("gasLimit"),
		gasUsed: number("gasUsed"),
		timestamp: number("timestamp"),
		extraData: hexOf(block.extraData),
		baseFeePerGas: BigInt(text(block.baseFeePerGas)),
		blockHash: hexOf(block.hash),
		transactionsRoot: hexOf(block.transactionsRoot),
		withdrawalsRoot: hexOf(block.withdrawalsRoot),
		blobGasUsed: BigInt(text(block.blobGasUsed)),
		excessBlobGas: BigInt(text(block.excessBlobGas)),
	};
};

export const startWorld = async (
	options: WorldOptions = {},
): Promise<World> => {
	const period = firstPeriod + (options.pastPeriods ?? 2);
	const live = options.live ?? false;
	const network = madeNetwork({
		// Unless it is live, the clock is the world's own.
		genesisTimeS: live
			? Math.floor(Date.now() / 1000) - period * slotsPerPeriod - slotsAtStart
			: 1_790_000_000,
		secondsPerSlot: live ? 1 : 6,
		...(options.chainId === undefined ? {} : { chainId: options.chainId }),
		...(options.genesis === undefined ? {} : { genesis: options.genesis }),
	});
	const chain = new MadeChain(network);
	const blocks = new Map<string, MadeBlock>();
	const updates = new Map<number, Update>();
	const add = (block: MadeBlock): MadeBlock => {
		blocks.set(block.root, block);
		return block;
	};

	// The past: of each period one final block and one that says so.
	const finalOf = (past: number): MadeBlock =>
		add(chain.block({ slot: past * slotsPerPeriod + slotOfCheckpoint }));
	const checkpoint = finalOf(firstPeriod);
	// A node has the periods before a checkpoint too.
	for (const before of [firstPeriod - 2, firstPeriod - 1]) {
		const slot = before * slotsPerPeriod + slotOfUpdate;
		const finalized = finalOf(before);
		updates.set(before, chain.update(chain.block({ slot, finalized })));
	}
	for (let past = firstPeriod; past < period; past++) {
		const finalized = past === firstPeriod ? checkpoint : finalOf(past);
		const attested = add(
			chain.block({ slot: past * slotsPerPeriod + slotOfUpdate, finalized }),
		);
		updates.set(past, chain.update(attested));
	}

	// The present: anvil's blocks, one a slot.
	let slot = period * slotsPerPeriod;
	const anvil = await startAnvil({
		chainId: network.chainId,
		timestampS: chain.timeAt(slot),
	});
	const accounts = await anvil.call("eth_accounts");
	const known = (isList(accounts) ? accounts : []).filter((one) => isHex(one));
	// The first account is left to the wallet.
	const [, first, second, third] = known;
	if (first === undefined || second === undefined || third === undefined)
		throw new Error("anvil has no accounts");
	const contract: Hex = `0x${"c0de".repeat(10)}`;
	await anvil.call("anvil_setCode", [contract, tokenCode]);
	for (const [i, holder] of known.entries())
		await anvil.call("anvil_setStorageAt", [
			contract,
			mappingSlot(`0x${holder.slice(2).padStart(64, "0")}`, 0n),
			`0x${(5_000_000 + i).toString(16).padStart(64, "0")}`,
		]);
	for (let i = 0; i < plainSlots; i++)
		await anvil.call("anvil_setStorageAt", [
			contract,
			`0x${i.toString(16).padStart(64, "0")}`,
			`0x${plainSlot(i).toString(16).padStart(64, "0")}`,
		]);
	// Neighbours, so that proofs have more than one node.
	for (let i = 0; i < 24; i++)
		await anvil.call("anvil_setBalance", [
			`0x${(0xabc000 + i).toString(16).padStart(40, "0")}`,
			`0x${ether.toString(16)}`,
		]);

	let nowMs = 0;
	let parent: MadeBlock | undefined;
	let view: View | null = null;
	const recent: MadeBlock[] = [];
	const step = async (): Promise<void> => {
		slot++;
		// Two transfers a block, so that there are lists to alter.
		for (const to of [second, third])
			await anvil.call("eth_sendTransaction", [
				{ from: first, to, value: "0x2540be400", gas: "0x5208" },
			]);
		await anvil.call("evm_mine", [chain.timeAt(slot)]);
		const mined = await anvil.call("eth_getBlockByNumber", ["latest", false]);
		const epochStart = (Math.floor(slot / slotsPerEpoch) - 2) * slotsPerEpoch;
		const finalized =
			recent.find((block) => block.slot === epochStart) ?? checkpoint;
		const block = add(
			chain.block({
				slot,
				execution: executionHeaderOf(mined),
				finalized,
				...(parent === undefined ? {} : { parentRoot: parent.root }),
			}),
		);
		recent.push(block);
		if (parent !== undefined && parent.finalized !== null) {
			const samePeriod =
				Math.floor(parent.slot / slotsPerPeriod) ===
				Math.floor(slot / slotsPerPeriod);
			if (samePeriod)
				updates.set(
					Math.floor(slot / slotsPerPeriod),
					chain.update(parent, slot),
				);
			view = {
				blocks,
				updates,
				head: block,
				finalized: parent.finalized,
				finality: chain.finality(parent, slot),
				optimistic: chain.optimistic(parent, slot),
			};
		}
		parent = block;
		nowMs = Math.max(nowMs, live ? 0 : (chain.timeAt(slot) + 2) * 1000);
	};
	// One block after the other, whoever asks for the next: two in one slot would be signed in the slot they are of.
	let last: Promise<void> = Promise.resolve();
	const next = (): Promise<void> => {
		last = last.then(step);
		return last;
	};
	const advance = async (slots = 1): Promise<void> => {
		for (let i = 0; i < slots; i++) await next();
	};
	try {
		await advance(slotsAtStart);
	} catch (thrown) {
		await anvil.stop();
		throw thrown;
	}
	let stopped = false;
	const keepUp = async (): Promise<void> => {
		while (!stopped) {
			const due = chain.timeAt(slot + 1) * 1000 - Date.now();
			if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
			if (!stopped) await next();
		}
	};
	let failure: unknown = null;
	const life = live
		? keepUp().catch((thrown: unknown) => {
				failure = thrown;
			})
		: Promise.resolve();
	const current = (): View => {
		if (failure !== null && !stopped)
			throw new Error("the world came to an end", { cause: failure });
		if (view === null) throw new Error("the chain has no view yet");
		return view;
	};
	return {
		network,
		chain,
		checkpoint: checkpoint.root,
		anvil,
		view: current,
		beacon: async (ask) => beaconAnswer(chain, current(), ask),
		nowMs: () => (live ? Date.now() : nowMs),
		advance,
		silence: (seconds) => {
			nowMs += seconds * 1000;
		},
		accounts: known,
		contract,
		stop: async () => {
			stopped = true;
			await life;
			await last.catch(() => {});
			await anvil.stop();
		},
	};
};
