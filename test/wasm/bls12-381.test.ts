// The BLS module itself: what it refuses before any pairing is computed. Its answers are tested through the binding.

import "./relaxed-simd.ts";
import { SecretKey } from "@chainsafe/blst";
import { describe, expect, it } from "vitest";
import { bls12381HeapBytes, emitBls12381 } from "../../wasm/bls12-381.ts";
import { backendsHere } from "./backends.ts";

const secret = SecretKey.fromKeygen(new Uint8Array(32).fill(1));
const dst = new TextEncoder().encode(
	"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_",
);
const message = new Uint8Array(32).fill(2);
const signature = secret.sign(message).toBytes();

const open = async (backend: (typeof backendsHere)[number]) => {
	const { instance } = await WebAssembly.instantiate(
		emitBls12381(backend).encode(bls12381HeapBytes),
	);
	const { memory, heap } = instance.exports;
	if (
		!(memory instanceof WebAssembly.Memory) ||
		!(heap instanceof WebAssembly.Global)
	)
		throw new Error("no memory");
	const start = Number(heap.value);
	const bytes = new Uint8Array(memory.buffer);
	const run = (name: string, ...args: number[]): number => {
		const found = instance.exports[name];
		if (typeof found !== "function") throw new Error(`no ${name}`);
		return Number(found(...args));
	};
	const row = start + 64 * 1024;
	const places = { message: start, dst: start + 2048, signature: start + 3072 };
	const coefficient = start + 4096;
	bytes.set(message, places.message);
	bytes.set(dst, places.dst);
	bytes.set(signature, places.signature);
	const question = [
		places.message,
		message.length,
		places.dst,
		dst.length,
		places.signature,
	] as const;
	const takeKey = () => {
		bytes.set(secret.toPublicKey().toBytes(), start + 5120);
		expect(run("decodeKeys", row, start + 5120, 1, start + 6144)).toBe(1);
		bytes[start + 7168] = 1;
		run("clearSum");
		run("addKeys", row, 1, start + 7168, 1);
	};
	return { bytes, start, run, question, coefficient, places, row, takeKey };
};

describe.each(backendsHere)("the BLS module in %s", (backend) => {
	const opened = open(backend);

	it("refuses messages and tags that are too long, and an empty sum", async () => {
		const { run, question, places, takeKey } = await opened;
		takeKey();
		expect(run("verify", ...question)).toBe(1);
		const [at, , tag, , seal] = question;
		expect(run("verify", at, 1025, tag, dst.length, seal)).toBe(0);
		expect(run("verify", at, 32, tag, 256, seal)).toBe(0);
		expect(run("verify", at, 32, tag, dst.length - 1, seal)).toBe(0);
		expect(run("verify", at, 31, tag, dst.length, seal)).toBe(0);
		run("clearSum");
		expect(run("verify", ...question)).toBe(0);
		expect(run("compressSum", places.message + 512)).toBe(0);
	});

	it("refuses a coefficient of zero, a product of nothing, and more than it has room for", async () => {
		const { run, question, coefficient, bytes, takeKey } = await opened;
		takeKey();
		run("togetherStart");
		expect(run("togetherVerify")).toBe(0);
		bytes.fill(0, coefficient, coefficient + 8);
		expect(run("togetherAdd", ...question, coefficient)).toBe(0);
		for (const half of [0, 4]) {
			run("togetherStart");
			bytes.fill(0, coefficient, coefficient + 8);
			bytes[coefficient + half + 3] = 0x80;
			bytes[coefficient + half] = 7;
			expect(run("togetherAdd", ...question, coefficient)).toBe(1);
			expect(run("togetherVerify")).toBe(1);
			// What was taken in before is gone.
			expect(run("togetherVerify")).toBe(0);
		}
		run("togetherStart");
		for (let i = 0; i < 64; i++)
			expect(run("togetherAdd", ...question, coefficient)).toBe(1);
		expect(run("togetherAdd", ...question, coefficient)).toBe(0);
		expect(run("togetherVerify")).toBe(1);
	});

	it("tells a product with one wrong signature, whatever its place", async () => {
		const { run, question, coefficient, bytes, places, takeKey } = await opened;
		takeKey();
		for (const wrong of [0, 1, 2]) {
			run("togetherStart");
			for (let i = 0; i < 3; i++) {
				bytes.fill(i + 1, coefficient, coefficient + 8);
				bytes[places.message] = i === wrong ? 3 : 2;
				expect(run("togetherAdd", ...question, coefficient)).toBe(1);
			}
			bytes[places.message] = 2;
			expect(run("togetherVerify")).toBe(0);
		}
	});

	it("refuses more keys than a row has room for", async () => {
		const { run, row, start } = await opened;
		expect(run("decodeKeys", row, start, 513, start)).toBe(0);
		expect(run("rowBytes", 3)).toBe(run("rowBytes", 4));
		expect(run("rowBytes", 512)).toBeLessThanOrEqual(
			bls12381HeapBytes - 64 * 1024,
		);
	});
});
