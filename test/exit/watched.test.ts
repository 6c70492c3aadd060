import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex, utf8 } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { readFacts } from "../../src/exit/facts.ts";
import { judge, thresholdsOf } from "../../src/exit/stall.ts";
import { upgradableAtOnce } from "../../src/exit/upgraders.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { adminSlot, implementationSlot } from "../../src/l2/pinned.ts";
import {
	noExitFor,
	noExitOf,
	noExits,
} from "../../src/l2/watched/checks/no-exit.ts";
import {
	families,
	type WatchedProfile,
	watchedV1,
} from "../../src/l2/watched/checks/profile.ts";
import { decodeNetworkFile, watchedOf } from "../../src/receipt/networks.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { said, saidAll } from "../said.ts";
import { network as mainnet, type World } from "../state/chain.ts";
import { hour, look, startS, timelineOf, wellAfter } from "./made.ts";
import { readerOver } from "./reading.ts";
import { watchedPlaces } from "./watched-places.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const code = (what: string): Hex => toHex(utf8(`code of ${what}`));
const codeHash = (what: string): Hex => keccakHex(fromHex(code(what)));
const slot = (place: number): Hex => wordHex(BigInt(place));

const made = {
	kind: "watched-v1",
	name: "made-watched",
	title: "Made chain",
	chainId: 903,
	l1: "mainnet",
	l1ChainId: 1,
	family: "taiko",
	contracts: [
		{
			name: "inbox",
			address: address("a1"),
			codeHash: codeHash("a1"),
			behind: { implementation: address("b1"), codeHash: codeHash("b1") },
		},
	],
	places: [
		{
			contract: "inbox",
			slot: slot(252),
			bits: { from: 48, count: 48 },
			is: "batchCount",
			says: "Ethereum block of the last proposal",
		},
		{
			contract: "inbox",
			slot: slot(252),
			bits: { from: 144, count: 48 },
			is: "lastRootS",
			says: "Time of the last finalization",
		},
		{ contract: "inbox", slot: slot(256), is: "shown", says: "A word" },
	],
	batcher: address("ba"),
};
const profile: WatchedProfile = watchedV1(made, "profile");
const world = (change: (world: World) => void = () => {}): World => {
	const all: World = {
		[address("a1")]: {
			code: code("a1"),
			storage: {
				[implementationSlot]: BigInt(address("b1")),
				[adminSlot]: BigInt(address("ad")),
				[slot(252)]: 5n | (7000n << 48n) | (1234n << 144n),
				[slot(256)]: 1n << 200n,
			},
		},
		[address("b1")]: { code: code("b1") },
		[address("ad")]: { code: "0x6001" },
		[address("ba")]: { nonce: 12 },
	};
	change(all);
	return all;
};
const facts = async (of: WatchedProfile, at: World) =>
	(await readFacts(of, readerOver(at).read)).facts;

describe("a chain that is only watched", () => {
	it("shows its places by proof, as far as bits go, and whole words in digits", async () => {
		const found = await facts(profile, world());
		expect(found.sample).toMatchObject({
			batcher: address("ba"),
			batcherNonce: 12,
			batchCount: 7000,
			lastRootS: 1234,
			queue: null,
			paused: null,
		});
		expect(found.shown.map(({ value }) => value)).toEqual([
			"7000",
			"1234",
			(1n << 200n).toString(),
		]);
		expect(found.upgraders[0]).toMatchObject({
			admin: { address: address("ad"), kind: "contract" },
			owner: null,
		});
		expect(JSON.parse(JSON.stringify(found))).toEqual(found);
	});

	it.each<[string, (world: World) => void]>([
		[
			"no admin at the usual place",
			(all) => {
				all[address("a1")] = {
					...all[address("a1")],
					storage: { [implementationSlot]: BigInt(address("b1")) },
				};
			},
		],
		[
			"a proxy of other code",
			(all) => {
				all[address("a1")] = { ...all[address("a1")], code: "0x6009" };
			},
		],
		[
			"nothing at the address",
			(all) => {
				delete all[address("a1")];
			},
		],
	])(
		"is never said to be out of everybody's reach: %s",
		async (_what, change) => {
			const { upgraders } = await facts(profile, world(change));
			expect(said(upgraders[0]?.says)).toContain("is not known here");
			expect(said(upgraders[0]?.says)).not.toContain("Nobody");
			expect(said(upgradableAtOnce(upgraders) ?? undefined)).toContain("inbox");
		},
	);

	it("shows nothing of a contract with other code behind its proxy", async () => {
		const found = await facts(
			profile,
			world((all) => {
				all[address("b1")] = { code: "0x6002" };
			}),
		);
		expect(found.sample).toMatchObject({ batchCount: null, lastRootS: null });
		expect(found.shown.every(({ value }) => value === null)).toBe(true);
		expect(found.contractAlerts).toMatchObject([{ kind: "other-code" }]);
	});

	it("reads no place of a proxy whose code alone is pinned: what is behind it is not named", async () => {
		const [contract] = made.contracts;
		const { behind: _, ...bare } = contract ?? {};
		const found = await facts(
			watchedV1({ ...made, contracts: [bare] }, "profile"),
			world(),
		);
		expect(found.sample).toMatchObject({ batchCount: null, lastRootS: null });
		expect(found.shown.every(({ value }) => value === null)).toBe(true);
		expect(found.contractAlerts).toMatchObject([{ kind: "upgraded" }]);
		expect(said(found.contractAlerts[0]?.says)).toContain(
			"does not name what is behind it",
		);
		const plain = await facts(
			watchedV1({ ...made, contracts: [bare] }, "profile"),
			world((all) => {
				const { [implementationSlot]: __, ...storage } =
					all[address("a1")]?.storage ?? {};
				all[address("a1")] = { ...all[address("a1")], storage };
			}),
		);
		expect(plain.sample.batchCount).toBe(7000);
		expect(said(plain.upgraders[0]?.says)).not.toContain("cannot be changed");
	});

	it("takes no zero at a named place for a count, and no account that never sent anything for its batcher", async () => {
		const places = [
			["batchCount", 900],
			["rootCount", 901],
			["queueLength", 902],
			["queueTaken", 903],
		].map(([is, place]) => ({
			contract: "inbox",
			slot: slot(Number(place)),
			is,
			says: `${is}`,
		}));
		for (const batcher of [address("bb"), address("bc")]) {
			const found = await facts(
				watchedV1({ ...made, places, batcher }, "profile"),
				world((all) => {
					all[address("bc")] = { balance: 5n };
				}),
			);
			expect(found.sample).toMatchObject({
				batcherNonce: null,
				batchCount: null,
				rootCount: null,
				queue: null,
			});
		}
	});

	it("has no queue called empty by two places that cannot both be right", async () => {
		const places = ["queueLength", "queueTaken"].map((is, i) => ({
			contract: "inbox",
			slot: slot(902 + i),
			is,
			says: is,
		}));
		const put = (length: bigint, taken: bigint) =>
			facts(
				watchedV1({ ...made, places }, "profile"),
				world((all) => {
					all[address("a1")] = {
						...all[address("a1")],
						storage: {
							...all[address("a1")]?.storage,
							[slot(902)]: length,
							[slot(903)]: taken,
						},
					};
				}),
			);
		expect((await put(3n, 4n)).sample.queue).toBeNull();
		expect((await put(4n, 4n)).sample.queue).toMatchObject({ length: 4 });
	});

	it("is not called silent itself where only an account that its file names is", () => {
		const silent = timelineOf([
			look(startS, { batcher: address("ba"), batcherNonce: 7 }),
			look(startS + 40 * hour, { batcher: address("ba"), batcherNonce: 7 }),
		]);
		const watch = { batch: { lateS: hour, stalledS: 2 * hour } };
		const limited = watchedV1({ ...made, watch }, "profile");
		const verdict = judge(silent, thresholdsOf(limited), wellAfter(silent));
		expect(verdict.kind).toBe("stalled");
		const all = [verdict.says, ...verdict.because, ...verdict.against];
		expect(saidAll(all)).not.toMatch(/rollup has put nothing|No new data/);
		expect(said(verdict.says)).toContain("account that the network file names");
		expect(saidAll(verdict.against)).toContain("may name the wrong account");
	});

	it("is not called alive by a date that Ethereum's clock has not come to", () => {
		const watch = { root: { lateS: hour, stalledS: 2 * hour } };
		const limited = watchedV1({ ...made, watch }, "profile");
		const ahead = timelineOf([
			look(startS, { lastRootS: startS + 900 * hour }),
			look(startS + 40 * hour, { lastRootS: startS + 900 * hour }),
		]);
		const verdict = judge(ahead, thresholdsOf(limited), wellAfter(ahead));
		expect(verdict.kind).not.toBe("alive");
	});

	it("is judged only by limits that its profile gives", () => {
		const silent = timelineOf([
			look(startS, { batchCount: 7 }),
			look(startS + 40 * hour, { batchCount: 7 }),
		]);
		const unlimited = judge(silent, thresholdsOf(profile), wellAfter(silent));
		expect(unlimited.kind).toBe("not-visible");
		expect(said(unlimited.says)).toContain("not judged");
		const watch = { batch: { lateS: hour, stalledS: 2 * hour } };
		const limited = watchedV1({ ...made, watch }, "profile");
		expect(judge(silent, thresholdsOf(limited), wellAfter(silent)).kind).toBe(
			"stalled",
		);
	});

	it("is refused with a place in no contract, a meaning twice, or bits beyond the word", () => {
		const [first, second] = made.places;
		for (const wrong of [
			{ places: [{ ...first, contract: "outbox" }] },
			{ places: [first, { ...second, is: "batchCount" }] },
			{ places: [{ ...first, bits: { from: 250, count: 20 } }] },
			{ contracts: [made.contracts[0], made.contracts[0]] },
			{ contracts: [] },
			{ family: "unheard" },
		])
			expect(() => watchedV1({ ...made, ...wrong }, "profile")).toThrow(
				"bad-field",
			);
	});

	it("comes in a network file beside rollups, with an id, a name and an L1 of its own", () => {
		const file = (watched: object[]) =>
			JSON.stringify({
				format: "sextant-network-1",
				l1: { ...mainnet, name: "other", chainId: 77 },
				rollups: [],
				watched,
			});
		const own = { ...made, l1: "other", l1ChainId: 77 };
		const decoded = decodeNetworkFile(file([own]));
		expect(watchedOf([decoded]).map(({ name }) => name)).toEqual([made.name]);
		for (const wrong of [
			[{ ...own, l1: "mainnet" }],
			[{ ...own, chainId: null, name: "Made Chain" }],
			[{ ...own, chainId: null, name: "903" }],
			[
				{ ...own, chainId: null },
				{ ...own, chainId: null },
			],
			[{ ...own, chainId: 1 }],
			[{ ...own, chainId: 77 }],
			[own, { ...own, chainId: 904 }],
		])
			expect(() => decodeNetworkFile(file(wrong))).toThrow("bad-file");
		// chains whose ids are no numbers of Ethereum's kind stand beside each other by their names
		const two = decodeNetworkFile(
			file([
				{ ...own, chainId: null },
				{ ...own, chainId: null, name: "made-other" },
			]),
		);
		expect(watchedOf([two]).map((one) => [one.chainId, one.name])).toEqual([
			[null, "made-watched"],
			[null, "made-other"],
		]);
		const { watched: _, ...rest } = JSON.parse(file([]));
		expect(watchedOf([decodeNetworkFile(JSON.stringify(rest))])).toEqual([]);
	});
});

describe("a watched chain in a file on a network of this release", () => {
	const file = (watched: object[], l1: object = mainnet) =>
		decodeNetworkFile(
			JSON.stringify({ format: "sextant-network-1", l1, rollups: [], watched }),
		);
	const own = { ...made, l1: "mainnet", l1ChainId: 1 };

	it("is watched, although the file's network is another object with the same rules", () => {
		const decoded = file([own]);
		expect(knownNetworks).not.toContain(decoded.l1);
		expect(watchedOf([decoded]).map(({ name }) => name)).toEqual([made.name]);
	});

	it("is not where the file's network has other rules under that name, or a rollup that ships has its id; of two by one name the first counts", () => {
		const network = { ...mainnet, secondsPerSlot: 6 };
		expect(watchedOf([{ ...file([own]), l1: network } as never])).toEqual([]);
		const decoded = file([own]);
		const [one] = decoded.watched ?? [];
		if (one === undefined) throw new Error("none");
		const taking = { ...decoded, watched: [{ ...one, chainId: 10 }] };
		expect(watchedOf([taking as never])).toEqual([]);
		expect(watchedOf([decoded, file([own])])).toEqual([one]);
	});
});

describe("chains without a real exit", () => {
	it("each have a sentence that holds, what can be done, what cannot, and where that is written", () => {
		for (const one of noExits) {
			expect(said(one.says).length, one.title).toBeGreaterThan(40);
			expect(one.possible.length, one.title).toBeGreaterThan(0);
			expect(one.impossible.length, one.title).toBeGreaterThan(0);
			const written = watchedPlaces.find(({ family }) => family === one.family);
			expect(written?.sources.length, one.title).toBeGreaterThan(0);
			expect(written?.asOf).toMatch(/^2026-\d\d$/);
			for (const message of [one.says, ...one.possible, ...one.impossible]) {
				const says = said(message);
				expect(says.length).toBeLessThanOrEqual(300);
				expect(says).toMatch(/\.$/);
			}
		}
	});

	it("name only places that a watched profile could have", () => {
		for (const { shown, family, title } of watchedPlaces) {
			if (shown.length === 0) continue;
			const contract = shown[0]?.contract.toLowerCase();
			const profile = watchedV1(
				{
					...made,
					title,
					family,
					contracts: [
						{ name: "main", address: contract, codeHash: codeHash("x") },
					],
					places: shown.map(({ says, slot: place, bits }) => ({
						contract: "main",
						slot: place.startsWith("0x") ? place : slot(Number(place)),
						...(bits === undefined ? {} : { bits }),
						is: "shown",
						says,
					})),
				},
				"profile",
			);
			expect(profile.places).toHaveLength(shown.length);
		}
	});

	it("are found by family and by id, and an unknown chain is promised nothing", () => {
		for (const family of families)
			expect(said(noExitOf(family).says).length).toBeGreaterThan(20);
		expect(saidAll(noExitOf("other").impossible)).toContain("not known");
		expect(noExitFor(324)?.family).toBe("zksync");
		expect(noExitFor(10)).toBeNull();
	});
});
