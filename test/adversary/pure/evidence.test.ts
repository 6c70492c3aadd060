import { beforeAll, describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { decodeRlp, encodeRlp } from "../../../src/base/rlp.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { rememberingKernel } from "../../../src/crypto/memory.ts";
import {
	bindEvidence,
	type Evidence,
	type EvidenceStep,
	evidenceOf,
	evidenceText,
	idOf,
} from "../../../src/evidence/evidence.ts";
import { checkBalance } from "../../../src/receipt/balance.ts";
import { checkEvidence } from "../../../src/receipt/check.ts";
import { verifyBalanceEvidence } from "../../../src/receipt/library.ts";
import { proveAccount } from "../../../src/state/account.ts";
import { parentHeader } from "../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import { chance } from "../../conformance/chance.ts";
import { shippedKernel } from "../../kernel.ts";
import { flipHex } from "../json.ts";
import {
	headerUnder,
	type MadeEvidence,
	makeEvidence,
	other,
	owner,
} from "../made/evidence.ts";
import { madeExecution } from "../made/state.ts";
import { faultOf } from "../rooms.ts";

let made: MadeEvidence;
beforeAll(async () => {
	made = await makeEvidence();
});

// The honest steps of an altered file need no second look.
const kernel = rememberingKernel(shippedKernel);
const tools = () => ({
	kernel,
	networks: [
		{ format: "sextant-network-1" as const, l1: made.network, rollups: [] },
	],
	anchors: [made.checkpoint],
});
const codeOf = async (work: () => Promise<unknown>): Promise<string | null> =>
	(await faultOf(work))?.code ?? null;
const check = (file: Evidence) => checkBalance(file, tools());

/** A forger writes the ids anew, so that they fit what it changed. */
const withIds = (steps: readonly EvidenceStep[]): readonly EvidenceStep[] => {
	const ids: Hex[] = [];
	return steps.map((step) => {
		const id = idOf(
			step.rule,
			step.premises.map((at) => ids[at] ?? "0x"),
			step.witness,
		);
		ids.push(id);
		return { ...step, id };
	});
};

/** The file with the witness of a step replaced, and every id made to fit. */
const withWitness = (
	file: Evidence,
	place: number,
	change: (old: Json) => Json,
): Evidence => ({
	...file,
	steps: withIds(
		file.steps.map((step, i) =>
			i === place ? { ...step, witness: change(step.witness) } : step,
		),
	),
});

const placeOf = (file: Evidence, rule: string): number =>
	file.steps.findIndex((step) => step.rule === rule);

describe("evidence made by hand", () => {
	it("is taken where it is true", async () => {
		const coin = await check(made.coin);
		expect(coin.amount).toBe(5n * 10n ** 18n);
		const tokens = await check(made.tokens);
		expect(tokens.amount).toBe(123_456n);
	});
});

describe("a forged step", () => {
	it("refuses a step whose id is not its own", async () => {
		const file = {
			...made.coin,
			steps: made.coin.steps.map((step, i) =>
				i === 2 ? { ...step, id: other(step.id) } : step,
			),
		};
		expect(await codeOf(() => check(file))).toBe("evidence-step");
	});

	it("refuses a step that is left out", async () => {
		const place = placeOf(made.coin, "lc-committee");
		const steps = made.coin.steps
			.filter((_, i) => i !== place)
			.map((step) => ({
				...step,
				premises: step.premises.map((at) => (at >= place ? at - 1 : at)),
			}));
		const file = {
			...made.coin,
			steps: withIds(steps),
			conclusions: made.coin.conclusions.map((at) => at - 1),
		};
		// The committee of the period before cannot have signed the head.
		expect(["wrong-period", "evidence-step"]).toContain(
			await codeOf(() => check(file)),
		);
	});

	it("refuses a step that nothing needs, a rule that nobody knows, and a second checkpoint", async () => {
		const [first, ...rest] = made.coin.steps;
		if (first === undefined) throw new Error("no step");
		const last = made.coin.steps.length;
		const files: Evidence[] = [
			{
				...made.coin,
				steps: [...made.coin.steps, { ...first, id: other(first.id) }],
			},
			{
				...made.coin,
				steps: withIds([first, { ...first, rule: "my-word" }, ...rest]),
			},
			{ ...made.coin, conclusions: [last + 3] },
		];
		for (const file of files)
			expect(await codeOf(() => check(file))).toBe("evidence-step");
	});

	it("refuses evidence about another address than it proves", async () => {
		const { about } = made.coin;
		if (about === undefined) throw new Error("about nobody");
		const file = { ...made.coin, about: { ...about, address: other(owner) } };
		expect(await codeOf(() => check(file))).toBe("evidence-step");
	});

	it("calls evidence from a checkpoint that was not accepted consistent, and no more", async () => {
		const fault = await faultOf(() =>
			checkEvidence(made.coin, { ...tools(), anchors: [other(owner)] }),
		);
		expect(fault?.code).toBe("evidence-anchor");
	});

	it("refuses each bit turned over in any step, with all ids made to fit", async () => {
		const { below } = chance(5, "evidence");
		const faults: Fault[] = [];
		for (const file of [made.coin, made.tokens]) {
			const amount = (await check(file)).amount;
			for (const [place, step] of file.steps.entries())
				for (let i = 0; i < 10; i++) {
					const altered = withWitness(file, place, (old) =>
						flipOne(old, below),
					);
					const fault = await faultOf(async () => {
						const balance = await check(altered);
						// The slot of a signature is not signed; it only names period and fork.
						expect(step.rule).toBe("lc-head");
						expect(balance.amount).toBe(amount);
					});
					if (fault !== null) faults.push(fault);
				}
		}
		expect(faults.length).toBeGreaterThan(110);
		for (const { kind } of faults)
			expect(["disproved", "malformed", "unsupported", "unproven"]).toContain(
				kind,
			);
	});
});

/** One bit of one hex string somewhere in the witness. */
const flipOne = (tree: Json, below: (n: number) => number): Json => {
	const places: (readonly (string | number)[])[] = [];
	const walk = (part: Json, path: readonly (string | number)[]): void => {
		if (typeof part === "string") {
			if (/^0x[0-9a-f]{2,}$/.test(part)) places.push(path);
		} else if (Array.isArray(part))
			for (const [i, one] of part.entries()) walk(one, [...path, i]);
		else if (typeof part === "object" && part !== null)
			for (const [key, one] of Object.entries(part)) walk(one, [...path, key]);
	};
	walk(tree, []);
	const target = places[below(places.length)];
	const flip = (part: Json, path: readonly (string | number)[]): Json => {
		const [step, ...rest] = path;
		if (step === undefined)
			return typeof part === "string"
				? flipHex(part, below(part.length / 2 - 1))
				: part;
		if (Array.isArray(part))
			return part.map((one: Json, i) => (i === step ? flip(one, rest) : one));
		if (typeof part === "object" && part !== null)
			return Object.fromEntries(
				Object.entries(part).map(([key, one]) => [
					key,
					key === step ? flip(one, rest) : one,
				]),
			);
		return part;
	};
	return target === undefined ? `${String(tree)}?` : flip(tree, target);
};

describe("evidence for somebody else", () => {
	const challenge: Hex = `0x${"c4".repeat(32)}`;
	const origin = "https://dapp.example";
	const expected = () => ({
		...tools(),
		checkpoint: made.checkpoint,
		challenge,
		origin,
		nowMs: made.nowMs,
	});
	const bound = () =>
		bindEvidence(made.coin, { challenge, origin, madeMs: made.nowMs });

	it("is taken by whom it was made for", async () => {
		const balance = await verifyBalanceEvidence(
			evidenceText(bound()),
			expected(),
		);
		expect(balance.amount).toBe(5n * 10n ** 18n);
	});

	it("refuses another challenge, another origin, another time, none at all", async () => {
		const file = bound();
		const { binding } = file;
		if (binding === undefined) throw new Error("not bound");
		const { binding: _, ...unbound } = file;
		const lies: Evidence[] = [
			{ ...file, binding: { ...binding, challenge: other(challenge) } },
			{ ...file, binding: { ...binding, origin: "https://evil.example" } },
			{ ...file, binding: { ...binding, madeMs: binding.madeMs + 1 } },
			{ ...made.tokens, binding },
			unbound,
		];
		for (const lie of lies)
			expect(
				await codeOf(() =>
					verifyBalanceEvidence(evidenceText(lie), expected()),
				),
			).toBe("evidence-binding");
	});
});

describe("state under a verified header", () => {
	it("refuses a header that is not the parent", async () => {
		const wrong = madeExecution({
			number: 498,
			timestampS: 1_790_000_000,
			stateRoot: made.state.root,
		});
		expect(await codeOf(async () => parentHeader(made.header, wrong.rlp))).toBe(
			"parent-hash",
		);
	});

	it("refuses code that is not the account's", async () => {
		for (const bytes of ["0x", "0x00", other("0x6004355f52")] as const)
			expect(await codeOf(async () => proveCode(made.token, bytes))).toBe(
				"code-hash",
			);
	});

	it("refuses a slot's proof under another key", async () => {
		const proof = made.state.slotProof(made.token.value.address, 3n);
		const key: Hex = `0x${(4).toString(16).padStart(64, "0")}`;
		const fault = await faultOf(async () =>
			proveSlot(made.token, { key, proof }),
		);
		expect(["mpt-node", "mpt-missing", "mpt-unused"]).toContain(fault?.code);
	});

	it("refuses nodes that no trie holds, though every hash fits", async () => {
		// A state root that commits to a node in another spelling: a liar with two thirds of the keys could make one.
		const proof = made.state.accountProof(owner).map((node) => fromHex(node));
		const leaf = proof.at(-1);
		if (leaf === undefined) throw new Error("no leaf");
		const items = decodeRlp(leaf);
		if (items instanceof Uint8Array) throw new Error("no list");
		const [path, value] = items;
		if (!(path instanceof Uint8Array) || value === undefined)
			throw new Error("no leaf");
		const spellings = [
			// unknown flags; padding that is not zero; a leaf without a value
			encodeRlp([path.map((byte, i) => (i === 0 ? byte | 0x80 : byte)), value]),
			encodeRlp([Uint8Array.of(0x2f, ...path.subarray(1)), value]),
			encodeRlp([path, new Uint8Array(0)]),
		];
		for (const spelling of spellings) {
			const root = keccakHex(spelling);
			const under = await headerUnder(root);
			expect(
				await codeOf(async () =>
					proveAccount(under, owner, { accountProof: [toHex(spelling)] }),
				),
			).toBe("mpt-canonical");
		}
	});

	it("refuses a header whose fields are not those of its hash", async () => {
		const { rlp } = made.parent;
		const items = decodeRlp(fromHex(rlp), 2);
		if (items instanceof Uint8Array) throw new Error("no list");
		const altered = toHex(
			encodeRlp(items.map((item, i) => (i === 3 ? new Uint8Array(32) : item))),
		);
		const file = withWitness(
			evidenceOf(made.account),
			placeOf(made.coin, "el-parent"),
			() => ({ rlp: altered }),
		);
		expect(await codeOf(() => checkEvidence(file, tools()))).toBe(
			"parent-hash",
		);
	});
});
