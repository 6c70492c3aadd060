// The reference rollup's contracts and root by the rules alone: what premises they take, and what of L1 they refuse.

import { describe, expect, it } from "vitest";
import { decodeRollupProfile } from "../../../../src/l2/checks.ts";
import { concludeReferenceConfig } from "../../../../src/l2/reference/checks/config.ts";
import { referenceV1 } from "../../../../src/l2/reference/checks/profile.ts";
import {
	concludeReferenceRoot,
	referenceRootWitness,
} from "../../../../src/l2/reference/checks/root.ts";
import { checkPolicy } from "../../../../src/l2/rollup.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../../src/trust/verified.ts";
import type { World } from "../../../state/chain.ts";
import { headerOver, premisesOf, rootOver } from "../made-root.ts";
import {
	anna,
	deposit,
	genesisRoot,
	l1World,
	makeBatches,
	profile,
	rollupAddress,
} from "../world.ts";

const batches = makeBatches([[deposit(1, anna, 7n)], [deposit(1, anna, 8n)]]);
const world = l1World(batches);
const header = headerOver(world);
const { config: premises, kept } = premisesOf(header, world, 2);
const config = concludeReferenceConfig(profile, premises);
const witness = {
	previous: profile.anchor.batchHash,
	batches: batches.map(({ batch }) => batch),
};

const codeOf = (work: () => unknown): string => {
	try {
		work();
		return "none";
	} catch (thrown) {
		return thrown instanceof Error
			? (thrown.message.split(":")[0] ?? "")
			: String(thrown);
	}
};
const under = (changed: World, last = 2) => {
	const found = premisesOf(headerOver(changed), changed, last);
	return codeOf(() => concludeReferenceConfig(profile, found.config));
};

describe("the contracts", () => {
	it("are known when both run the pinned code, and say where the rollup stands", () => {
		expect(config.value).toMatchObject({
			lastCommitted: 2,
			lastProven: 2,
			frozenAtS: 0,
			queueLength: 2,
			queueProven: 2,
			lastRoot: batches[1]?.batch.newRoot,
			at: { chainId: 1, grade: { who: "l1", finality: "final" } },
		});
	});

	it("are refused with other code, each of them, and are not there before they are made", () => {
		const { verifier } = profile.contracts;
		for (const address of [rollupAddress, verifier.address]) {
			const changed = { ...world };
			changed[address] = { ...changed[address], code: "0x6000" };
			expect(under(changed)).toBe("l2-unknown-code");
			delete changed[address];
			expect(under(changed)).toBe("not-anchored");
		}
	});

	it("are refused with a counter that no chain has", () => {
		for (const slot of [0n, 1n, 2n, 3n, 4n]) {
			const changed = l1World(batches, (storage) => {
				storage[wordHex(slot)] = 1n << 53n;
			});
			expect(under(changed)).toBe("l2-batch");
		}
	});

	it("are refused by other premises: left out, doubled, swapped, of other rules", () => {
		const [first, second, ...rest] = premises;
		if (first === undefined || second === undefined) throw new Error("none");
		const wrong: readonly (readonly AnyVerified[])[] = [
			[],
			premises.slice(1),
			[...premises, kept],
			[second, first, ...rest],
			[first, first, ...rest],
			[kept, second, ...rest],
			[header, second, ...rest],
			[...premises.slice(0, -1), kept],
			// the rollup's own account for the verifier's
			[...premises.slice(0, -1), first.premises[0] ?? header],
		];
		for (const some of wrong)
			expect(codeOf(() => concludeReferenceConfig(profile, some))).toBe(
				"evidence-step",
			);
	});

	it("are refused when proved at two blocks, or on another L1", () => {
		const later = l1World(batches, (storage) => {
			storage[wordHex(99n)] = 1n;
		});
		const { config: newer, kept: newerKept } = premisesOf(
			headerOver(later),
			later,
			2,
		);
		const mixed = [...premises.slice(0, -1), ...newer.slice(-1)];
		expect(codeOf(() => concludeReferenceConfig(profile, mixed))).toBe(
			"evidence-step",
		);
		expect(
			codeOf(() => concludeReferenceRoot([config, newerKept], witness)),
		).toBe("evidence-step");
		const elsewhere = { ...profile, l1ChainId: 5 };
		expect(codeOf(() => concludeReferenceConfig(elsewhere, premises))).toBe(
			"evidence-step",
		);
	});
});

describe("the root", () => {
	it("is refused with the hash of another batch, or without one", () => {
		const { kept: first } = premisesOf(header, world, 1);
		const { kept: genesis } = premisesOf(header, world, 0);
		for (const some of [
			[config, first],
			[config, genesis],
			[config],
			[config, kept, kept],
			[kept, config],
			[config, premises[0] ?? kept],
		])
			expect(codeOf(() => concludeReferenceRoot(some, witness))).toBe(
				"evidence-step",
			);
	});

	it("is refused where the batches are not the ones L1 keeps the hash of", () => {
		const [one, two] = witness.batches;
		if (one === undefined || two === undefined) throw new Error("no batches");
		const wrong = [
			{ ...witness, previous: wordHex(1n) },
			{ ...witness, batches: [] },
			{ ...witness, batches: [one] },
			{ ...witness, batches: [two, one] },
			{ ...witness, batches: [two] },
			{ ...witness, batches: [one, two, { ...two, number: 3 }] },
			{ ...witness, batches: [{ ...one, number: 2 }, two] },
			...Object.entries(two).map(([name, value]) => ({
				...witness,
				batches: [
					one,
					{
						...two,
						[name]: typeof value === "number" ? value + 1 : wordHex(77n),
					},
				],
			})),
		];
		for (const some of wrong)
			expect(codeOf(() => concludeReferenceRoot([config, kept], some))).toBe(
				"l2-batch",
			);
	});

	it("is refused where L1 keeps another root than the last batch ends in", () => {
		const changed = l1World(batches, (storage) => {
			storage[wordHex(5n)] = BigInt(genesisRoot);
		});
		expect(codeOf(() => rootOver(batches, changed))).toBe("l2-batch");
		const begun = l1World([], (storage) => {
			storage[wordHex(5n)] = 1n;
		});
		expect(codeOf(() => rootOver([], begun))).toBe("l2-batch");
	});

	it("begins where its witness says, which a shorter one says truly", () => {
		const [, last] = witness.batches;
		if (last === undefined) throw new Error("no batch");
		const short = { previous: batches[0]?.hash ?? "0x", batches: [last] };
		const { value } = concludeReferenceRoot([config, kept], short);
		expect(value.start).toEqual({ batch: 1, batchHash: batches[0]?.hash });
		expect(value.grade.validity).toBe("l1-accepted");
	});

	it("has at most 128 batches", () => {
		const [one] = witness.batches;
		const of = (count: number) => ({
			previous: witness.previous,
			batches: Array.from({ length: count }, () => one),
		});
		expect(referenceRootWitness(of(128), "w").batches.length).toBe(128);
		expect(codeOf(() => referenceRootWitness(of(129), "w"))).toBe("bad-field");
	});
});

describe("the profile", () => {
	it("is refused when its program's hash is not that of its key, or the key has other inputs", () => {
		expect(decodeRollupProfile(profile, "p")).toEqual(profile);
		const { program } = profile;
		const { key } = program;
		const [first] = key.ic;
		if (first === undefined) throw new Error("no point");
		for (const other of [
			{ ...program, hash: wordHex(1n) },
			{ ...program, key: { ...key, alpha: first } },
			{ ...program, key: { ...key, ic: key.ic.slice(1) } },
			{ ...program, key: { ...key, ic: [...key.ic, first] } },
			{ ...program, system: "plonk" },
		])
			expect(
				codeOf(() => referenceV1({ ...profile, program: other }, "p")),
			).toBe("bad-field");
	});

	it("asks for a rechecked root before an order, and for less where it says so", () => {
		const { root } = rootOver(batches);
		const nowMs = 1000 * (root.value.grade.asOfS + 10);
		expect(codeOf(() => checkPolicy(profile, root.value, "sign", nowMs))).toBe(
			"not-rechecked",
		);
		checkPolicy(profile, root.value, "show", nowMs);
		const { validity: _, ...policy } = profile.policy;
		checkPolicy({ policy }, root.value, "sign", nowMs);
	});
});
