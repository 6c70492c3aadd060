// A Linea finalization's proof checked again over made nodes, before a verifier that takes as a proof the public input itself; what it
// asks is spelled by another implementation.

import {
	encodeAbiParameters,
	encodeFunctionData,
	encodePacked,
	keccak256 as keccakOf,
	parseAbi,
	parseAbiParameters,
} from "viem";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { bn254R } from "../../../../src/crypto/bn254.ts";
import { eventTopic } from "../../../../src/crypto/selector.ts";
import {
	type LineaProfile,
	lineaV1,
} from "../../../../src/l2/linea/checks/profile.ts";
import {
	type LineaNews,
	openLinea,
} from "../../../../src/l2/linea/runtime/following.ts";
import { lineaRecheck } from "../../../../src/l2/linea/runtime/recheck.ts";
import { withRechecks } from "../../../../src/l2/rechecks.ts";
import { nobleKernel } from "../../../../src/proof/noble.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	type MadeLog,
	madeClock,
	mine,
	type Node,
	type World,
} from "../../../state/chain.ts";
import {
	block,
	finalization,
	lineaProfile,
	lineaWorld,
	state,
	timeS,
} from "../world.ts";

const { rollup } = lineaProfile.contracts;
const verifier: Hex = `0x${"7e".repeat(20)}`;
const configuration = wordHex(0xc0ffee);
/** getChainConfiguration() gives a word; everything else is whether the proof's first word is the first input. */
const verifierCode: Hex = `0x60003560e01c63b02384ad14601e5760643560a4351460005260206000f35b7f${configuration.slice(2)}60005260206000f3`;

const profile: LineaProfile = lineaV1(
	{
		...lineaProfile,
		recheck: {
			slots: { currentFinalizedShnarf: 445, verifiers: 283 },
			verifiers: [{ proofType: 1, address: verifier }],
		},
	},
	"profile",
);

const abi = parseAbi([
	"struct Shnarf { bytes32 parentShnarf; bytes32 snarkHash; bytes32 finalStateRootHash; bytes32 x; bytes32 y; }",
	"struct Finalization { bytes32 parentStateRootHash; uint256 endBlockNumber; Shnarf shnarfData; uint256 lastFinalizedTimestamp; uint256 finalTimestamp; bytes32 lastFinalizedL1RollingHash; bytes32 l1RollingHash; uint256 lastFinalizedL1RollingHashMessageNumber; uint256 l1RollingHashMessageNumber; uint256 l2MerkleTreesDepth; uint256 lastFinalizedForcedTransactionNumber; uint256 finalForcedTransactionNumber; bytes32 lastFinalizedForcedTransactionRollingHash; bytes32[] l2MerkleRoots; address[] filteredAddresses; bytes l2MessagingBlocksOffsets; }",
	"function finalizeBlocks(bytes proof, uint256 proofType, Finalization data)",
]);

const earlier = { block: 490, root: wordHex(0x490) };
const early = { block: 480, root: wordHex(0x480) };
const lastRolling = wordHex(0x1010);
const lastForced = wordHex(0x2020);

type Data = {
	readonly parentStateRootHash: Hex;
	readonly endBlockNumber: bigint;
	readonly shnarfData: {
		readonly parentShnarf: Hex;
		readonly snarkHash: Hex;
		readonly finalStateRootHash: Hex;
		readonly x: Hex;
		readonly y: Hex;
	};
	readonly lastFinalizedTimestamp: bigint;
	readonly finalTimestamp: bigint;
	readonly lastFinalizedL1RollingHash: Hex;
	readonly l1RollingHash: Hex;
	readonly lastFinalizedL1RollingHashMessageNumber: bigint;
	readonly l1RollingHashMessageNumber: bigint;
	readonly l2MerkleTreesDepth: bigint;
	readonly lastFinalizedForcedTransactionNumber: bigint;
	readonly finalForcedTransactionNumber: bigint;
	readonly lastFinalizedForcedTransactionRollingHash: Hex;
	readonly l2MerkleRoots: readonly Hex[];
	readonly filteredAddresses: readonly Hex[];
	readonly l2MessagingBlocksOffsets: Hex;
};

const shnarfOf = ({ shnarfData: own }: Data): Hex =>
	keccakOf(
		encodePacked(
			["bytes32", "bytes32", "bytes32", "bytes32", "bytes32"],
			[own.parentShnarf, own.snarkHash, own.finalStateRootHash, own.x, own.y],
		),
	);

const beforeData: Data = {
	parentStateRootHash: early.root,
	endBlockNumber: BigInt(earlier.block),
	shnarfData: {
		parentShnarf: wordHex(1),
		snarkHash: wordHex(2),
		finalStateRootHash: earlier.root,
		x: wordHex(3),
		y: wordHex(4),
	},
	lastFinalizedTimestamp: BigInt(timeS - 200),
	finalTimestamp: BigInt(timeS - 100),
	lastFinalizedL1RollingHash: wordHex(0),
	l1RollingHash: lastRolling,
	lastFinalizedL1RollingHashMessageNumber: 0n,
	l1RollingHashMessageNumber: 10n,
	l2MerkleTreesDepth: 5n,
	lastFinalizedForcedTransactionNumber: 0n,
	finalForcedTransactionNumber: 1n,
	lastFinalizedForcedTransactionRollingHash: wordHex(0),
	l2MerkleRoots: [],
	filteredAddresses: [],
	l2MessagingBlocksOffsets: "0x",
};
const nowData: Data = {
	...beforeData,
	parentStateRootHash: earlier.root,
	endBlockNumber: BigInt(block),
	shnarfData: {
		parentShnarf: shnarfOf(beforeData),
		snarkHash: wordHex(6),
		finalStateRootHash: state.root,
		x: wordHex(7),
		y: wordHex(8),
	},
	lastFinalizedTimestamp: BigInt(timeS - 100),
	finalTimestamp: BigInt(timeS),
	lastFinalizedL1RollingHash: lastRolling,
	l1RollingHash: finalization.messageRollingHash,
	lastFinalizedL1RollingHashMessageNumber: 10n,
	l1RollingHashMessageNumber: 12n,
	lastFinalizedForcedTransactionNumber: 1n,
	finalForcedTransactionNumber: 2n,
	lastFinalizedForcedTransactionRollingHash: lastForced,
	l2MerkleRoots: [wordHex(0xa1), wordHex(0xa2)],
	filteredAddresses: [`0x${"f1".repeat(20)}`],
	l2MessagingBlocksOffsets: "0x00010002",
};

/** As the contract's comment has it. */
const publicInput = (now: Data, lastShnarf: Hex, lastBlock: number): Hex => {
	const hash = keccakOf(
		encodeAbiParameters(
			parseAbiParameters(
				"bytes32, bytes32, uint256, uint256, uint256, uint256, bytes32, bytes32, uint256, uint256, bytes32, bytes32, uint256, uint256, uint256, bytes32, bytes32, bytes32",
			),
			[
				lastShnarf,
				shnarfOf(now),
				now.lastFinalizedTimestamp,
				now.finalTimestamp,
				BigInt(lastBlock),
				now.endBlockNumber,
				now.lastFinalizedL1RollingHash,
				now.l1RollingHash,
				now.lastFinalizedL1RollingHashMessageNumber,
				now.l1RollingHashMessageNumber,
				now.lastFinalizedForcedTransactionRollingHash,
				finalization.forcedRollingHash,
				now.lastFinalizedForcedTransactionNumber,
				now.finalForcedTransactionNumber,
				now.l2MerkleTreesDepth,
				keccakOf(encodePacked(["bytes32[]"], [now.l2MerkleRoots])),
				configuration,
				keccakOf(encodePacked(["address[]"], [now.filteredAddresses])),
			],
		),
	);
	return wordHex(BigInt(hash) % bn254R);
};
const proof = publicInput(nowData, shnarfOf(beforeData), earlier.block);

const inputOf = (data: Data, own: Hex = "0x00", proofType = 1n): Hex =>
	encodeFunctionData({
		abi,
		functionName: "finalizeBlocks",
		args: [own, proofType, data],
	});

const topic = eventTopic(
	"DataFinalizedV3(uint256,uint256,bytes32,bytes32,bytes32)",
);
const logOf = (first: number, data: Data) => ({
	address: rollup.address,
	topics: [
		topic,
		wordHex(first),
		wordHex(data.endBlockNumber),
		shnarfOf(data),
	] as Hex[],
	data: "0x" as Hex,
});
const stateLog = {
	address: rollup.address,
	topics: [
		eventTopic("FinalizedStateUpdated(uint256,uint256,uint256,uint256)"),
		wordHex(block),
	],
	data: `0x${[timeS, 12, 2].map((n) => wordHex(n).slice(2)).join("")}` as Hex,
};

type Setup = {
	readonly profile?: LineaProfile;
	/** The call as the transaction has it. */
	readonly now?: Hex;
	readonly before?: Data;
	/** The one that L1's event names, where that is another. */
	readonly beforeTold?: Data;
	readonly change?: (world: World, storage: { [key: Hex]: bigint }) => void;
	/** Does the transaction's receipt have the event, and does it succeed? */
	readonly tells?: boolean;
	readonly fails?: boolean;
	/** Blocks behind the finalization. */
	readonly later?: number;
	/** Where the verifier came to be the one that is asked, after the finalization. */
	readonly verifierCameLate?: boolean;
};

const open = ({
	profile: known = profile,
	now = inputOf(nowData, proof),
	before = beforeData,
	beforeTold = before,
	change = () => {},
	tells = true,
	fails = false,
	later = 1,
	verifierCameLate = false,
}: Setup = {}) => {
	const route = mappingSlot(wordHex(1), 283);
	const world = lineaWorld((made, storage) => {
		storage[wordHex(445)] = BigInt(shnarfOf(nowData));
		storage[mappingSlot(wordHex(earlier.block), 282)] = BigInt(earlier.root);
		storage[mappingSlot(wordHex(10), 334)] = BigInt(lastRolling);
		storage[mappingSlot(wordHex(1), 452)] = BigInt(lastForced);
		storage[route] = BigInt(verifier);
		made[verifier] = { code: verifierCode };
		change(made, storage);
	});
	const then = structuredClone(world);
	const own = then[rollup.address]?.storage;
	if (verifierCameLate && own !== undefined) own[route] = 0x99n;
	const { address: to } = rollup;
	const logs = tells ? [logOf(earlier.block + 1, nowData)] : [];
	const first = mine(world, null, {
		calls: [
			{
				to,
				input: inputOf(before),
				logs: [logOf(early.block + 1, beforeTold)],
			},
		],
	});
	const second = mine(then, first, {
		calls: [{ to, input: now, fails, logs }],
	});
	const blocks: MadeBlock[] = [first, second];
	for (let i = 0; i < later; i++)
		blocks.push(mine(world, blocks.at(-1) ?? null));
	const told = (at: MadeBlock, log: Omit<MadeLog, "blockNumber">): MadeLog => ({
		...log,
		blockNumber: at.number,
		transactionHash: at.transactions[0]?.hash as Hex,
	});
	const l1: Node = {
		blocks,
		window: 1000,
		asked: [],
		logs: [
			told(first, logOf(early.block + 1, before)),
			told(second, logOf(earlier.block + 1, nowData)),
			told(second, stateLog),
		],
	};
	const clock = madeClock();
	const l1Pool = openPool(
		[
			{
				name: "L1",
				client: openExecution(
					{ fetch: fetchOf({ "http://localhost:1": l1 }), clock },
					{ name: "L1", url: "http://localhost:1" },
				),
			},
		],
		() => new Fault("not-followed", "no endpoint"),
	);
	const parts = { l1: openCapture({ pool: l1Pool, clock }), l1Pool, clock };
	const recheck = lineaRecheck(known, { ...parts, kernel: nobleKernel });
	if (recheck === null) throw new Error("no recheck");
	const linea = withRechecks<LineaNews>(
		openLinea({ profile: known, ...parts }),
		recheck,
		clock,
	);
	const top = blocks.at(-1);
	if (top === undefined) throw new Error("no block");
	return {
		clock,
		l1,
		newest: () => linea.newest(headerOfHead(headOf(top, "final"), top.rlp)),
	};
};

const notesOf = async (setup: Setup): Promise<readonly string[]> => {
	const { rechecked, notes } = await open(setup).newest();
	expect(rechecked).toBeUndefined();
	return notes.map(({ code }) => code);
};

describe("the proof of Linea's newest finalization", () => {
	it("is checked again, over the state before it and what L1 was given", async () => {
		const { root, rechecked, notes, block: basis } = await open().newest();
		expect(notes).toEqual([]);
		expect(rechecked).toMatchObject({
			from: { number: earlier.block, root: earlier.root },
			to: { number: block, root: root.value.root },
			since: { number: earlier.block, root: earlier.root },
			counts: "blocks",
			how: "replay",
			isAnchored: false,
		});
		// it is this device's word, and changes nothing that evidence says
		expect(basis.value.grade.validity).toBe("l1-accepted");
	});

	it("is asked for once, and is of its own root alone", async () => {
		const { newest, l1 } = open();
		const first = await newest();
		const before = l1.asked.length;
		const again = await newest();
		expect(again.rechecked).toBe(first.rechecked);
		expect(l1.asked.length).toBe(before);
	});

	it("begins at the profile's anchor where that is the state before it", async () => {
		const { recheck } = profile;
		if (recheck === undefined) throw new Error("no recheck");
		const known = lineaV1(
			{
				...profile,
				recheck: {
					...recheck,
					anchor: { number: earlier.block, root: earlier.root },
				},
			},
			"profile",
		);
		const { rechecked } = await open({ profile: known }).newest();
		expect(rechecked?.isAnchored).toBe(true);
	});

	it("is refused for good where L1 took bytes that its verifier does not take", async () => {
		const { newest } = open({ now: inputOf(nowData, wordHex(5)) });
		for (let i = 0; i < 2; i++)
			await expect(newest()).rejects.toMatchObject({ code: "recheck-failed" });
	});

	it("is not held against L1 where its transaction is not proved", async () => {
		const now = inputOf(nowData, wordHex(5));
		expect(await notesOf({ now, fails: true })).toEqual(["not-anchored"]);
		expect(await notesOf({ now, tells: false })).toEqual(["not-anchored"]);
		expect(await notesOf({ now, later: 260 })).toEqual(["not-anchored"]);
	});

	it("is not held against L1 where the finalization before it is an endpoint's word alone", async () => {
		const y = wordHex(0xbad);
		const shnarfData = { ...beforeData.shnarfData, y };
		const before = { ...beforeData, shnarfData };
		expect(await notesOf({ before, beforeTold: beforeData })).toEqual([
			"not-anchored",
		]);
	});

	it("is not held against L1 where it asked another verifier then", async () => {
		const now = inputOf(nowData, wordHex(5));
		expect(await notesOf({ now, verifierCameLate: true })).toEqual([
			"l2-unknown-code",
		]);
	});

	it("rejects a verifier that the profile does not know, and one that can change", async () => {
		const route = mappingSlot(wordHex(1), 283);
		expect(
			await notesOf({
				change: (_, storage) => {
					storage[route] = 0x99n;
				},
			}),
		).toEqual(["l2-unknown-code"]);
		expect(await notesOf({ now: inputOf(nowData, proof, 2n) })).toEqual([
			"l2-unknown-code",
		]);
		expect(
			await notesOf({
				change: (world) => {
					world[verifier] = {
						code: `0xef0100${"12".repeat(20)}`,
					};
				},
			}),
		).toEqual(["l2-unknown-code"]);
	});

	it("rejects a verifier whose word depends on more than the proof", async () => {
		const sloads: Hex = `0x60003560e01c63b02384ad14601e576000545060643560a4351460005260206000f35b7f${configuration.slice(2)}60005260206000f3`;
		expect(
			await notesOf({
				change: (world) => {
					world[verifier] = {
						code: sloads.replace("601e57", "602257") as Hex,
					};
				},
			}),
		).toEqual(["replay-impure"]);
	});
});

describe("a finalization's transaction", () => {
	const other = wordHex(0xbad);
	const wrong: { readonly [what: string]: Data } = {
		"another end": { ...nowData, endBlockNumber: BigInt(block + 1) },
		"another root": {
			...nowData,
			shnarfData: { ...nowData.shnarfData, finalStateRootHash: other },
		},
		"other data": {
			...nowData,
			shnarfData: { ...nowData.shnarfData, snarkHash: other },
		},
		"another time": { ...nowData, finalTimestamp: BigInt(timeS + 1) },
		"another queue": { ...nowData, l1RollingHash: other },
		"another queue before": { ...nowData, lastFinalizedL1RollingHash: other },
		"other forced ones before": {
			...nowData,
			lastFinalizedForcedTransactionRollingHash: other,
		},
		"another state before it": { ...nowData, parentStateRootHash: other },
	};
	for (const [what, data] of Object.entries(wrong))
		it(`is not believed with ${what}`, async () => {
			expect(await notesOf({ now: inputOf(data, proof) })).toEqual([
				what === "another end" ? "not-anchored" : "l2-preimage",
			]);
		});

	it("is not believed over another finalization before it", async () => {
		const before = {
			...beforeData,
			shnarfData: { ...beforeData.shnarfData, finalStateRootHash: other },
		};
		expect(await notesOf({ before })).toEqual(["l2-preimage"]);
	});

	it("says with every word of it what the proof is about", async () => {
		const said: readonly Partial<Data>[] = [
			{ lastFinalizedTimestamp: 1n },
			{ l2MerkleTreesDepth: 6n },
			{ l2MerkleRoots: [other] },
			{ filteredAddresses: [] },
		];
		for (const change of said)
			await expect(
				open({ now: inputOf({ ...nowData, ...change }, proof) }).newest(),
			).rejects.toMatchObject({ code: "recheck-failed" });
		const before = {
			...beforeData,
			shnarfData: { ...beforeData.shnarfData, y: other },
		};
		await expect(open({ before }).newest()).rejects.toMatchObject({
			code: "recheck-failed",
		});
	});

	it("is looked for some times and then left alone for a while", async () => {
		const { newest, l1, clock } = open({ tells: false, now: "0x12345678" });
		for (let i = 0; i < 3; i++) {
			const { notes } = await newest();
			expect(notes.map(({ code }) => code)).toEqual(["not-anchored"]);
		}
		const before = l1.asked.length;
		expect((await newest()).notes).toEqual([]);
		expect(l1.asked.length).toBe(before);
		clock.at += 11 * 60_000;
		expect((await newest()).notes.length).toBe(1);
	});
});
