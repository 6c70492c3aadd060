// Profiles as data: what a review finds wrong with them, each by its field, and what it lets pass.

import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/immutable.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import {
	reviewLines,
	reviewNetwork,
} from "../../src/receipt/network-review.ts";
import { decodeNetworkFile } from "../../src/receipt/networks.ts";
import {
	reviewSource,
	reviewTogether,
	reviewValues,
} from "../../src/receipt/review.ts";
import { madePin, networkWith } from "../l1/handover-made.ts";
import { profile as reference } from "../l2/reference/world.ts";
import { profile as op } from "../l2/rollup-world.ts";
import { scrollProfile as scroll } from "../l2/scroll/world.ts";

type Fields = { [name: string]: Json };
const copy = (value: unknown): Fields => JSON.parse(JSON.stringify(value));

const l1 = copy({
	...networkWith(madePin),
	name: "made-l1",
	chainId: 7_777_001,
});
const here = { l1: l1.name ?? "", l1ChainId: l1.chainId ?? 0 };
const rollups: readonly Fields[] = [op, scroll, reference].map((one, i) => ({
	...copy(one),
	...here,
	name: `made-${i}`,
	chainId: 7_777_100 + i,
}));
const whole = (): Fields => copy({ format: "sextant-network-1", l1, rollups });

/** The file with one place of it replaced; undefined takes the field out. */
const changed = (path: string, value: Json | undefined): string => {
	const file = whole();
	const names = path.split(".");
	const last = names.pop() ?? "";
	const at = names.reduce<Fields>((part, name) => part[name] as Fields, file);
	if (value === undefined) delete at[last];
	else at[last] = value;
	return JSON.stringify(file);
};

const fieldsOf = (source: string): readonly string[] =>
	reviewSource(source).findings.map(({ field }) => field);

const zeroHash = `0x${"00".repeat(32)}`;
const contracts = "rollups.0.contracts";

describe("a review", () => {
	it("finds nothing wrong with the networks of this release", () => {
		expect(
			reviewValues(
				knownNetworks.map((one) => [one.name, one] as const),
				[],
			),
		).toEqual([]);
	});

	it("finds nothing wrong with a whole file, nor with its parts by themselves", () => {
		for (const source of [whole(), l1, ...rollups]) {
			const { findings } = reviewSource(JSON.stringify(source));
			expect(findings).toEqual([]);
		}
		const { networks, rollups: found } = reviewSource(JSON.stringify(whole()));
		expect(networks.length).toBe(1);
		expect(found.map(({ kind }) => kind)).toEqual([
			"op-games-v1",
			"scroll-v1",
			"reference-v1",
		]);
	});

	it("takes an address in lower case or with its checksum, and no other", () => {
		const good = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
		const path = `${contracts}.systemConfig.address`;
		expect(fieldsOf(changed(path, good))).toEqual([]);
		expect(fieldsOf(changed(path, good.toLowerCase()))).toEqual([]);
		expect(fieldsOf(changed(path, good.replace("aA", "AA")))).toEqual([
			"rollups[0].contracts.systemConfig.address",
		]);
	});

	it("names what does not decode, by its field", () => {
		for (const [path, value, field] of [
			[
				`${contracts}.systemConfig.codeHash`,
				"0x1234",
				"contracts.systemConfig.codeHash",
			],
			[
				`${contracts}.systemConfig.address`,
				"0x12",
				"contracts.systemConfig.address",
			],
			["rollups.0.slots.anchors", -1, "slots.anchors"],
			["rollups.0.slots.anchors", "1", "slots.anchors"],
			["rollups.0.unchallengedForS", 0, "unchallengedForS"],
			["rollups.0.blockTimeS", undefined, "blockTimeS"],
			["rollups.2.deadlineS", 0, "deadlineS"],
			["l1.maxCheckpointAgeS", 5, "maxCheckpointAgeS"],
			["l1.forks", [], "forks"],
		] as const) {
			const source = changed(path, value);
			expect(fieldsOf(source).join()).toContain(field);
		}
	});

	it("names a program whose hash is not that of its key", () => {
		const source = changed("rollups.2.program.hash", zeroHash);
		expect(fieldsOf(source).join()).toContain("program.hash");
	});

	it("names what is marked as not verified, and fields that nobody reads", () => {
		expect(fieldsOf(changed("rollups.0.title", "Made UNVERIFIED"))).toContain(
			"rollups[0].title",
		);
		expect(fieldsOf(changed("rollups.1.slots.pausd", 3))).toEqual([
			"rollups[1].slots.pausd",
		]);
		expect(fieldsOf(changed("note", "see above"))).toEqual(["note"]);
	});

	it("leaves to people where a network can be reached, at the top of a file alone", () => {
		const endpoints = { execution: "http://127.0.0.1:1", beacon: [] };
		expect(fieldsOf(changed("endpoints", endpoints))).toEqual([]);
		expect(fieldsOf(changed("rollups.0.endpoints", endpoints))).toContain(
			"rollups[0].endpoints",
		);
	});

	it("names the hash of no code, and the address zero", () => {
		const empty =
			"0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";
		for (const value of [zeroHash, empty])
			expect(fieldsOf(changed("rollups.0.game.codeHash", value))).toEqual([
				"rollups[0].game.codeHash",
			]);
		expect(
			fieldsOf(changed("rollups.0.messagePasser", `0x${"00".repeat(20)}`)),
		).toEqual(["rollups[0].messagePasser"]);
	});

	it("names contracts at one address, a proxy that is its own implementation, another proxy's slot", () => {
		const file = whole();
		const own = (file.rollups as Fields[])[0]?.contracts as Fields;
		const first = own.systemConfig as Fields;
		expect(
			fieldsOf(
				changed(`${contracts}.optimismPortal.address`, first.address ?? null),
			),
		).toEqual(["rollups[0].contracts.optimismPortal.address"]);
		expect(
			fieldsOf(
				changed(
					`${contracts}.systemConfig.implementation`,
					first.address ?? null,
				),
			),
		).toEqual(["rollups[0].contracts.systemConfig.implementation"]);
		expect(
			fieldsOf(changed("rollups.0.slots.implementation", zeroHash)),
		).toContain("rollups[0].slots.implementation");
	});

	it("names ages that are out of order or not positive", () => {
		for (const [name, value] of [
			["sign", 0],
			["order", 3599],
			["answer", 60],
			["show", 60],
		] as const)
			expect(
				fieldsOf(changed(`rollups.0.policy.ages.${name}`, value)).join(),
			).toContain(`rollups[0].policy.ages.${name}`);
	});

	it("names a slot that is none, tokens and versions that are there twice", () => {
		expect(fieldsOf(changed("rollups.0.slots.games", 2 ** 40))).toEqual([
			"rollups[0].slots.games",
		]);
		const token = {
			address: `0x${"ab".repeat(20)}`,
			symbol: "T",
			decimals: 18,
			balancesSlot: 0,
		};
		expect(fieldsOf(changed("rollups.0.tokens", [token, token]))).toEqual([
			"rollups[0].tokens[1]",
		]);
		const file = whole();
		const own = (file.rollups as Fields[])[1]?.verifiers as Json[];
		expect(
			fieldsOf(
				changed("rollups.1.verifiers", [own[0] ?? null, own[0] ?? null]),
			),
		).toEqual(["rollups[1].verifiers[1]"]);
	});

	it("names a key with a point that is none", () => {
		const bad = `0x${"01".repeat(64)}`;
		expect(fieldsOf(changed("l1.handovers.0.verifier.key.alpha", bad))).toEqual(
			["l1.handovers[0].verifier.key"],
		);
	});

	it("names names and addresses of explorers that cannot be", () => {
		expect(fieldsOf(changed("rollups.0.name", "Made Up"))).toEqual([
			"rollups[0].name",
		]);
		for (const explorer of [
			"http://localhost.evil.example/",
			"http://127.0.0.1@evil.example/",
			"http://evil.example/",
			"https://a b/",
		])
			expect(fieldsOf(changed("rollups.0.explorer", explorer))).toEqual([
				"rollups[0].explorer",
			]);
		const local = changed("rollups.0.explorer", "http://localhost:1/");
		expect(fieldsOf(local)).toEqual([]);
		expect(fieldsOf(changed("rollups.0.explorer", "javascript:1"))).toEqual([
			"rollups[0].explorer",
		]);
	});

	it("names two chains of one id in a file", () => {
		expect(
			fieldsOf(changed("rollups.0.chainId", l1.chainId ?? null)).length,
		).toBe(1);
	});

	it("says of what is no profile that it is none", () => {
		for (const source of ["", "{", "[]", "{}", "1", "null"])
			expect(fieldsOf(source)).toEqual(["file"]);
	});
});

describe("a review of several files", () => {
	const reviewed = (source: string, value: unknown) => ({
		source,
		reviewed: reviewSource(JSON.stringify(value)),
	});

	it("lets two speak of one L1, and names chains with the id or name of another", () => {
		const [one, two] = rollups;
		const alone = (rollup: unknown) => ({ ...whole(), rollups: [rollup] });
		expect(
			reviewTogether([reviewed("a", alone(one)), reviewed("b", alone(two))]),
		).toEqual([]);
		expect(
			reviewTogether([
				reviewed("a", alone(one)),
				reviewed("b", alone({ ...two, chainId: one?.chainId })),
			]).map(({ source, finding }) => [source, finding.field]),
		).toEqual([["b", "chainId"]]);
		expect(
			reviewTogether([
				reviewed("a", alone(one)),
				reviewed("b", alone({ ...two, name: one?.name })),
			]).map(({ source, finding }) => [source, finding.field]),
		).toEqual([["b", "name"]]);
	});

	it("names a rollup with the id of a network of this release", () => {
		const found = reviewTogether([
			reviewed("a", { ...rollups[0], chainId: 1 }),
		]);
		expect(found.map(({ finding }) => finding.field)).toEqual(["chainId"]);
	});
});

describe("what an import would change", () => {
	it("is a line for each field that comes, goes or differs", () => {
		const before = decodeNetworkFile(JSON.stringify(whole()));
		const after = decodeNetworkFile(changed("rollups.0.unchallengedForS", 90));
		const lines = (...files: Parameters<typeof reviewNetwork>) =>
			reviewLines(reviewNetwork(...files)).filter((line) =>
				line.startsWith("  "),
			);
		const { name } = before.rollups[0] ?? {};
		expect(lines(before, before)).toEqual([]);
		expect(lines(before, after)).toEqual([
			`  ~ rollups[${name}].unchallengedForS: 60 (1 min) → 90 (1 min 30 s)`,
		]);
		const less = decodeNetworkFile(changed("l1.handovers", undefined));
		expect(
			lines(before, less).every((line) => line.startsWith("  - l1.handovers.")),
		).toBe(true);
		expect(
			lines(undefined, before).every((line) => line.startsWith("  + ")),
		).toBe(true);
	});
});

describe("a review of chains that are only watched", () => {
	const slot = (n: number): string => `0x${n.toString(16).padStart(64, "0")}`;
	const hash = `0x${"c0".repeat(32)}`;
	const place = (n: number, is: string): Json => ({
		contract: "core",
		slot: slot(n),
		is,
		says: "A number.",
	});
	const watched: Fields = {
		kind: "watched-v1",
		name: "starlike",
		title: "Starlike",
		chainId: null,
		...here,
		family: "starknet",
		contracts: [
			{
				name: "core",
				address: `0x${"a1".repeat(20)}`,
				codeHash: hash,
				behind: { implementation: `0x${"b1".repeat(20)}`, codeHash: hash },
			},
		],
		places: [place(1, "rootCount"), place(2, "paused")],
		watch: { root: { lateS: 100, stalledS: 200 } },
	};
	const file = (...all: readonly Fields[]): string =>
		JSON.stringify({ ...whole(), watched: all });

	it("finds nothing wrong with a good one, in a file and by itself", () => {
		expect(reviewSource(file(watched)).findings).toEqual([]);
		const alone = reviewSource(JSON.stringify(watched));
		expect(alone.findings).toEqual([]);
		expect(alone.watched.map(({ name }) => name)).toEqual(["starlike"]);
	});

	it.each<readonly [string, Fields]>([
		["watched[0].name", { chainId: 7_777_300, name: "Star Like" }],
		[
			"watched[0].contracts[0].codeHash",
			{
				contracts: [
					{ name: "core", address: `0x${"a1".repeat(20)}`, codeHash: zeroHash },
				],
			},
		],
		[
			"watched[0].contracts[0].behind.implementation",
			{
				contracts: [
					{
						name: "core",
						address: `0x${"a1".repeat(20)}`,
						codeHash: hash,
						behind: {
							implementation: `0x${"a1".repeat(20)}`,
							codeHash: hash,
						},
					},
				],
			},
		],
		[
			"watched[0].contracts[1]",
			{
				contracts: ["core", "gate"].map((name) => ({
					name,
					address: `0x${"a1".repeat(20)}`,
					codeHash: hash,
				})),
				places: [
					place(1, "rootCount"),
					{ contract: "gate", slot: slot(1), is: "shown", says: "A number." },
				],
			},
		],
		[
			"watched[0].contracts[1]",
			{
				contracts: ["core", "gate"].map((name, i) => ({
					name,
					address: `0x${`a${i}`.repeat(20)}`,
					codeHash: hash,
				})),
			},
		],
		[
			"watched[0].places[1]",
			{ places: [place(1, "rootCount"), place(1, "shown")] },
		],
		[
			"watched[0].places",
			{ places: [place(1, "rootCount"), place(2, "queueLength")] },
		],
		["watched[0].watch.batch", { watch: { batch: { lateS: 1, stalledS: 2 } } }],
		["watched[0].watch.root", { places: [place(2, "paused")] }],
		["watched[0].note", { note: "nobody reads this" }],
		["watched[0].title", { title: "unverified" }],
		[
			"watched[0].upgrade",
			{
				contracts: [
					{ name: "core", address: `0x${"a1".repeat(20)}`, codeHash: hash },
				],
				upgrade: {
					admin: {
						address: `0x${"e5".repeat(20)}`,
						codeHash: hash,
						ownerSlot: 0,
					},
				},
			},
		],
	])("names the field %s", (field, change) => {
		expect(fieldsOf(file({ ...watched, ...change }))).toContain(field);
	});

	it("names what does not decode, and a chain that another source has", () => {
		expect(
			reviewSource(JSON.stringify({ ...watched, family: "unheard" })).findings,
		).toHaveLength(1);
		const two = ["a", "b"].map((source) => ({
			source,
			reviewed: reviewSource(JSON.stringify(watched)),
		}));
		expect(reviewTogether(two)).toMatchObject([
			{ source: "b", finding: { field: "name" } },
		]);
		const other = reviewSource(JSON.stringify({ ...watched, name: "other" }));
		expect(
			reviewTogether([...two.slice(0, 1), { source: "c", reviewed: other }]),
		).toEqual([]);
	});
});
