import { encodeFunctionData, parseAbi } from "viem";
import { expect, test } from "vitest";
import { readCall } from "../../src/evidence/known-calls.ts";
import { assetCall } from "../../src/wallet/asset-call.ts";
import { a } from "../receipt/world.ts";

const [token, me, you] = [a(7), a(1), a(2)];
const most = 2n ** 256n - 1n;

test("a token is sent by the call that another implementation makes, and that the signer reads", () => {
	for (const amount of [0n, 1n, 10n ** 18n, most]) {
		const text = amount.toString();
		const sent = assetCall({ kind: "erc20", token, amount: text }, me, you);
		expect(sent).toMatchObject({ to: token, valueWei: 0n });
		expect(sent.call?.data).toBe(
			encodeFunctionData({
				abi: parseAbi(["function transfer(address, uint256)"]),
				args: [you, amount],
			}),
		);
		expect(readCall(token, sent.call?.data ?? "0x")).toEqual({
			...{ kind: "transfer", token, to: you, amount },
		});
		const one = assetCall({ kind: "erc721", token, id: text }, me, you);
		expect(one.call?.data).toBe(
			encodeFunctionData({
				abi: parseAbi(["function safeTransferFrom(address, address, uint256)"]),
				args: [me, you, amount],
			}),
		);
		const some = assetCall(
			{ kind: "erc1155", token, id: "5", amount: text },
			me,
			you,
		);
		expect(some.call?.data).toBe(
			encodeFunctionData({
				abi: parseAbi([
					"function safeTransferFrom(address, address, uint256, uint256, bytes)",
				]),
				args: [me, you, 5n, amount, "0x"],
			}),
		);
	}
});

test("an amount that no token counts is refused", () => {
	const amount = (most + 1n).toString();
	expect(() => assetCall({ kind: "erc20", token, amount }, me, you)).toThrow(
		/bad-field/,
	);
});
