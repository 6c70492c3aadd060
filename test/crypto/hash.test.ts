import { afterEach, describe, expect, it } from "vitest";
import { toHex } from "../../src/base/bytes.ts";
import { digests, putDigests } from "../../src/base/digest.ts";
import {
	type Digests,
	installHashes,
	keccak256,
	keccakHex,
	longDigests,
	longLength,
	nobleDigests,
	sample,
	sha256,
	testDigests,
} from "../../src/crypto/hash.ts";

afterEach(() => putDigests(nobleDigests));

const empty = new Uint8Array(0);
/** Noble under another name, with one thing changed. */
const made = (change: Partial<Digests> = {}): Digests => ({
	...nobleDigests,
	name: "made",
	...change,
});
const unsound = expect.objectContaining({ code: "kernel-unsound" });

const refusesToInstall = (change: Partial<Digests>) => {
	expect(() => installHashes(made(change))).toThrow(unsound);
	expect(digests()).toBe(nobleDigests);
};

describe("hashes", () => {
	it("are noble's before any are installed", () => {
		expect(digests().name).toBe("noble, JavaScript");
		expect(keccakHex(empty)).toBe(
			"0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
		);
	});

	it("are the installed ones from then on", () => {
		let calls = 0;
		installHashes(
			made({
				keccak256: (bytes) => {
					calls += 1;
					return nobleDigests.keccak256(bytes);
				},
			}),
		);
		const before = calls;
		expect(keccak256(empty)).toEqual(nobleDigests.keccak256(empty));
		expect(calls).toBe(before + 1);
		expect(sha256(empty)).toEqual(nobleDigests.sha256(empty));
		expect(digests().name).toBe("made");
	});

	it("are not installed when one of them is the other", () => {
		refusesToInstall({ keccak256: nobleDigests.sha256 });
		refusesToInstall({ sha256: nobleDigests.keccak256 });
	});

	it("are not installed when wrong at one length only", () => {
		for (const length of [0, 55, 64, 135, 136, 1_088, 70_000])
			for (const which of ["keccak256", "sha256"] as const)
				refusesToInstall({
					[which]: (bytes: Uint8Array) =>
						bytes.length === length
							? new Uint8Array(32)
							: nobleDigests[which](bytes),
				});
	});

	it("are not installed when a level of a tree is wrong in its last or an odd pair", () => {
		refusesToInstall({
			sha256Pairs: (blocks) => {
				const level = nobleDigests.sha256Pairs(blocks);
				if (blocks.length === 64 * 5) level.fill(0, 128);
				return level;
			},
		});
		refusesToInstall({ sha256Pairs: () => new Uint8Array(32) });
	});

	it("are not installed when they give out one piece of memory again and again", () => {
		const memory = new Uint8Array(32);
		refusesToInstall({
			sha256: (bytes) => {
				memory.set(nobleDigests.sha256(bytes));
				return memory;
			},
		});
	});

	it("are not installed when they change what they are given", () => {
		refusesToInstall({
			keccak256: (bytes) => {
				const hash = nobleDigests.keccak256(bytes);
				bytes.fill(0);
				return hash;
			},
		});
	});

	it("are not installed when they throw", () => {
		expect(() =>
			installHashes(
				made({
					sha256: () => {
						throw new RangeError("memory");
					},
				}),
			),
		).toThrow(RangeError);
		expect(digests()).toBe(nobleDigests);
	});

	it("are compared with noble's digests of a long input, computed beforehand", () => {
		for (const which of ["keccak256", "sha256"] as const)
			expect(toHex(nobleDigests[which](sample(longLength)))).toBe(
				longDigests[which],
			);
	});

	it("of noble pass their own test", () => {
		expect(() => testDigests(nobleDigests)).not.toThrow();
	});
});
