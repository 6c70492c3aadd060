// The oracles of the campaign are held to what they must find: each mutant is a signer, or a window, that does wrong in one
// way, and a campaign that did not see it would be worth nothing.

import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { fromHex, type Hex } from "../../src/base/bytes.ts";
import { signHash } from "../../src/crypto/secp256k1.ts";
import {
	decodeSigned,
	joinSignature,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { chance } from "../conformance/chance.ts";
import { type AttackClass, Notes } from "./classes/class.ts";
import { honestly, recipients, Stage } from "./classes/engine-stage.ts";
import type { Drawn } from "./classes/person.ts";
import { isHarmed, joined, numbersOf, runMixed, sharesOf } from "./mixed.ts";

vi.mock("@noble/hashes/scrypt.js", async (load) => {
	const real = await load<typeof import("@noble/hashes/scrypt.js")>();
	// the mock is hoisted above all imports
	const { remembered } = await import("./remembered.ts");
	return { ...real, scryptAsync: remembered(real.scryptAsync) };
});

const key = fromHex(
	"0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
);
let stage: Stage;
let notes: Notes;
let drawn: Drawn;
beforeAll(async () => {
	stage = await Stage.open();
});
afterAll(() => stage.bench.signer.close());
beforeEach(async () => {
	await stage.anew();
	stage.signedBefore = stage.bench.signed.length;
	stage.person.judge(new Notes());
	notes = new Notes();
	const made = stage.transfer(chance(1, "mutant"), { to: recipients.account });
	await stage.offer(made, notes);
	const [first] = await stage.person.look(honestly(made), notes);
	if (first === undefined) throw new Error("nothing is drawn");
	drawn = first;
});

/** What a signer that signs something else would hand over. */
const mutated = (change: (was: Transaction) => Transaction): void => {
	const last = stage.bench.signed.at(-1);
	if (last === undefined) throw new Error("nothing was signed");
	const made = change(decodeSigned(last.raw).transaction);
	const { raw, hash } = joinSignature(made, signHash(signingHash(made), key));
	stage.bench.signed.push({ id: last.id, raw, hash });
};
const harms = (): readonly string[] => notes.found.map(({ harm }) => harm);

it("sees nothing wrong in an approved signature", async () => {
	await stage.person.decide(drawn, true, notes);
	stage.person.judge(notes);
	expect(notes.found).toEqual([]);
	expect(notes.signed).toBe(1);
});

it.each<readonly [string, (was: Transaction) => Transaction]>([
	["recipient", (was) => ({ ...was, to: recipients.contract })],
	["value", (was) => ({ ...was, valueWei: was.valueWei + 1n })],
	["chain", (was) => ({ ...was, chainId: 1 })],
	["nonce", (was) => ({ ...was, nonce: was.nonce + 1 })],
	["data", (was) => ({ ...was, data: "0x01" })],
	["gas limit", (was) => ({ ...was, gasLimit: was.gasLimit + 1 })],
	["fee", (was) => ({ ...was, maxFeePerGasWei: was.maxFeePerGasWei + 1n })],
])("never lets a signer pass that signs another %s", async (_, change) => {
	await stage.person.decide(drawn, true, notes);
	mutated(change);
	stage.person.judge(notes);
	expect(harms()).toContain("signature");
});

it("never lets a signer pass that signs after a no", async () => {
	await stage.person.decide(drawn, true, notes);
	const { id } = drawn.approval;
	await stage.person.decide(drawn, false, notes);
	stage.person.judge(notes);
	expect(notes.found.some(({ what }) => what.includes(id))).toBe(true);
});

it("never lets a signer pass that signs what nobody was shown", async () => {
	await stage.person.decide(drawn, true, notes);
	const { raw, hash } = stage.bench.signed.at(-1) ?? { raw: "0x", hash: "0x" };
	stage.bench.signed.push({
		id: "never shown",
		raw: raw as Hex,
		hash: hash as Hex,
	});
	stage.person.judge(notes);
	expect(harms()).toContain("signature");
});

it("never lets a window pass that draws another recipient or network", async () => {
	for (const lie of [
		{ ...drawn, recipient: "contract" as const },
		{ ...drawn, network: "Sepolia" },
	]) {
		const told = new Notes();
		await stage.person.decide(lie, true, told);
		expect(told.found.map(({ harm }) => harm)).toContain("signature");
	}
});

it("ends red when one attempt of one class finds harm", async () => {
	const one: AttackClass = {
		name: "mutant",
		says: "finds something in its third attempt",
		share: 1,
		open: async () => {
			let count = 0;
			return {
				attempt: async () => {
					const found = new Notes();
					if (++count === 3) found.find("stale", "once");
					return found.as("anything");
				},
				close: async () => {},
			};
		},
	};
	expect(isHarmed(await runMixed([one], 1, 2))).toBe(false);
	expect(isHarmed(await runMixed([one], 1, 5))).toBe(true);
	expect(sharesOf([one, { ...one, share: 3 }], 100)).toEqual([25, 75]);
	expect(sharesOf([one, { ...one, share: 99 }], 10)).toEqual([1, 9]);
});

it("never loses an attempt, or a harm that one found, among several processes", async () => {
	const tried: number[] = [];
	const one: AttackClass = {
		name: "mutant",
		says: "finds something in its fifth attempt",
		share: 1,
		open: async () => ({
			attempt: async (by) => {
				const found = new Notes();
				tried.push(by.below(1_000_000));
				if (tried.length === 5) found.find("stale", "once");
				return found.as("anything");
			},
			close: async () => {},
		}),
	};
	const part = (from: number, of: number) =>
		runMixed([one], 1, 7, () => {}, { from, of });
	const parts = [await part(0, 2), await part(1, 2)] as const;
	const several = tried.splice(0);
	await part(0, 1);
	expect(several.toSorted()).toEqual(tried.toSorted());
	expect(new Set(several).size).toBe(7);
	expect(parts.map(isHarmed)).toEqual([false, true]);
	for (const whole of [joined(...parts), joined(parts[1], parts[0])]) {
		expect(isHarmed(whole)).toBe(true);
		expect(whole.attempts).toBe(7);
		expect(whole.classes.mutant).toMatchObject({
			attempts: 7,
			tried: { anything: 7 },
			harm: { stale: 1 },
			found: ["stale: anything: once"],
		});
	}
	expect(numbersOf(3, { from: 3, of: 4 })).toEqual([]);
});
