// Recordings of a Taiko chain in the format of l2-chain, made here over a made world: each part is found by its fields and decided by
// the rules that ship, and each is reported when it is wrong.

import { describe, expect, it } from "vitest";
import { type Hex, utf8 } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { taikoConfigWanted } from "../../src/l2/taiko/checks/config.ts";
import { taikoRootWanted } from "../../src/l2/taiko/checks/root.ts";
import type { WantedAccount } from "../../src/state/capture.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { implementationSlot, person } from "../l2/rollup-world.ts";
import {
	l1TimeS,
	newest,
	older,
	placed,
	taikoProfile,
	taikoWorld,
	token,
} from "../l2/taiko/world.ts";
import { type MadeBlock, mine, proofJson, type World } from "../state/chain.ts";
import { l2Chain } from "./l2-chain.ts";
import type { CaseResult } from "./topic.ts";

const { inbox, signalService } = taikoProfile.contracts;

type Part = { readonly [name: string]: Json };

/** One account for each address, as a recorder writes them. */
const wantedOf = (
	number: number,
	isWhole: boolean,
): readonly WantedAccount[] => {
	const all = [
		...(isWhole
			? taikoConfigWanted(taikoProfile)
			: [{ address: inbox.address, slots: [wordHex(252), wordHex(253)] }]),
		...taikoRootWanted(taikoProfile, number),
	];
	return [...new Set(all.map(({ address }) => address))].map((address) => ({
		address,
		slots: all.flatMap((one) => (one.address === address ? one.slots : [])),
	}));
};

const l2Of = (block: MadeBlock): Part => ({
	chainId: 167_000,
	header: block.json,
	stateRoot: block.stateRoot,
	accounts: [
		proofJson(block.world, person, []),
		proofJson(block.world, token, [placed(person, wordHex(301))]),
	],
});

type Given = {
	block?: MadeBlock;
	isWhole?: boolean;
	world?: World;
	claim?: Json;
	l2?: Part;
};

const recording = ({
	block = newest,
	isWhole = true,
	world = taikoWorld(),
	claim = { signalService: signalService.address, blockNumber: block.number },
	l2 = l2Of(block),
}: Given = {}): Part => {
	const l1 = mine(world, null);
	return {
		format: "l2-chain/1",
		family: "taiko",
		l1: {
			chainId: 1,
			stateRoot: l1.stateRoot,
			blockNumber: l1.number,
			timestamp: l1TimeS,
		},
		l1Accounts: wantedOf(block.number, isWhole).map(({ address, slots }) => ({
			...(proofJson(world, address, [...slots]) as object),
			...(isWhole ? { code: world[address]?.code ?? "0x" } : {}),
		})),
		claim,
		l2,
	};
};

const run = async (content: Part, mutations = 40): Promise<CaseResult[]> => {
	const results: CaseResult[] = [];
	const file = {
		path: "made.json",
		bytes: () => utf8(JSON.stringify(content)),
	};
	for await (const one of l2Chain.run([file], { seed: 3, mutations }))
		results.push(one);
	return results;
};
const by = (results: readonly CaseResult[], outcome: CaseResult["outcome"]) =>
	results.filter((one) => one.outcome === outcome);

describe("a recording of a Taiko chain", () => {
	it("is decided whole by the rules that ship, and every damage is refused", async () => {
		const results = await run(recording(), 150);
		expect(results.map(({ outcome, reason }) => reason ?? outcome)).toEqual(
			results.map(() => "passed"),
		);
		expect(results).toHaveLength(5);
		expect(
			results.find(({ name }) => name.includes("checkpoint, header"))?.refused,
		).toBe(150);
	});

	it("has its checkpoint's number as it is spelled, or in its header alone", async () => {
		for (const claim of [
			{ l2_block_number: String(newest.number) },
			{ key: `0x${newest.number.toString(16)}` },
			{
				checkpoint: {
					blockNumber: newest.number,
					blockHash: newest.hash,
					stateRoot: newest.stateRoot,
				},
				blockNumber: newest.number,
			},
			{},
		])
			expect(by(await run(recording({ claim }), 8), "passed")).toHaveLength(5);
	});

	it("is decided in the parts that were recorded, and what was not is named", async () => {
		for (const given of [
			{ isWhole: false },
			{ block: older },
			{ l2: { chainId: 167_000, stateRoot: newest.stateRoot } },
		]) {
			const results = await run(recording(given));
			expect(by(results, "failed")).toEqual([]);
			expect(by(results, "unsupported")).toHaveLength(1);
			expect(by(results, "unsupported")[0]?.name).toContain("as rules");
		}
	});

	it.each([
		["another block's header", { l2: l2Of(older) }],
		[
			"another state root",
			{ l2: { ...l2Of(newest), stateRoot: older.stateRoot } },
		],
		[
			"the accounts of another block",
			{ l2: { ...l2Of(newest), accounts: l2Of(older).accounts ?? [] } },
		],
		[
			"another block's hash in its claim",
			{ claim: { blockNumber: newest.number, blockHash: older.hash } },
		],
		[
			"a block that has no checkpoint",
			{ claim: { blockNumber: 7 }, l2: { chainId: 167_000 } },
		],
	] satisfies [string, Given][])(
		"is reported when it has %s",
		async (_, given) => {
			expect(
				by(await run(recording(given), 2), "failed").length,
			).toBeGreaterThan(0);
		},
	);

	it("is decided under the inbox of its day, where that had the same layout", async () => {
		const before: Hex = "0x64523f2580f4e7038a121d55b220a9c12c1e8f01";
		const world = taikoWorld((put, accounts) => {
			put(inbox.address, implementationSlot, BigInt(before));
			accounts[before] = { code: "0x6001600355" };
		});
		expect(by(await run(recording({ world }), 8), "failed")).toEqual([]);
	});

	it("is not decided where an implementation is of another day, nor on a network that does not ship", async () => {
		const behind: Hex = `0x${"64".repeat(20)}`;
		const other = await run(
			recording({
				world: taikoWorld((put) =>
					put(inbox.address, implementationSlot, BigInt(behind)),
				),
			}),
			2,
		);
		expect(by(other, "unsupported")[0]?.reason).toContain("another layout");
		const hoodi = await run(
			recording({ l2: { ...l2Of(newest), chainId: 167_013 } }),
			2,
		);
		expect(by(hoodi, "unsupported")[0]?.reason).toContain("does not ship");
	});
});
