import { recoverTransactionAddress, serializeTransaction } from "viem";
import { getContractAddress, pad } from "viem/utils";
import { describe, expect, it } from "vitest";
import { deployment, runtimeCode, systemContracts } from "./system.ts";

describe("system contracts", () => {
	for (const contract of systemContracts)
		it(`of EIP-${contract.eip} lie where their own deployment transaction puts them`, async () => {
			const transaction = {
				type: "legacy",
				nonce: 0,
				gas: deployment.gas,
				gasPrice: deployment.gasPriceWei,
				value: 0n,
				data: contract.initCode,
			} as const;
			const signed = serializeTransaction(transaction, {
				r: pad(deployment.r),
				s: pad(contract.s),
				v: deployment.v,
			});
			const sender = await recoverTransactionAddress({
				serializedTransaction: signed,
			});
			const address = getContractAddress({ from: sender, nonce: 0n });
			expect(address.toLowerCase()).toBe(contract.address.toLowerCase());
		});

	for (const contract of systemContracts)
		it(`of EIP-${contract.eip} keep what their constructor returns`, () => {
			const prefix = contract.initCode.slice(
				2,
				2 + 2 * contract.constructorBytes,
			);
			const code = runtimeCode(contract);
			const size = ((code.length - 2) / 2).toString(16).padStart(2, "0");
			// ends with: size, dup1, push1 offset, push0, codecopy, push0, return
			const offset = contract.constructorBytes.toString(16).padStart(2, "0");
			expect(prefix.endsWith(`${size}8060${offset}5f395ff3`)).toBe(true);
			expect(code.startsWith("0x3373")).toBe(true);
		});
});
