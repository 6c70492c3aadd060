import { inflateSync } from "node:zlib";
import { fromRlp, slice } from "viem";
import { expect, test } from "vitest";
import { fromHex, toHex } from "../../../src/base/bytes.ts";
import { decodeRlp } from "../../../src/base/rlp.ts";
import { batchCalldata } from "./batch.ts";

test("a batcher transaction holds one whole frame, and its channel the batches", () => {
	const batch = {
		parentHash: `0x${"11".repeat(32)}`,
		epochNumber: 7,
		epochHash: `0x${"22".repeat(32)}`,
		timestamp: 1_800_000_000,
		transactions: ["0x02aabb"],
	} as const;
	const data = batchCalldata([batch]);
	const length = Number(BigInt(slice(data, 19, 23)));
	expect(slice(data, 0, 1)).toBe("0x00");
	expect(slice(data, 17, 19)).toBe("0x0000");
	expect(slice(data, 23 + length)).toBe("0x01");
	const channel = inflateSync(fromHex(slice(data, 23, 23 + length)));
	const inner = decodeRlp(new Uint8Array(channel));
	if (!(inner instanceof Uint8Array)) throw new Error("a list");
	expect(inner[0]).toBe(0);
	expect(fromRlp(toHex(inner.subarray(1)), "hex")).toEqual([
		batch.parentHash,
		"0x07",
		batch.epochHash,
		"0x6b49d200",
		["0x02aabb"],
	]);
});
