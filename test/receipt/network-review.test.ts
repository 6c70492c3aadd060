// What a person is shown of a network file before it is accepted: all of it, what moves money first.

import { describe, expect, test } from "vitest";
import type { Json } from "../../src/base/immutable.ts";
import { mostRollups } from "../../src/base/room.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import { numberWords, subjectWords } from "../../src/receipt/network-fields.ts";
import { checkImport } from "../../src/receipt/network-import.ts";
import {
	isConfirmed,
	mostLines,
	reviewLines,
	reviewNetwork,
} from "../../src/receipt/network-review.ts";
import {
	decodeNetworkFile,
	type NetworkFile,
	type Release,
	release,
	rollupsOf,
} from "../../src/receipt/networks.ts";
import { madePin, networkWith } from "../l1/handover-made.ts";
import { exitProfile } from "../l2/op/exit-world.ts";
import { profile as referenceProfile } from "../l2/reference/world.ts";
import { scrollProfile } from "../l2/scroll/world.ts";
import { a, h, testNetwork } from "./world.ts";

const l1 = {
	...networkWith(madePin),
	name: "made-l1",
	title: "Made L1",
	chainId: 7_777_001,
};
const on = (profile: RollupProfile, part: object = {}): object => ({
	...profile,
	l1: l1.name,
	l1ChainId: l1.chainId,
	...part,
});
const watched = {
	kind: "watched-v1",
	name: "made-watched",
	title: "Made watched",
	chainId: 903,
	l1: l1.name,
	l1ChainId: l1.chainId,
	family: "other",
	contracts: [
		{
			name: "inbox",
			address: a(1),
			codeHash: h(1),
			behind: { implementation: a(2), codeHash: h(2) },
		},
	],
	places: [{ contract: "inbox", slot: h(3), is: "shown", says: "A word" }],
	batcher: a(4),
	watch: { batch: { lateS: 10, stalledS: 20 } },
};
const fileOf = (rollups: readonly object[], rest: object = {}): NetworkFile => {
	const whole: unknown = JSON.parse(
		JSON.stringify({ format: "sextant-network-1", l1, rollups, ...rest }),
	);
	const plain: Json = json(whole, "network");
	return decodeNetworkFile(canonical(plain));
};
const op = on(exitProfile, { chainId: 905 });
const scroll = on(scrollProfile, { chainId: 906 });
const reference = on(referenceProfile);
const honest = fileOf([op, scroll, reference], { watched: [watched] });
const { exit } = scrollProfile;
if (exit === undefined) throw new Error("no exit");

describe("a review of a network file", () => {
	test("never cuts the line that matters, however many harmless ones there are", () => {
		const evil = fileOf(
			[
				op,
				{
					...scroll,
					tokens: [
						...scrollProfile.tokens,
						...Array.from({ length: 150 }, (_, i) => ({
							address: `0x${(i + 1000).toString(16).padStart(40, "0")}`,
							symbol: `TKN${i}`,
							decimals: 18,
							balancesSlot: 0,
						})),
					],
					exit: {
						...exit,
						contracts: {
							...exit.contracts,
							enforcedTxGateway: {
								...exit.contracts.enforcedTxGateway,
								address: a(0x66),
							},
						},
					},
				},
				reference,
			],
			{ watched: [watched] },
		);
		const { groups } = reviewNetwork(honest, evil);
		const [first] = groups;
		expect(first?.about).toBe(subjectWords.contracts);
		expect(first?.lines).toEqual([
			{
				path: "rollups[made-scroll].exit.contracts.enforcedTxGateway.address",
				says: "exit, contracts, enforced tx gateway, address",
				was: exit.contracts.enforcedTxGateway.address,
				is: a(0x66),
			},
		]);
		// tokens come last, all 150 of them
		expect(groups.at(-1)?.about).toBe(subjectWords.tokens);
		expect(groups.at(-1)?.lines.length).toBeGreaterThanOrEqual(600);
	});

	test("refuses a file too large to be shown whole, with words", () => {
		const tokens = Array.from({ length: 200 }, (_, i) => ({
			address: `0x${(i + 1000).toString(16).padStart(40, "0")}`,
			symbol: `T${i}`,
			decimals: 18,
			balancesSlot: 0,
		}));
		const many = Array.from({ length: 6 }, (_, i) => ({
			...scroll,
			tokens,
			name: `r${i}`,
			title: `R${i}`,
			chainId: 910 + i,
		}));
		expect(() => reviewNetwork(undefined, fileOf(many))).toThrow(
			new RegExp(`network-refused: .*too large.*at most ${mostLines}`),
		);
	});

	test("has every field of every kind of chain, each once, and words for all of them", () => {
		const { groups } = reviewNetwork(undefined, honest);
		const lines = groups.flatMap((group) => group.lines);
		const leaves = (value: unknown): number =>
			typeof value !== "object" || value === null
				? 1
				: Math.max(
						Object.values(value).reduce<number>(
							(sum, part) => sum + leaves(part),
							0,
						),
						Object.keys(value).length === 0 ? 1 : 0,
					);
		const { format: _, ...all } = honest;
		expect(lines).toHaveLength(leaves(all));
		expect(new Set(lines.map(({ path }) => path)).size).toBe(lines.length);
		expect(groups.map(({ about }) => about)).not.toContain(
			subjectWords.unnamed,
		);
		expect(lines.every(({ says }) => says !== "")).toBe(true);
		const order = [...new Set(groups.map(({ about }) => about))];
		expect(order).toEqual(
			Object.values(subjectWords).filter((one) => order.includes(one)),
		);
		expect(order.at(0)).toBe(subjectWords.chain);
		expect(order.slice(-2)).toEqual([subjectWords.tokens, subjectWords.words]);
	});

	test("never misses a difference: whatever field of a file changes, a line says so", () => {
		const spelled: Json = json(JSON.parse(JSON.stringify(honest)), "network");
		const changed = (value: unknown): unknown =>
			typeof value === "number"
				? value + 1
				: typeof value === "boolean"
					? !value
					: typeof value === "string"
						? `${value}!`
						: value;
		/** Every way to change one leaf, or to turn round or empty one list. */
		const variants = function* (value: unknown): Generator<unknown> {
			if (typeof value !== "object" || value === null) {
				yield changed(value);
				return;
			}
			if (Array.isArray(value)) {
				if (value.length > 1) yield [...value].reverse();
				if (value.length > 0) yield [];
				for (const [i, part] of value.entries())
					for (const other of variants(part)) yield value.with(i, other);
				return;
			}
			for (const [name, part] of Object.entries(value)) {
				for (const other of variants(part)) yield { ...value, [name]: other };
				const { [name]: _gone, ...rest } = { ...value, [name]: null };
				yield rest;
			}
		};
		let count = 0;
		const { format: _format, ...whole } = honest;
		const before = canonical(json(whole, "x"));
		for (const variant of variants(spelled)) {
			count++;
			// as the reviewer sees it, whether it would decode or not: nothing here rests on the decoders
			const other = variant as NetworkFile;
			const isNamed = [other.l1, ...(other.rollups ?? [])].every(
				(one) => typeof one?.name === "string",
			);
			if (!isNamed || other.rollups === undefined) continue;
			const { format, ...said } = other;
			if (canonical(json(said, "x")) === before) continue;
			expect(reviewNetwork(honest, other).groups.length).toBeGreaterThan(0);
		}
		expect(count).toBeGreaterThan(300);
	});

	test("never shows a text as the nothing or the number that it spells", () => {
		const shown = (title: string) =>
			reviewLines(
				reviewNetwork(undefined, fileOf([], { l1: { ...l1, title } })),
			).join("\n");
		for (const title of ["null", "none", "5", "true"])
			expect(shown(title)).toContain(`"${title}"`);
		expect(shown("Made")).not.toContain('"Made"');
	});

	test("never leaves a span, a time or a bond to be divided in the head, and rounds none", () => {
		expect(numberWords("unchallengedForS", 604_800)).toBe("604800 (7 d)");
		expect(numberWords("unchallengedForS", 90_061)).toBe(
			"90061 (1 d 1 h 1 min 1 s)",
		);
		expect(numberWords("genesisTimeS", 1_700_000_000)).toBe(
			"1700000000 (2023-11-14 22:13:20 UTC)",
		);
		expect(numberWords("initBondWei", "80000000000000000")).toBe(
			"80000000000000000 (0.08 ether)",
		);
		expect(numberWords("depth", 604_800)).toBe(null);
		expect(numberWords("initBondWei", "many")).toBe(null);
		expect(numberWords("fromS", 8.7e15)).toBe(null);
	});

	test("is confirmed by all of its groups and by no others, and not by those of another file", () => {
		const next = fileOf([{ ...op, title: "New" }, scroll, reference], {
			watched: [watched],
		});
		const review = reviewNetwork(honest, next);
		const ids = review.groups.map(({ id }) => id);
		expect(isConfirmed(review, ids)).toBe(true);
		expect(isConfirmed(review, [])).toBe(false);
		expect(isConfirmed(review, [...ids, h(1)])).toBe(false);
		const anew = reviewNetwork(undefined, next);
		expect(
			isConfirmed(
				anew,
				anew.groups.map(({ id }) => id),
			),
		).toBe(true);
		expect(isConfirmed(anew, ids)).toBe(false);
		expect(reviewNetwork(next, next).groups).toEqual([]);
	});

	test("prints a line for each field, the same as on screen", () => {
		const next = fileOf([op, reference], { watched: [watched] });
		const lines = reviewLines(reviewNetwork(honest, next));
		expect(lines).toContain(
			"Made halo2 rollup: Contracts, and the code they run",
		);
		expect(lines.filter((line) => line.startsWith("  - "))).not.toHaveLength(0);
		expect(lines.some((line) => line.startsWith("  + "))).toBe(false);
	});
});

describe("a file on a network of the release", () => {
	const [mainnet] = knownNetworks;
	if (mainnet === undefined) throw new Error("no mainnet");
	const shipped = decodeRollupProfile(
		{
			...scrollProfile,
			name: "scroll",
			title: "Scroll",
			chainId: 534_352,
			l1: "mainnet",
			l1ChainId: 1,
		},
		"profile",
	);
	const made: Release = {
		networks: knownNetworks,
		rollups: [shipped],
		reads: [],
	};
	const onMainnet = (
		rollups: readonly object[],
		rest: object = {},
	): NetworkFile => {
		const whole: unknown = JSON.parse(
			JSON.stringify({
				format: "sextant-network-1",
				l1: mainnet,
				rollups,
				...rest,
			}),
		);
		return decodeNetworkFile(canonical(json(whole, "network")));
	};
	const codeOf = (work: () => void): string => {
		try {
			work();
			return "none";
		} catch (thrown) {
			return String(thrown);
		}
	};
	const newer = { ...shipped, blocksLookedBack: 999 };

	test("may replace the profile of a rollup that ships, and that one is used from then on", () => {
		const file = onMainnet([newer]);
		expect(codeOf(() => checkImport(file, [], made))).toBe("none");
		expect(rollupsOf([], made)).toEqual([shipped]);
		expect(rollupsOf([file], made)).toEqual(file.rollups);
	});

	test("never takes another live id, another name or another L1, adds nothing and changes no rule of the network", () => {
		for (const file of [
			onMainnet([]),
			onMainnet([{ ...newer, chainId: 10 }]),
			onMainnet([{ ...newer, name: "other" }]),
			onMainnet([
				newer,
				{ ...newer, name: "base", title: "Base", chainId: 8453 },
			]),
			onMainnet([newer], {
				watched: [{ ...watched, l1: "mainnet", l1ChainId: 1, chainId: 59_144 }],
			}),
			{
				...onMainnet([newer]),
				l1: { ...mainnet, maxCheckpointAgeS: 60 * 86_400 },
			},
		])
			expect(codeOf(() => checkImport(file, [], made))).toMatch(
				/network-refused/,
			);
		// what does not ship with this release is no rollup of it
		const without: Release = { ...made, rollups: [] };
		expect(codeOf(() => checkImport(onMainnet([newer]), [], without))).toMatch(
			/network-refused/,
		);
		expect(rollupsOf([onMainnet([newer])], without)).toEqual(
			rollupsOf([], without),
		);
	});

	test("ships no more rollups of a network than one file may have, and none twice", () => {
		for (const { name } of release.networks) {
			const here = release.rollups.filter(({ l1 }) => l1 === name);
			expect(here.length).toBeLessThanOrEqual(mostRollups);
		}
		for (const key of ["name", "title", "chainId"] as const) {
			const all = release.rollups.map((one) => one[key]);
			expect(new Set(all).size).toBe(all.length);
		}
		for (const { l1, l1ChainId } of release.rollups)
			expect(release.networks).toContainEqual(
				expect.objectContaining({ name: l1, chainId: l1ChainId }),
			);
	});

	test("leaves its ids to it: no other file takes the id or the title of a rollup that ships", () => {
		const toy = { ...testNetwork, name: "toy", title: "Toy", chainId: 77_001 };
		const other = (part: object): NetworkFile => ({
			format: "sextant-network-1",
			l1: { ...toy, ...part },
			rollups: [],
		});
		expect(codeOf(() => checkImport(other({}), [], made))).toBe("none");
		for (const part of [{ chainId: 534_352 }, { title: "scroll" }])
			expect(codeOf(() => checkImport(other(part), [], made))).toMatch(
				/network-refused/,
			);
	});

	test("decodes with the ids its rollups have, which a file of a made-up L1 never gets", () => {
		expect(onMainnet([newer]).rollups[0]?.chainId).toBe(534_352);
		expect(() => fileOf([{ ...scroll, chainId: 534_352 }])).toThrow(
			/bad-file.*live/,
		);
		expect(() =>
			fileOf([], { watched: [{ ...watched, chainId: 59_144 }] }),
		).toThrow(/bad-file.*live/);
	});
});
