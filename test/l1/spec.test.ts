// The light client's types and checks beside another implementation's: @lodestar/types, with the minimal preset.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { toHex } from "../../src/base/bytes.ts";
import {
	hashTreeRoot,
	jsonToSsz,
	type SszType,
	sszToJson,
} from "../../src/base/ssz.ts";
import type { ForkName } from "../../src/l1/network.ts";
import {
	forkAtSlot,
	gindices,
	periodAtSlot,
	shapeOf,
	slotAtTime,
	slotOfBlock,
	timeAtSlot,
	typesOf,
} from "../../src/l1/spec.ts";
import { wholeTypes } from "../conformance/state-types.ts";
import { madeNetwork, makeChain } from "./made.ts";

type OtherType = {
	readonly fromJson: (json: unknown) => unknown;
	readonly toJson: (value: never) => unknown;
	readonly deserialize: (bytes: Uint8Array) => unknown;
	readonly serialize: (value: never) => Uint8Array;
	readonly hashTreeRoot: (value: never) => Uint8Array;
	readonly getPathInfo: (path: readonly string[]) => {
		readonly gindex: bigint;
	};
	readonly defaultValue: () => unknown;
};
type OtherTypes = {
	readonly [fork: string]: { readonly [name: string]: OtherType };
};

let lodestar: OtherTypes = {};
beforeAll(async () => {
	process.env.LODESTAR_PRESET = "minimal";
	const types = await import("@lodestar/types");
	lodestar = types.ssz as unknown as OtherTypes;
});

const other = (fork: string, name: string): OtherType => {
	const type = lodestar[fork]?.[name];
	if (type === undefined) throw new Error(`no ${fork}.${name}`);
	return type;
};

const forks = ["altair", "capella", "deneb", "electra"] as const;
const names = {
	header: "LightClientHeader",
	bootstrap: "LightClientBootstrap",
	update: "LightClientUpdate",
	finality: "LightClientFinalityUpdate",
	optimistic: "LightClientOptimisticUpdate",
} as const;

const sameFor = (mine: SszType, theirs: OtherType, bytes: Uint8Array) => {
	const value = theirs.deserialize(bytes) as never;
	expect(toHex(hashTreeRoot({ type: mine, bytes }))).toBe(
		toHex(theirs.hashTreeRoot(value)),
	);
	expect(toHex(theirs.serialize(value))).toBe(toHex(bytes));
	expect(toHex(jsonToSsz(mine, sszToJson({ type: mine, bytes }), ""))).toBe(
		toHex(bytes),
	);
};

describe("light-client objects beside Lodestar's", () => {
	for (const fork of forks)
		it(`of ${fork} have the same bytes and roots`, () => {
			const network = {
				...madeNetwork,
				forks: forks.slice(0, forks.indexOf(fork) + 1).map((name, i) => ({
					name,
					version: `0x0${i}000001` as const,
					epoch: 0,
				})),
			};
			const chain = makeChain({ network });
			const types = typesOf(network, fork);
			sameFor(
				types.bootstrap,
				other(fork, names.bootstrap),
				chain.bootstrap(16).ssz,
			);
			for (const kind of ["update", "finality", "optimistic"] as const)
				sameFor(
					types[kind],
					other(fork, names[kind]),
					chain.update(kind, 41).ssz,
				);
		});

	it("give and take the same JSON", () => {
		const chain = makeChain();
		const type = typesOf(madeNetwork, "electra").update;
		const { ssz } = chain.update("update", 41);
		const theirs = other("electra", names.update);
		const json = theirs.toJson(theirs.deserialize(ssz) as never);
		// addresses come with a checksum of capitals there
		expect(JSON.stringify(sszToJson({ type, bytes: ssz }))).toBe(
			JSON.stringify(json).toLowerCase(),
		);
		expect(toHex(jsonToSsz(type, json, ""))).toBe(toHex(ssz));
	});

	it("decode the same of any bytes, or not at all", () => {
		const chain = makeChain();
		const { ssz } = chain.update("finality", 41);
		const type = typesOf(madeNetwork, "electra").finality;
		const theirs = other("electra", names.finality);
		fc.assert(
			fc.property(fc.nat(ssz.length - 1), fc.nat(255), (at, value) => {
				const bytes = ssz.slice();
				bytes[at] = value;
				let root: string;
				try {
					root = toHex(hashTreeRoot({ type, bytes }));
				} catch (thrown) {
					expect(thrown).toMatchObject({ code: "bad-ssz" });
					expect(() => theirs.deserialize(bytes)).toThrow();
					return;
				}
				// Lodestar holds slots in floating point; beyond 2^53 it loses bits.
				const numbers = JSON.stringify(sszToJson({ type, bytes })).match(
					/"[0-9]{16,}"/g,
				);
				if (numbers !== null) return;
				expect(root).toBe(
					toHex(theirs.hashTreeRoot(theirs.deserialize(bytes) as never)),
				);
			}),
			{ numRuns: 300 },
		);
	});
});

describe("generalized indices", () => {
	it("are those of the states' own types", () => {
		for (const fork of [
			"altair",
			"capella",
			"deneb",
			"electra",
			"fulu",
		] as const) {
			const state = other(fork, "BeaconState");
			const at = (...path: readonly string[]) =>
				Number(state.getPathInfo(path).gindex);
			expect(gindices[shapeOf(fork)]).toEqual({
				finalizedRoot: at("finalizedCheckpoint", "root"),
				currentSyncCommittee: at("currentSyncCommittee"),
				nextSyncCommittee: at("nextSyncCommittee"),
			});
		}
		expect(
			Number(
				other("electra", "BeaconBlockBody").getPathInfo(["executionPayload"])
					.gindex,
			),
		).toBe(25);
	});
});

describe("the runner's types of whole blocks and states", () => {
	it("have the same defaults and roots as Lodestar's", () => {
		for (const fork of [
			"altair",
			"bellatrix",
			"capella",
			"deneb",
			"electra",
			"fulu",
		] as const) {
			const mine = wholeTypes("minimal", fork);
			for (const [name, theirs] of [
				["BeaconState", "BeaconState"],
				["SignedBeaconBlock", "SignedBeaconBlock"],
			] as const) {
				// Fulu's block is Electra's.
				const from = other(fork, theirs);
				const bytes = from.serialize(from.defaultValue() as never);
				sameFor(mine[name], from, bytes);
			}
		}
	});
});

describe("slots, periods and forks", () => {
	it("follow from genesis and the preset", () => {
		expect(periodAtSlot(madeNetwork, 63)).toBe(0);
		expect(periodAtSlot(madeNetwork, 64)).toBe(1);
		expect(timeAtSlot(madeNetwork, 10)).toBe(madeNetwork.genesisTimeS + 20);
		expect(slotOfBlock(madeNetwork, timeAtSlot(madeNetwork, 10))).toBe(10);
		expect(slotAtTime(madeNetwork, timeAtSlot(madeNetwork, 10) * 1000)).toBe(
			10,
		);
		expect(
			slotAtTime(madeNetwork, timeAtSlot(madeNetwork, 10) * 1000 - 1),
		).toBe(9);
	});

	it("have no light client in phase 0, and no fork before the first", () => {
		expect(() => shapeOf("phase0")).toThrow("unknown-fork");
		const network = {
			...madeNetwork,
			forks: [
				{ name: "deneb" as ForkName, version: "0x04000001" as const, epoch: 5 },
			],
		};
		expect(() => forkAtSlot(network, 39)).toThrow("unknown-fork");
		expect(forkAtSlot(network, 40).name).toBe("deneb");
	});
});
