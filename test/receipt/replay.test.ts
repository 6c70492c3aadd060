import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { canonical, hashOf, json } from "../../src/evidence/canonical.ts";
import {
	bindEvidence,
	checkBinding,
	decodeEvidence,
	type Evidence,
	evidenceOf,
	evidenceText,
	stepId,
} from "../../src/evidence/evidence.ts";
import { replayEvidence } from "../../src/receipt/replay.ts";
import { refusalOf } from "../refused.ts";
import { reseal } from "./reseal.ts";
import {
	a,
	account,
	checkpoint,
	h,
	say,
	scene,
	slotOf,
	testRules,
} from "./world.ts";

const { header, head } = scene();
const sender = account(header, a(1));
const recipient = account(header, a(2));
const file = evidenceOf(sender, recipient, header);
const anchors = [h(1)];

const run = (evidence: Evidence, from: readonly Hex[] = anchors) =>
	replayEvidence(evidence, testRules, {}, from);

describe("evidence", () => {
	test("holds each step once, premises first, and replays to equal values", async () => {
		expect(file.steps.map(({ rule }) => rule)).toEqual([
			"checkpoint",
			"lc-bootstrap",
			"lc-head",
			"el-header",
			"mpt-account",
			"mpt-account",
		]);
		expect(file.conclusions).toEqual([4, 5, 3]);
		const travelled = decodeEvidence(evidenceText(file));
		const replayed = await run(travelled);
		expect(replayed.conclusions.map(({ value }) => value)).toEqual([
			sender.value,
			recipient.value,
			header.value,
		]);
		expect(replayed.conclusions.map(stepId)).toEqual(
			[sender, recipient, header].map(stepId),
		);
		expect(replayed.steps).toBe(6);
	});

	test("takes two objects for one step when they say the same", () => {
		const twice = evidenceOf(account(scene().header, a(1)), sender);
		expect(twice.steps.length).toBe(5);
		expect(twice.conclusions).toEqual([4, 4]);
	});

	test("walks a long chain of parents without recursion", () => {
		let tip = say("el-header", [head], { n: 0 });
		for (let n = 1; n < 3_000; n++) tip = say("el-parent", [tip], { n });
		expect(evidenceOf(tip).steps.length).toBe(3_003);
	});

	test("refuses to rest on two checkpoints, on none, or on something unverified", () => {
		const other = scene({ checkpoint: checkpoint(h(99)) });
		expect(() => evidenceOf(sender, other.header)).toThrow(RangeError);
		expect(() => evidenceOf()).toThrow(RangeError);
		expect(() => evidenceOf(structuredClone(sender))).toThrow(TypeError);
	});

	test("has one spelling whatever the order of keys", () => {
		expect(canonical({ b: [1, { d: "x", c: null }], a: true })).toBe(
			'{"a":true,"b":[1,{"c":null,"d":"x"}]}',
		);
		expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
	});

	test("refuses numbers with a fraction, and depth without end", () => {
		expect(() => json({ a: 1.5 }, "x")).toThrow(/whole number/);
		expect(() => json({ a: -0 }, "x")).toThrow(/whole number/);
		let deep: unknown = 1;
		for (let i = 0; i < 30; i++) deep = [deep];
		expect(() => json(deep, "x")).toThrow(/deeper/);
	});
});

describe("replay", () => {
	test("says consistent but not anchored for a checkpoint nobody accepted", async () => {
		const work = run(file, [h(77)]);
		await expect(work).rejects.toThrow(/consistent, rooted at/);
		expect(await refusalOf(run(file, [h(77)]))).toBe("evidence-anchor");
	});

	test("names the failed step before it speaks of the anchor", async () => {
		const changed = decodeEvidence(
			evidenceText(file).replace('"$":"1000000000000000000"', '"$":"9"'),
		);
		expect(await refusalOf(run(changed, []))).toBe("evidence-step");
		expect(await refusalOf(run(reseal(changed), []))).toBe("proof-value");
	});

	test("rejects every step whose id is altered", async () => {
		for (const place of file.steps.keys()) {
			const steps = file.steps.map((step, i) =>
				i === place ? { ...step, id: h(5) } : step,
			);
			expect(await refusalOf(run({ ...file, steps }))).toBe("evidence-step");
		}
	});

	test("rejects a dropped step, a repeated step and a step that leads nowhere", async () => {
		const dropped = { ...file, steps: file.steps.slice(0, -1) };
		expect(await refusalOf(run(dropped))).toBe("evidence-step");
		const idle = { ...file, conclusions: [4, 3] };
		expect(await refusalOf(run(idle))).toBe("evidence-step");
		const last = file.steps[5];
		if (last === undefined) throw new Error("no last step");
		const repeated = {
			...file,
			steps: [...file.steps, last],
			conclusions: [4, 5, 3, 6],
		};
		expect(await refusalOf(run(repeated))).toBe("evidence-step");
	});

	test("rejects a premise that comes later, and one that is exchanged", async () => {
		const later = file.steps.map((step, i) =>
			i === 3 ? { ...step, premises: [4] } : step,
		);
		expect(await refusalOf(run({ ...file, steps: later }))).toBe(
			"evidence-step",
		);
		const swapped = file.steps.map((step, i) =>
			i === 4 ? { ...step, premises: [2] } : step,
		);
		expect(await refusalOf(run(reseal({ ...file, steps: swapped })))).not.toBe(
			"none",
		);
	});

	test("rejects a rule that does not exist, also one every object has", async () => {
		for (const rule of ["toString", "__proto__", "mpt-anything"]) {
			const steps = file.steps.map((step, i) =>
				i === 4 ? { ...step, rule } : step,
			);
			expect(await refusalOf(run(reseal({ ...file, steps })))).toBe(
				"evidence-step",
			);
		}
	});

	test("rejects a step without premises that is no checkpoint", async () => {
		const steps = file.steps.map((step, i) =>
			i === 1 ? { ...step, premises: [] } : step,
		);
		expect(await refusalOf(run(reseal({ ...file, steps })))).toBe(
			"evidence-step",
		);
	});

	test("rejects a file that names another checkpoint or network than its first step", async () => {
		expect(
			await refusalOf(run({ ...file, checkpoint: h(77) }, [h(1), h(77)])),
		).toBe("evidence-step");
		expect(await refusalOf(run({ ...file, network: "mainnet" }))).toBe(
			"evidence-step",
		);
	});

	test("rejects a witness with more in it than the rule reads", async () => {
		const steps = file.steps.map((step, i) =>
			i === 4 &&
			typeof step.witness === "object" &&
			!Array.isArray(step.witness)
				? { ...step, witness: { ...step.witness, more: 1 } }
				: step,
		);
		expect(await refusalOf(run(reseal({ ...file, steps })))).toBe(
			"evidence-step",
		);
	});

	test("replays a slot under its account", async () => {
		const word = slotOf(sender, h(9), 5n);
		const { conclusions } = await run(evidenceOf(word));
		expect(conclusions[0]?.value).toEqual(word.value);
	});
});

describe("binding", () => {
	const made = { challenge: h(50), origin: "https://dapp.example", madeMs: 5 };
	const bound = bindEvidence(file, made);

	test("accepts the challenge and origin it was made for", () => {
		expect(checkBinding(bound, made).madeMs).toBe(5);
		const travelled = decodeEvidence(evidenceText(bound));
		expect(checkBinding(travelled, made).digest).toBe(bound.binding?.digest);
	});

	test("rejects another challenge, another origin, and no binding at all", () => {
		for (const [challenge, origin] of [
			[h(51), made.origin],
			[made.challenge, "https://evil.example"],
		] as const)
			expect(() => checkBinding(bound, { challenge, origin })).toThrow(
				/evidence-binding/,
			);
		expect(() => checkBinding(file, made)).toThrow(/evidence-binding/);
	});

	test("rejects a binding moved to other steps, another subject or another time", () => {
		const other = { ...evidenceOf(recipient), binding: bound.binding };
		const about = { address: a(1), token: null, balancesSlot: null };
		if (bound.binding === undefined) throw new Error("not bound");
		for (const moved of [
			{ ...bound, ...other, binding: bound.binding },
			{ ...bound, about },
			{ ...bound, conclusions: [5, 4, 3] },
			{ ...bound, binding: { ...bound.binding, madeMs: 6 } },
		])
			expect(() => checkBinding(moved, made)).toThrow(/evidence-binding/);
	});
});
