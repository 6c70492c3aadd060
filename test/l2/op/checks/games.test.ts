import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import {
	decodeGameCode,
	gameCode,
	gameUuid,
	unpackGameId,
	unpackStatus,
} from "../../../../src/l2/op/checks/games.ts";
import {
	checkPayload,
	decodePayload,
	outputRoot,
	signerOf,
} from "../../../../src/l2/op/checks/payload.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import {
	encodePayload,
	profile,
	sequencer,
	sequencerKey,
	signPayload,
} from "../../rollup-world.ts";

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const made = {
	implementation: `0x${"d5".repeat(20)}`,
	creator: `0x${"99".repeat(20)}`,
	rootClaim: `0x${"ab".repeat(32)}`,
	l1Head: `0x${"cd".repeat(32)}`,
	l2BlockNumber: 0x1234n,
} as const;

describe("a game's clone", () => {
	it("has 98 bytes of code before its arguments, and their length after", () => {
		const code = toHex(gameCode(made));
		expect(code.length).toBe(2 + 2 * (98 + 116 + 2));
		expect(code.slice(2 + 2 * 98, 2 + 2 * 118)).toBe("99".repeat(20));
		expect(code.endsWith(`${"0".repeat(60)}12340076`)).toBe(true);
		expect(code.slice(2 + 2 * 54, 2 + 2 * 65)).toBe("0076806062363936013d73");
		expect(code.slice(2 + 2 * 65, 2 + 2 * 85)).toBe("d5".repeat(20));
	});
	it("gives its arguments back", () => {
		expect(decodeGameCode(gameCode(made))).toEqual(made);
	});
	it("rejects every flipped byte outside its arguments, and other lengths", () => {
		const code = gameCode(made);
		for (let at = 0; at < code.length; at++) {
			const flipped = code.slice();
			flipped[at] = (flipped[at] ?? 0) ^ 1;
			const inArguments = at >= 98 && at < 98 + 116;
			const inImplementation = at >= 65 && at < 85;
			expect(codeOf(() => decodeGameCode(flipped))).toBe(
				inArguments || inImplementation ? "accepted" : "l2-game",
			);
		}
		expect(codeOf(() => decodeGameCode(code.subarray(1)))).toBe("l2-game");
		expect(codeOf(() => decodeGameCode(new Uint8Array(0)))).toBe("l2-game");
	});
	it("has the id of its type, root and block, as the ABI spells them", () => {
		const spelled = `0x${[0n, BigInt(made.rootClaim), 96n, 32n, 0x1234n].map((n) => wordHex(n).slice(2)).join("")}`;
		expect(gameUuid(0, made)).toBe(keccakHex(fromHex(spelled)));
		expect(gameUuid(1, made)).not.toBe(gameUuid(0, made));
	});
});

describe("packed words", () => {
	it("are taken apart", () => {
		const word =
			(8n << 224n) | (1_700_000_000n << 160n) | BigInt(made.implementation);
		expect(unpackGameId(word)).toEqual({
			type: 8,
			createdAtS: 1_700_000_000,
			game: made.implementation,
		});
		const status =
			100n | (200n << 64n) | (2n << 128n) | (1n << 136n) | (1n << 144n);
		expect(unpackStatus(status)).toEqual({
			createdAtS: 100,
			resolvedAtS: 200,
			status: "defender wins",
			blockNumberChallenged: true,
		});
	});
	it("reject a status there is not and a game that never began", () => {
		expect(codeOf(() => unpackStatus((3n << 128n) | (1n << 136n)))).toBe(
			"l2-game",
		);
		expect(codeOf(() => unpackStatus(100n))).toBe("l2-game");
	});
});

describe("a payload", () => {
	const block = {
		stateRoot: `0x${"11".repeat(32)}`,
		hash: `0x${"22".repeat(32)}`,
		number: 77,
	} as const;
	const v3 = encodePayload(block);
	const v4 = encodePayload(block, `0x${"33".repeat(32)}`);
	it("names its block in both versions", () => {
		expect(decodePayload(v3)).toMatchObject({
			stateRoot: block.stateRoot,
			blockHash: block.hash,
			blockNumber: 77,
			withdrawalsRoot: null,
		});
		expect(decodePayload(v4).withdrawalsRoot).toBe(`0x${"33".repeat(32)}`);
	});
	it("does not decode with other offsets, cut short, or out of any bytes at all", () => {
		const at = (place: number, value: number): Uint8Array => {
			const copy = v3.slice();
			copy.set([value & 255, value >> 8, 0, 0], 32 + place);
			return copy;
		};
		for (const odd of [
			at(436, 527),
			at(504, 100),
			at(504, 600),
			at(508, 5),
			at(508, 60_000),
			v3.subarray(0, 400),
		])
			expect(codeOf(() => decodePayload(odd))).toBe("bad-ssz");
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => {
				expect(["bad-ssz", "accepted"]).toContain(
					codeOf(() => decodePayload(bytes)),
				);
			}),
			{ seed: 11 },
		);
	});
	it("is the sequencer's only under its own key, chain and bytes", () => {
		const { payload, signature } = signPayload(v3);
		const check = (
			bytes: Hex,
			signed: Hex,
			chainId = profile.chainId,
		): string => codeOf(() => checkPayload(chainId, sequencer, bytes, signed));
		expect(check(payload, signature)).toBe("accepted");
		expect(check(payload, signature, 902)).toBe("sequencer-signature");
		expect(check(toHex(v4), signature)).toBe("sequencer-signature");
		const bytes = fromHex(signature);
		for (let at = 0; at < 65; at++) {
			const flipped = bytes.slice();
			flipped[at] = (flipped[at] ?? 0) ^ 1;
			expect(check(payload, toHex(flipped))).toBe("sequencer-signature");
		}
		expect(check(payload, `${signature}00`)).toBe("sequencer-signature");
		expect(check(payload, "0x")).toBe("sequencer-signature");
	});
	it("rejects the other s, which would make a second signature of one", () => {
		const { signature } = signPayload(v3, sequencerKey);
		const n =
			0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
		const bytes = fromHex(signature);
		const s = n - BigInt(toHex(bytes.subarray(32, 64)));
		const other = concat(
			bytes.subarray(0, 32),
			bigToBytes(s, 32),
			Uint8Array.of((bytes[64] ?? 0) ^ 1),
		);
		expect(signerOf(profile.chainId, v3, bytes)).toBe(sequencer);
		expect(signerOf(profile.chainId, v3, other)).toBeNull();
	});
});

describe("an output root", () => {
	it("is that of OP Mainnet's withdrawal 4529", () => {
		const root = outputRoot({
			stateRoot:
				"0x92822c772346d9c8ad1c28885a736de9189a4523e0c79639831a4eed651d837f",
			messagePasserStorageRoot:
				"0x04091eb8ad4eb056aff2749c1d17b1ed1a0cdcd44f9d7a539ffd56e4b2b4e1f8",
			blockHash:
				"0x67319b70138527b1087a535099cf8a4db4692ca7cee16b7a3ebd950408ed610a",
		});
		expect(root).toMatch(/^0xdc3b54fd[0-9a-f]{48}69eb7b1a$/);
	});
});
