// A ZKsync batch's proof checked again over made nodes, before a verifier that takes as a proof the public input itself; what it asks is
// spelled by another implementation. Real proofs of the same systems are decided by the conformance topic snark.

import {
	concat,
	encodeAbiParameters,
	encodePacked,
	keccak256,
	toFunctionSelector,
} from "viem";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { nobleBn254 } from "../../../../src/crypto/noble-bn254.ts";
import { eventTopic } from "../../../../src/crypto/selector.ts";
import { withRechecks } from "../../../../src/l2/rechecks.ts";
import {
	type ZksyncProfile,
	zksyncV1,
} from "../../../../src/l2/zksync/checks/profile.ts";
import { zksyncEra } from "../../../../src/l2/zksync/profiles/mainnet.ts";
import {
	openZksync,
	type ZksyncNews,
} from "../../../../src/l2/zksync/runtime/following.ts";
import { openEraVerifiers } from "../../../../src/l2/zksync/runtime/keys.ts";
import { zksyncRecheck } from "../../../../src/l2/zksync/runtime/recheck.ts";
import { nobleKernel } from "../../../../src/proof/noble.ts";
import { openExecution } from "../../../../src/source/execution.ts";
import { openPool } from "../../../../src/source/pool.ts";
import { openCapture } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
	type World,
} from "../../../state/chain.ts";
import {
	address,
	batchOf,
	diamond,
	l1World,
	type MadeBatch,
	word,
	zksyncProfile,
} from "../world.ts";

const asked = address("ce");
const plonk = address("c1");
const fflonk = address("c2");
const keyHash = word(0x1234);

/** verificationKeyHash() gives a word; everything else is whether the proof's first word is the first input. */
const codeOf = (key: Hex): Hex =>
	`0x60003560e01c63${toFunctionSelector("verificationKeyHash()").slice(2)}14601e5760643560a4351460005260206000f35b7f${key.slice(2)}60005260206000f3`;

const withReleases = (isKnown: boolean, more: object = {}): ZksyncProfile =>
	zksyncV1(
		{
			...zksyncProfile,
			recheck: {
				releases: [
					{
						release: "made",
						...(isKnown ? { asked } : {}),
						fflonk: { address: fflonk, keyHash },
						plonk: { address: plonk, keyHash },
					},
				],
				...more,
			},
		},
		"profile",
	);

const commitmentOf = ({ preimage }: MadeBatch): Hex =>
	`0x${preimage.slice(-64)}`;
const inputOf = (before: MadeBatch, batch: MadeBatch): Hex =>
	word(
		BigInt(
			keccak256(
				encodePacked(
					["bytes32", "bytes32"],
					[commitmentOf(before), commitmentOf(batch)],
				),
			),
		) >> 32n,
	);

const batch40 = batchOf(40);
const batch41 = batchOf(41);
const nineWords = (preimage: Hex): Hex =>
	preimage.length === 2 + 18 * 32
		? preimage
		: concat([
				`0x${preimage.slice(2, 2 + 5 * 64)}`,
				word(0),
				`0x${preimage.slice(2 + 5 * 64)}`,
			]);

type Call = {
	readonly before?: MadeBatch;
	readonly batch?: MadeBatch;
	readonly kind?: number;
	readonly proof?: readonly Hex[];
	readonly version?: Hex;
};
const callOf = ({
	before = batch40,
	batch = batch41,
	kind = 1,
	proof = [inputOf(batch40, batch41)],
	version = "0x01",
}: Call = {}): Hex => {
	const own = nineWords(before.preimage);
	const words = [word(kind), ...proof];
	const head = 11 * 32;
	const list = concat([word(1), batch.preimage]);
	const data = concat([
		version,
		own,
		word(head),
		word(head + 32 + 9 * 32),
		list,
		word(words.length),
		...words,
	]);
	return concat([
		toFunctionSelector(
			"proveBatchesSharedBridge(address,uint256,uint256,bytes)",
		),
		encodeAbiParameters(
			[
				{ type: "address" },
				{ type: "uint256" },
				{ type: "uint256" },
				{ type: "bytes" },
			],
			[diamond, 41n, 41n, data],
		),
	]);
};

const topic = eventTopic("BlocksVerification(uint256,uint256)");
const log = {
	address: diamond,
	topics: [topic, word(40), word(41)] as Hex[],
	data: "0x" as Hex,
};

type Setup = {
	readonly profile?: ZksyncProfile;
	readonly sent?: Hex;
	readonly batches?: readonly MadeBatch[];
	readonly change?: (world: World) => void;
	readonly fails?: boolean;
	readonly tells?: boolean;
	/** What the diamond asked when the batch was proved. */
	readonly askedThen?: Hex;
};

const open = ({
	profile = withReleases(true),
	sent = callOf(),
	batches = [batch40, batch41, batchOf(42)],
	change = () => {},
	fails = false,
	tells = true,
	askedThen = asked,
}: Setup = {}) => {
	const world = l1World({ batches });
	world[plonk] = { code: codeOf(keyHash) };
	world[fflonk] = { code: codeOf(keyHash) };
	change(world);
	const then = structuredClone(world);
	const own = then[diamond]?.storage;
	if (own !== undefined) own[word(10)] = BigInt(askedThen);
	const first = mine(then, null, {
		calls: [
			{ to: address("d9"), input: sent, fails, logs: tells ? [log] : [] },
		],
	});
	const top = mine(world, first);
	const blocks: MadeBlock[] = [first, top];
	const transactionHash = first.transactions[0]?.hash as Hex;
	const l1: Node = {
		blocks,
		window: 100,
		asked: [],
		logs: [{ ...log, blockNumber: first.number, transactionHash }],
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
	const parts = { l1: openCapture({ pool: l1Pool, clock }), l1Pool };
	const recheck = zksyncRecheck(profile, {
		...{ ...parts, clock, kernel: nobleKernel },
	});
	if (recheck === null) throw new Error("no recheck");
	const rollup = withRechecks<ZksyncNews>(
		openZksync({ profile, ...parts }),
		recheck,
		clock,
	);
	return {
		newest: () => rollup.newest(headerOfHead(headOf(top, "final"), top.rlp)),
	};
};

const notesOf = async (setup: Setup): Promise<readonly string[]> => {
	const { rechecked, notes } = await open(setup).newest();
	expect(rechecked).toBeUndefined();
	return notes.map(({ code }) => code);
};

const wrong = [word(5)];

describe("the proof of a ZKsync chain's newest batch", () => {
	it("is checked again, over the batch before it, in both systems", async () => {
		for (const kind of [0, 1]) {
			const sent = callOf({ kind });
			const { rechecked, notes, block } = await open({ sent }).newest();
			expect(notes).toEqual([]);
			expect(rechecked).toMatchObject({
				from: { number: 40, root: batch40.tree.root },
				to: { number: 41, root: block.value.stateRoot },
				counts: "batches",
				system: ["FFLONK", "Era PLONK"][kind],
				how: "replay",
				program: keyHash,
			});
			expect(block.value.grade.validity).toBe("l1-accepted");
		}
	});

	it("is checked over a batch of before protocol version 29", async () => {
		const before = batchOf(40, { isLegacy: true });
		const proof = [inputOf(before, batch41)];
		const { rechecked } = await open({
			batches: [before, batch41, batchOf(42)],
			sent: callOf({ before, proof }),
		}).newest();
		expect(rechecked?.from.number).toBe(40);
	});

	it("is refused for good where L1 took bytes that its verifier does not take", async () => {
		const { newest } = open({ sent: callOf({ proof: wrong }) });
		for (let i = 0; i < 2; i++)
			await expect(newest()).rejects.toMatchObject({ code: "recheck-failed" });
	});

	it("is not held against L1 where its transaction is not proved", async () => {
		const sent = callOf({ proof: wrong });
		expect(await notesOf({ sent, fails: true })).toEqual(["not-anchored"]);
		expect(await notesOf({ sent, tells: false })).toEqual(["not-anchored"]);
	});

	it("is not held against L1 where it asked a contract that is not known, then or now", async () => {
		const sent = callOf({ proof: wrong });
		const profile = withReleases(false);
		expect(await notesOf({ sent, profile })).toEqual(["recheck-program"]);
		const askedThen = address("cd");
		expect(await notesOf({ sent, askedThen })).toEqual(["recheck-program"]);
	});

	it("counts where it holds under a known key, whichever contract L1 asked", async () => {
		const profile = withReleases(false);
		const { rechecked } = await open({ profile }).newest();
		expect(rechecked?.to.number).toBe(41);
	});

	it("rejects a verifier with another key, and one that can change", async () => {
		for (const code of [codeOf(word(9)), `0xef0100${"12".repeat(20)}`] as Hex[])
			expect(
				await notesOf({
					change: (world) => {
						world[plonk] = { code };
					},
				}),
			).toEqual(["l2-unknown-code"]);
	});

	it("rejects what the code takes and our own verifier does not, and blames nobody", async () => {
		const newest = zksyncEra.recheck?.releases.at(-1);
		if (newest === undefined) throw new Error("no release");
		const { plonk: own } = newest;
		const { recheck } = withReleases(true);
		const releases = recheck?.releases.map((one) => ({
			...one,
			plonk: { address: plonk, keyHash: own.keyHash },
		}));
		const profile = zksyncV1(
			{ ...zksyncProfile, recheck: { releases } },
			"profile",
		);
		const change = (world: World): void => {
			world[plonk] = { code: codeOf(own.keyHash) };
		};
		expect(await notesOf({ profile, change })).toEqual(["internal"]);
	});

	it("rejects other batches than L1 keeps, and another encoding", async () => {
		const before = batchOf(40, { salt: 7 });
		expect(await notesOf({ sent: callOf({ before }) })).toEqual([
			"l2-preimage",
		]);
		expect(await notesOf({ sent: callOf({ version: "0x02" }) })).toEqual([
			"not-anchored",
		]);
		expect(await notesOf({ sent: callOf({ kind: 2 }) })).toEqual([
			"not-anchored",
		]);
	});
});

describe("the keys of Era's provers", () => {
	const verifiers = openEraVerifiers(nobleBn254);
	const newest = zksyncEra.recheck?.releases.at(-1);
	if (newest === undefined) throw new Error("no release");

	it("are those that the profile's newest release names by their hashes", () => {
		expect(verifiers("fflonk", newest.fflonk.keyHash)).not.toBeNull();
		expect(verifiers("era-plonk", newest.plonk.keyHash)).not.toBeNull();
		expect(verifiers("era-plonk", newest.fflonk.keyHash)).toBeNull();
		expect(verifiers("fflonk", word(1))).toBeNull();
	});

	it("take no proof that is none of theirs", () => {
		const input = fromHex(word(1));
		const zeros = (words: number) => new Uint8Array(32 * words);
		const plonkOf = verifiers("era-plonk", newest.plonk.keyHash);
		const fflonkOf = verifiers("fflonk", newest.fflonk.keyHash);
		expect(plonkOf?.(zeros(44), input)).toBe(false);
		expect(fflonkOf?.(zeros(24), input)).toBe(false);
	});
});
