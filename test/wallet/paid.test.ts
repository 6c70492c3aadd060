// What was paid: gas by the receipts, the price that the block made of the fees; and nothing of parts that do not belong together.

import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { type Hex, isHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { paidOf } from "../../src/wallet/paid.ts";
import { h, mined, receipt, scene } from "../receipt/world.ts";

const { header } = scene({ baseFeeWei: 10n });
const other = scene({ baseFeeWei: 10n, slot: 9_000 }).header;
const account = privateKeyToAccount(h(42));

/** Signed by another implementation. */
const signed = async (
	fees:
		| { readonly gasPrice: bigint }
		| { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint },
): Promise<{ readonly raw: Hex; readonly hash: Hex }> => {
	const raw = await account.signTransaction({
		...{ chainId: 1, nonce: 0, to: account.address, value: 1n, gas: 21_000n },
		...fees,
	} as Parameters<typeof account.signTransaction>[0]);
	if (!isHex(raw)) throw new Error("no hex");
	return { raw, hash: keccakHex(Buffer.from(raw.slice(2), "hex")) };
};
const codeOf = (work: () => unknown): string | null => {
	try {
		work();
		return null;
	} catch (thrown) {
		return thrown instanceof Fault ? thrown.code : String(thrown);
	}
};

test("the price is the base fee with the tip, and never more than the cap", async () => {
	for (const [fees, price] of [
		[{ maxFeePerGas: 100n, maxPriorityFeePerGas: 3n }, 13n],
		[{ maxFeePerGas: 12n, maxPriorityFeePerGas: 3n }, 12n],
		[{ gasPrice: 40n }, 40n],
	] as const) {
		const { raw, hash } = await signed(fees);
		expect(
			paidOf(header, mined(header, hash, raw), receipt(header, hash), 1_000),
		).toEqual({ feeWei: 20_000n * price, atS: header.value.timestampS });
	}
});

test("refuses with proof-value what is of another block or transaction, or used no gas", async () => {
	const { raw, hash } = await signed({ gasPrice: 40n });
	const inBlock = mined(header, hash, raw);
	const done = receipt(header, hash);
	for (const work of [
		() => paidOf(other, inBlock, done, 0),
		() => paidOf(header, mined(other, hash, raw), done, 0),
		() => paidOf(header, inBlock, receipt(other, hash), 0),
		() => paidOf(header, inBlock, receipt(header, h(7)), 0),
		() => paidOf(header, inBlock, done, 21_000),
	])
		expect(codeOf(work)).toBe("proof-value");
	expect(() => paidOf(structuredClone(header), inBlock, done, 0)).toThrow(
		TypeError,
	);
});
