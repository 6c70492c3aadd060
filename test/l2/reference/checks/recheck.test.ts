// The reference rollup's validity proofs checked again, over a made L1 that says whatever the test wants: what the recheck
// refuses although L1 accepted it, and what it cannot see. Proofs are made with the key's secrets, checked by pairings.

import { describe, expect, it } from "vitest";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../../src/base/bytes.ts";
import { bn254P, bn254R } from "../../../../src/crypto/bn254.ts";
import {
	genesisHash,
	inputsOf,
} from "../../../../src/l2/reference/checks/batch.ts";
import { concludeReferenceConfig } from "../../../../src/l2/reference/checks/config.ts";
import {
	concludeRecheck,
	openRecheck,
	replayRecheck,
} from "../../../../src/l2/reference/checks/recheck.ts";
import { concludeReferenceRoot } from "../../../../src/l2/reference/checks/root.ts";
import type { ReferenceRoot } from "../../../../src/l2/reference/checks/values.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import type { Verified } from "../../../../src/trust/verified.ts";
import { shippedKernel } from "../../../kernel.ts";
import { headerOver, premisesOf, rootOver } from "../made-root.ts";
import {
	anna,
	bert,
	chainId,
	deposit,
	genesisRoot,
	l1World,
	type MadeBatch,
	makeBatches,
	makeProgram,
	profile,
	program,
	transfer,
} from "../world.ts";

const steps = [
	[deposit(1, anna, 1000n)],
	[deposit(2, bert, 5n), transfer(1, 2, bert, 30n)],
	[transfer(2, 1, anna, 1n)],
];
const honest = makeBatches(steps);
const { root } = rootOver(honest);

const proofsIn = (batches: readonly MadeBatch[]) =>
	batches.map(({ batch, proof }) => ({ batch: batch.number, proof }));

const recheck = (
	of: Verified<ReferenceRoot>,
	proofs: readonly { batch: number; proof: Hex }[],
	named: Hex = profile.program.hash,
) => concludeRecheck(of, { program: named, proofs }, shippedKernel);

/** One of the proofs replaced. */
const withProof = (number: number, proof: Hex) =>
	proofsIn(honest).map((one) =>
		one.batch === number ? { ...one, proof } : one,
	);

const inputsAt = (number: number): readonly Hex[] => {
	const made = honest[number - 1];
	if (made === undefined) throw new Error("no batch");
	return inputsOf(chainId, made.batch);
};

describe("a root whose proofs hold", () => {
	it("is rechecked, from the profile's anchor, under the pinned program", async () => {
		expect(root.value.grade).toMatchObject({
			who: "accepted",
			validity: "l1-accepted",
			finality: "final",
		});
		const { value } = await recheck(root, proofsIn(honest));
		expect(value).toMatchObject({
			chainId,
			blockNumber: 3,
			blockHash: honest[2]?.hash,
			stateRoot: honest[2]?.batch.newRoot,
			grade: {
				who: "accepted",
				validity: "rechecked",
				finality: "final",
				asOfS: honest[2]?.batch.committedAtS,
			},
			recheck: {
				system: "groth16",
				program: profile.program.hash,
				from: { batch: 0, root: genesisRoot },
				proofs: 3,
			},
		});
	});

	it("is rechecked with any proof of the same inputs, not with one particular", async () => {
		const again = program.prove(inputsAt(2), "again");
		expect(again).not.toBe(honest[1]?.proof);
		const { value } = await recheck(root, withProof(2, again));
		expect(value.grade.validity).toBe("rechecked");
	});

	it("says nothing of a deposit: a genuine proof over a forged deposit is NOT caught", async () => {
		// Nobody paid this in. The contract's queue has it because all of L1 colludes; the proof is true of these inputs.
		const forged = makeBatches([[deposit(1, bert, 10n ** 24n)]]);
		const colluding = rootOver(forged).root;
		const { value } = await recheck(colluding, proofsIn(forged));
		expect(value.grade.validity).toBe("rechecked");
		expect(value.stateRoot).toBe(forged[0]?.batch.newRoot);
	});
});

describe("a root that a fully colluding L1 accepts is refused", () => {
	it("when it is forged: no proof of the true step is one of it", async () => {
		const forged = makeBatches(steps, {
			3: {
				batch: { newRoot: wordHex(12345n) },
				// what the prover made before the root was changed
				proof: () => honest[2]?.proof ?? "0x",
			},
		});
		const { root: accepted } = rootOver(forged);
		expect(accepted.value).toMatchObject({
			stateRoot: wordHex(12345n),
			grade: { who: "accepted", validity: "l1-accepted" },
		});
		await expect(recheck(accepted, proofsIn(forged))).rejects.toMatchObject({
			code: "recheck-failed",
		});
	});

	it("when a batch in the middle is forged, whatever follows holds", async () => {
		const forged = makeBatches(steps, {
			2: {
				proof: (batch) =>
					program.prove(inputsOf(chainId, { ...batch, newRoot: wordHex(1n) })),
			},
		});
		await expect(
			recheck(rootOver(forged).root, proofsIn(forged)),
		).rejects.toMatchObject({
			code: "recheck-failed",
			detail: expect.stringContaining("batch 2"),
		});
	});

	it.each([
		["old root", { oldRoot: wordHex(7n) }],
		["new root", { newRoot: wordHex(7n) }],
		["data hash", { dataHash: wordHex(7n) }],
		["queue before", { queueBefore: wordHex(7n) }],
		["queue after", { queueAfter: wordHex(7n) }],
		["withdraw root", { withdrawRoot: wordHex(7n) }],
	])("when the proof is of another %s", async (_, change) => {
		const [first] = honest;
		if (first === undefined) throw new Error("no batch");
		const other = program.prove(
			inputsOf(chainId, { ...first.batch, ...change }),
		);
		await expect(recheck(root, withProof(1, other))).rejects.toMatchObject({
			code: "recheck-failed",
		});
	});

	it("when the proof is of another chain", async () => {
		const [first] = honest;
		if (first === undefined) throw new Error("no batch");
		const other = program.prove(inputsOf(chainId + 1, first.batch));
		await expect(recheck(root, withProof(1, other))).rejects.toMatchObject({
			code: "recheck-failed",
		});
	});
});

describe("a proof is refused", () => {
	it("for another batch", async () => {
		const [first, second, third] = proofsIn(honest);
		if (!first || !second || !third) throw new Error("no proofs");
		// as it is named
		await expect(recheck(root, [first, third, second])).rejects.toMatchObject({
			code: "recheck-batch",
		});
		await expect(recheck(root, [first, second])).rejects.toMatchObject({
			code: "recheck-batch",
		});
		await expect(
			recheck(root, [first, second, third, third]),
		).rejects.toMatchObject({ code: "recheck-batch" });
		// and where it is passed off as the right one's
		await expect(
			recheck(root, withProof(2, third.proof)),
		).rejects.toMatchObject({ code: "recheck-failed" });
	});

	it("for another program", async () => {
		const other = makeProgram("another");
		await expect(
			recheck(root, withProof(1, other.prove(inputsAt(1)))),
		).rejects.toMatchObject({ code: "recheck-failed" });
		await expect(
			recheck(root, proofsIn(honest), wordHex(1n)),
		).rejects.toMatchObject({ code: "recheck-program" });
	});

	it("with a coordinate that is not canonical, each of the eight", async () => {
		const proof = fromHex(honest[0]?.proof ?? "0x");
		for (let at = 0; at < 8; at++) {
			const word = BigInt(toHex(proof.subarray(32 * at, 32 * at + 32)));
			const again = concat(
				proof.subarray(0, 32 * at),
				bigToBytes(word + bn254P, 32),
				proof.subarray(32 * at + 32),
			);
			await expect(
				recheck(root, withProof(1, toHex(again))),
			).rejects.toMatchObject({ code: "recheck-point" });
		}
	});

	it("with a point off its curve, at infinity, or with a bit turned", async () => {
		const proof = fromHex(honest[0]?.proof ?? "0x");
		const zeroed = (from: number, to: number): Hex => {
			const copy = proof.slice();
			copy.fill(0, from, to);
			return toHex(copy);
		};
		for (const [from, to] of [
			[0, 64],
			[64, 192],
			[192, 256],
			[0, 256],
			[32, 64],
		] as const)
			await expect(
				recheck(root, withProof(1, zeroed(from, to))),
			).rejects.toMatchObject({ code: "recheck-failed" });
		for (let at = 31; at < 256; at += 32) {
			const copy = proof.slice();
			copy[at] = (copy[at] ?? 0) ^ 1;
			await expect(
				recheck(root, withProof(1, toHex(copy))),
			).rejects.toMatchObject({
				code: expect.stringMatching(/recheck-failed|recheck-point/),
			});
		}
	});

	it("for a public input plus the field's order, which would be the same number", async () => {
		const [first] = honest;
		if (first === undefined) throw new Error("no batch");
		for (const name of [
			"newRoot",
			"dataHash",
			"queueAfter",
			"withdrawRoot",
		] as const) {
			const shifted = wordHex(BigInt(first.batch[name]) + bn254R);
			const forged = makeBatches(steps.slice(0, 1), {
				1: { batch: { [name]: shifted }, proof: () => first.proof },
			});
			await expect(
				recheck(rootOver(forged).root, proofsIn(forged)),
			).rejects.toMatchObject({ code: "recheck-input" });
		}
	});
});

describe("a span that is not whole is a gap", () => {
	it("when a genuine proof starts from another previous root", async () => {
		const other = { oldRoot: wordHex(99n) };
		const jumped = makeBatches(steps, { 2: { batch: other } });
		await expect(
			recheck(rootOver(jumped).root, proofsIn(jumped)),
		).rejects.toMatchObject({ code: "recheck-gap" });
	});

	it("when a batch starts from another queue", async () => {
		for (const other of [{ queueBefore: wordHex(99n) }, { queueFrom: 5 }]) {
			const jumped = makeBatches(steps, { 2: { batch: other } });
			await expect(
				recheck(rootOver(jumped).root, proofsIn(jumped)),
			).rejects.toMatchObject({ code: "recheck-gap" });
		}
	});

	it("when the first batch does not start from the anchor's root or queue", async () => {
		for (const other of [
			{ oldRoot: wordHex(99n) },
			{ queueBefore: wordHex(99n) },
		]) {
			const jumped = makeBatches(steps, { 1: { batch: other } });
			await expect(
				recheck(rootOver(jumped).root, proofsIn(jumped)),
			).rejects.toMatchObject({ code: "recheck-gap" });
		}
	});

	it("when it does not begin at the profile's anchor", async () => {
		const world = l1World(honest);
		const { config, kept } = rootOver(honest, world);
		const tail = honest.slice(1);
		const short = concludeReferenceRoot([config, kept], {
			previous: honest[0]?.hash ?? "0x",
			batches: tail.map(({ batch }) => batch),
		});
		expect(short.value.start).toEqual({ batch: 1, batchHash: honest[0]?.hash });
		await expect(recheck(short, proofsIn(tail))).rejects.toMatchObject({
			code: "recheck-gap",
		});
	});

	it("when this L1 has another history than the profile", async () => {
		const other = {
			...profile,
			anchor: { ...profile.anchor, batchHash: wordHex(5n) },
		};
		const world = l1World(honest);
		const header = headerOver(world);
		const premises = premisesOf(header, world, 3, other);
		const config = concludeReferenceConfig(other, premises.config);
		const elsewhere = concludeReferenceRoot([config, premises.kept], {
			previous: genesisHash(genesisRoot),
			batches: honest.map(({ batch }) => batch),
		});
		await expect(recheck(elsewhere, proofsIn(honest))).rejects.toMatchObject({
			code: "recheck-gap",
		});
	});
});

describe("before the first proof", () => {
	it("nothing is rechecked, and the root says so", async () => {
		const { root: genesis } = rootOver([]);
		expect(genesis.value).toMatchObject({
			blockNumber: 0,
			stateRoot: genesisRoot,
			grade: { who: "accepted", validity: "none" },
		});
		await expect(recheck(genesis, [])).rejects.toMatchObject({
			code: "not-rechecked",
		});
	});
});

describe("in one session", () => {
	it("a proof that held is not checked again, one that did not is", async () => {
		let asked = 0;
		const counting = {
			checkGroth16: (
				question: Parameters<typeof shippedKernel.checkGroth16>[0],
			) => {
				asked++;
				return shippedKernel.checkGroth16(question);
			},
		};
		const session = openRecheck(counting);
		const [first] = honest;
		if (first === undefined) throw new Error("no batch");
		const wrong = program.prove(inputsAt(2));
		for (let i = 0; i < 2; i++)
			await expect(
				session.check(profile, first.batch, wrong),
			).rejects.toMatchObject({ code: "recheck-failed" });
		expect(asked).toBe(2);
		await session.conclude(root, proofsIn(honest));
		expect(asked).toBe(5);
		const { value } = await session.conclude(root, proofsIn(honest));
		expect(value.grade.validity).toBe("rechecked");
		await session.check(profile, first.batch, first.proof);
		expect(asked).toBe(5);
	});
});

describe("run again from its witness", () => {
	const tools = { kernel: shippedKernel };
	it("it concludes the same", async () => {
		const checked = await recheck(root, proofsIn(honest));
		const again = await replayRecheck.recheck(
			[root],
			JSON.parse(JSON.stringify(checked.witness)),
			tools,
		);
		expect(again.value).toEqual(checked.value);
		expect(again.witness).toEqual(checked.witness);
	});

	it("it refuses other premises, and a witness of another shape", async () => {
		const { witness } = await recheck(root, proofsIn(honest));
		const { config } = rootOver(honest);
		for (const premises of [[], [config], [root, root]])
			await expect(
				replayRecheck.recheck(premises, witness, tools),
			).rejects.toMatchObject({ code: "evidence-step" });
		const good = JSON.parse(JSON.stringify(witness));
		for (const bad of [
			null,
			{ ...good, program: "0x" },
			{ ...good, proofs: [] },
			{ ...good, proofs: Array(129).fill(good.proofs[0]) },
			{ ...good, proofs: [{ ...good.proofs[0], proof: "0x00" }] },
		])
			await expect(
				replayRecheck.recheck([root], bad, tools),
			).rejects.toMatchObject({ code: "bad-field" });
	});
});
