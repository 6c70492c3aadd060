import { describe, expect, it } from "vitest";
import { concat, fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import { decodeRlp, encodeRlp, type Rlp, rlpList } from "../../src/base/rlp.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { encodeHeader } from "../../src/source/header.ts";
import {
	checkHeader,
	decodeHeader,
	headerOfHead,
	parentHeader,
} from "../../src/state/header.ts";
import { replayState } from "../../src/state/replay.ts";
import { refusedWith } from "../refused.ts";
import { headOf, mineChain } from "./chain.ts";

const [first, second, third] = mineChain(3, {});
if (first === undefined || second === undefined || third === undefined)
	throw new Error("blocks");
const fieldsOf = (rlp: Hex): Rlp[] => [
	...rlpList(decodeRlp(fromHex(rlp)), "header"),
];
const hashOf = (bytes: Uint8Array): Hex => keccakHex(bytes);

describe("the header of a signed head", () => {
	it("is taken from the beacon block's payload, without a transactions root", () => {
		const { value, rule } = headerOfHead(headOf(third));
		expect(rule).toBe("el-header");
		expect(value).toMatchObject({
			blockHash: third.hash,
			parentHash: second.hash,
			stateRoot: third.stateRoot,
			transactionsRoot: null,
			blockNumber: 102,
			baseFeePerGasWei: 7n,
		});
	});
	it("is the same from its RLP, with the transactions root", () => {
		const { transactionsRoot, ...bytes } = headerOfHead(
			headOf(third),
			third.rlp,
		).value;
		const { transactionsRoot: none, ...payload } = headerOfHead(
			headOf(third),
		).value;
		expect(bytes).toEqual(payload);
		expect([none, transactionsRoot]).toEqual([
			null,
			third.json.transactionsRoot,
		]);
	});
	it("is proved by RLP alone when the beacon block gives only the hash", () => {
		const head = headOf(third, "final", true);
		expect(refusedWith(() => headerOfHead(head))).toBe("not-anchored");
		expect(headerOfHead(head, third.rlp).value.grade.finality).toBe("final");
	});
	it("rejects the RLP of another block and each byte flipped", () => {
		const head = headOf(third);
		expect(refusedWith(() => headerOfHead(head, second.rlp))).toBe(
			"header-hash",
		);
		const bytes = fromHex(third.rlp);
		for (let i = 0; i < bytes.length; i++) {
			const flipped = bytes.slice();
			flipped[i] = (flipped[i] ?? 0) ^ 1;
			expect(refusedWith(() => headerOfHead(head, toHex(flipped)))).toBe(
				"header-hash",
			);
		}
	});
});

describe("the parent of a header", () => {
	const child = headerOfHead(headOf(third, "final"));
	it("is verified by its hash, step by step, as final as the child", () => {
		const parent = parentHeader(child, second.rlp);
		const grand = parentHeader(parent, first.rlp);
		expect(grand.rule).toBe("el-parent");
		expect(grand.premises).toEqual([parent]);
		expect(grand.value).toMatchObject({
			blockNumber: 100,
			blockHash: first.hash,
			grade: {
				finality: "final",
				asOfS: 1_700_001_200,
			},
		});
	});
	it("rejects a header that is not the parent", () => {
		expect(refusedWith(() => parentHeader(child, first.rlp))).toBe(
			"parent-hash",
		);
		expect(refusedWith(() => parentHeader(child, third.rlp))).toBe(
			"parent-hash",
		);
	});
	it("is replayed from its witness", async () => {
		const parent = parentHeader(child, second.rlp);
		const again = await replayState["el-parent"]([child], {
			rlp: second.rlp,
		});
		expect(again.value).toEqual(parent.value);
		await expect(
			replayState["el-parent"]([child], { rlp: first.rlp }),
		).rejects.toMatchObject({ code: "parent-hash" });
	});
});

describe("the codec", () => {
	it("reads headers of every fork by the number of their fields", () => {
		const all = fieldsOf(third.rlp);
		for (const count of [15, 16, 17, 20, 21]) {
			const bytes = encodeRlp(all.slice(0, count));
			const fields = decodeHeader(bytes);
			expect(fields.hash).toBe(hashOf(bytes));
			expect(fields.baseFeePerGasWei).toBe(count === 15 ? null : 7n);
			expect(fields.field("requestsHash") === null).toBe(count < 21);
		}
	});
	it("reads Amsterdam's fields and bears later ones, which the hash covers", () => {
		const all = [
			...fieldsOf(third.rlp),
			new Uint8Array(32),
			Uint8Array.of(9),
			new Uint8Array(5),
			[Uint8Array.of(1)],
		];
		const bytes = encodeRlp(all);
		const fields = checkHeader(toHex(bytes), hashOf(bytes));
		expect(fields.field("slotNumber")).toEqual(Uint8Array.of(9));
		const without = encodeRlp(all.slice(0, -1));
		expect(refusedWith(() => checkHeader(toHex(without), hashOf(bytes)))).toBe(
			"header-hash",
		);
	});
	it.each<[string, (fields: Rlp[]) => Rlp]>([
		["too few fields", (fields) => fields.slice(0, 14)],
		["too many fields", (fields) => [...fields, ...fields]],
		["a root of 31 bytes", (fields) => fields.with(3, new Uint8Array(31))],
		[
			"a number with a leading zero",
			(fields) => fields.with(8, Uint8Array.of(0, 1)),
		],
		[
			"a number beyond safe integers",
			(fields) => fields.with(8, new Uint8Array(8).fill(255)),
		],
		["a list as a field", (fields) => fields.with(12, [])],
		["a string", () => new Uint8Array(600)],
	])("rejects %s although the hash fits", (_, change) => {
		const bytes = encodeRlp(change(fieldsOf(third.rlp)));
		expect(refusedWith(() => checkHeader(toHex(bytes), hashOf(bytes)))).toBe(
			"bad-rlp",
		);
	});
	it("rejects bytes after the header", () => {
		const bytes = concat(fromHex(third.rlp), Uint8Array.of(0));
		expect(refusedWith(() => checkHeader(toHex(bytes), hashOf(bytes)))).toBe(
			"bad-rlp",
		);
	});
	it("encodes a node's JSON up to the first field that is left out", () => {
		const { requestsHash: _, ...deneb } = third.json;
		expect(fieldsOf(toHex(encodeHeader(deneb)))).toHaveLength(20);
		const { stateRoot: __, ...broken } = third.json;
		expect(refusedWith(() => encodeHeader(broken))).toBe("bad-field");
	});
});
