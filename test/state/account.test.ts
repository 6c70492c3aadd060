import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import { encodeRlp } from "../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { buildTrie } from "../../src/proof/trie.ts";
import { accountClaim } from "../../src/source/execution.ts";
import {
	checkAccount,
	emptyCodeHash,
	proveAccount,
} from "../../src/state/account.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { replayState } from "../../src/state/replay.ts";
import { checkSlot, proveCode, proveSlot } from "../../src/state/slot.ts";
import {
	listSlot,
	mappingSlot,
	wordHex,
} from "../../src/state/storage-layout.ts";
import { conclude } from "../../src/trust/verified.ts";
import { refusedWith } from "../refused.ts";
import { headOf, mine, proofJson, type World } from "./chain.ts";

const token: Hex = `0x${"aa".repeat(20)}`;
const person: Hex = `0x${"bb".repeat(20)}`;
const nobody: Hex = `0x${"cc".repeat(20)}`;
const key = wordHex(5n);
const world: World = {
	[person]: { nonce: 7, balance: 10n ** 18n },
	[token]: {
		nonce: 1,
		code: "0x6001600201",
		storage: { [key]: 1234n, [wordHex(6n)]: 1n },
	},
};
for (let i = 1; i < 60; i++)
	world[`0x${i.toString(16).padStart(40, "0")}`] = { balance: BigInt(i) };
const block = mine(world, null);
const header = headerOfHead(headOf(block));
const claimOf = (address: Hex, slots: Hex[] = []) =>
	accountClaim(proofJson(world, address, slots), "proof");

describe("an account", () => {
	it("is proved with its block and grade", () => {
		const account = proveAccount(header, person, claimOf(person));
		expect(account.rule).toBe("mpt-account");
		expect(account.premises).toEqual([header]);
		expect(account.value).toMatchObject({
			address: person,
			exists: true,
			nonce: 7,
			balanceWei: 10n ** 18n,
			codeHash: emptyCodeHash,
			at: {
				chainId: 1,
				blockNumber: 100,
				blockHash: block.hash,
				grade: { who: "l1", finality: "optimistic", asOfS: 1_700_001_200 },
			},
		});
		expect(Object.keys(account.value.at)).not.toContain("receiptsRoot");
	});
	it("is proved absent as an account of nothing", () => {
		const { value } = proveAccount(header, nobody, claimOf(nobody));
		expect(value).toMatchObject({ exists: false, nonce: 0, balanceWei: 0n });
		const zeros: Hex = `0x${"00".repeat(32)}`;
		const stated = { ...claimOf(nobody), codeHash: zeros, storageHash: zeros };
		expect(proveAccount(header, nobody, stated).value.exists).toBe(false);
	});
	it.each([
		["balance", { balance: 10n ** 18n + 1n }],
		["nonce", { nonce: 8 }],
		["code hash", { codeHash: keccakHex(Uint8Array.of(1)) }],
		["storage root", { storageHash: block.hash }],
	])("rejects a stated %s that its own proof contradicts", (_, lie) => {
		const claim = { ...claimOf(person), ...lie };
		expect(refusedWith(() => proveAccount(header, person, claim))).toBe(
			"proof-value",
		);
	});
	it("rejects a stated zero code hash for an account with code", () => {
		const claim = { ...claimOf(token), codeHash: wordHex(0n) };
		expect(refusedWith(() => proveAccount(header, token, claim))).toBe(
			"proof-value",
		);
	});
	it("rejects the proof of another account and of another block", () => {
		expect(
			refusedWith(() =>
				proveAccount(header, person, {
					accountProof: claimOf(nobody).accountProof,
				}),
			),
		).toMatch(/^mpt-/);
		const later = { ...world, [person]: { nonce: 8 } };
		const claim = accountClaim(proofJson(later, person, []), "proof");
		expect(refusedWith(() => proveAccount(header, person, claim))).toBe(
			"mpt-node",
		);
	});
	it("rejects a leaf that is no account", () => {
		const trie = buildTrie([
			[keccak256(fromHex(person)), encodeRlp([Uint8Array.of(1)])],
		]);
		const proof = trie.prove(keccak256(fromHex(person))).map(toHex);
		expect(
			refusedWith(() => checkAccount(trie.root as Hex, person, proof)),
		).toBe("bad-rlp");
	});
	it("rejects a basis of another rule", () => {
		const forged = conclude("op-config", [header], header.value, null);
		expect(
			refusedWith(() => proveAccount(forged, person, claimOf(person))),
		).toBe("evidence-step");
	});
});

describe("a slot", () => {
	const absent = wordHex(77n);
	const claim = claimOf(token, [key, absent]);
	const account = proveAccount(header, token, claim);
	const [present, missing] = claim.storageProof;
	if (present === undefined || missing === undefined) throw new Error("slots");
	it("is proved present and absent", () => {
		expect(proveSlot(account, present).value).toMatchObject({
			key,
			word: 1234n,
			address: token,
		});
		expect(proveSlot(account, missing).value.word).toBe(0n);
	});
	it("rejects a stated word that its own proof contradicts", () => {
		expect(
			refusedWith(() => proveSlot(account, { ...present, value: 1235n })),
		).toBe("proof-value");
		expect(
			refusedWith(() => proveSlot(account, { ...missing, value: 1n })),
		).toBe("proof-value");
	});
	it("rejects the proof of another account's storage and of no storage", () => {
		const other = proveAccount(header, person, claimOf(person));
		expect(refusedWith(() => proveSlot(other, present))).toBe("mpt-unused");
		expect(
			refusedWith(() => proveSlot(account, { ...present, proof: [] })),
		).toBe("mpt-missing");
	});
	it("rejects a zero that stands in the trie", () => {
		const trie = buildTrie([[keccak256(fromHex(key)), Uint8Array.of(0x80)]]);
		const proof = trie.prove(keccak256(fromHex(key))).map(toHex);
		expect(refusedWith(() => checkSlot(trie.root as Hex, key, proof))).toBe(
			"mpt-canonical",
		);
	});
});

describe("code", () => {
	const account = proveAccount(header, token, claimOf(token));
	it("is proved by its hash", () => {
		expect(proveCode(account, "0x6001600201").value.bytes).toBe("0x6001600201");
		const empty = proveAccount(header, nobody, claimOf(nobody));
		expect(proveCode(empty, "0x").value.bytes).toBe("0x");
	});
	it("rejects other code", () => {
		expect(refusedWith(() => proveCode(account, "0x6001600202"))).toBe(
			"code-hash",
		);
		expect(refusedWith(() => proveCode(account, "0x"))).toBe("code-hash");
	});
});

describe("storage places as Solidity has them", () => {
	it("of a mapping and of a list", () => {
		// keccak256(pad32(1) . pad32(2)) and keccak256(pad32(104)) + 3
		expect(mappingSlot(wordHex(1n), 2n)).toBe(
			keccakHex(fromHex(`0x${wordHex(1n).slice(2)}${wordHex(2n).slice(2)}`)),
		);
		expect(BigInt(listSlot(104n, 3n))).toBe(
			BigInt(keccakHex(fromHex(wordHex(104n)))) + 3n,
		);
	});
});

describe("the replay of evidence", () => {
	const claim = claimOf(token, [key]);
	const account = proveAccount(header, token, claim);
	const [slotClaim] = claim.storageProof;
	if (slotClaim === undefined) throw new Error("slot");
	const slot = proveSlot(account, slotClaim);
	const code = proveCode(account, "0x6001600201");
	const through = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
	it("concludes the same again from JSON alone", async () => {
		for (const step of [account, slot, code] as const) {
			if (!(step.rule in replayState)) throw new Error(step.rule);
			const again = await replayState[step.rule as "code"](
				step.premises,
				through(step.witness),
			);
			expect(again.value).toEqual(step.value);
			expect(again).not.toBe(step);
		}
	});
	it("rejects a changed witness, a premise of another rule and a malformed witness", async () => {
		await expect(
			replayState.code([account], { bytes: "0x60" }),
		).rejects.toMatchObject({ code: "code-hash" });
		await expect(
			replayState["mpt-slot"]([header], slot.witness),
		).rejects.toMatchObject({ code: "evidence-step" });
		await expect(
			replayState["mpt-slot"]([], slot.witness),
		).rejects.toMatchObject({ code: "evidence-step" });
		await expect(
			replayState["mpt-account"]([header], { address: token }),
		).rejects.toMatchObject({ code: "bad-field" });
	});
});
