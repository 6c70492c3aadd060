// The execution chain's first block, in the form that geth reads: Prague from the start, system contracts, funded accounts.

import { type Hex, toQuantity } from "../../../src/base/bytes.ts";
import { runtimeCode, systemContracts } from "./system.ts";

export const chainId = 32382;
const ether = 10n ** 18n;
const zeroHash: Hex = `0x${"00".repeat(32)}`;

/** @param genesisTimeS Unix seconds of slot 0. @param funded receive a million ether each. */
export const executionGenesis = (
	genesisTimeS: number,
	funded: readonly Hex[],
) => ({
	config: {
		chainId,
		homesteadBlock: 0,
		eip150Block: 0,
		eip155Block: 0,
		eip158Block: 0,
		byzantiumBlock: 0,
		constantinopleBlock: 0,
		petersburgBlock: 0,
		istanbulBlock: 0,
		berlinBlock: 0,
		londonBlock: 0,
		mergeForkBlock: 0,
		terminalTotalDifficulty: 0,
		terminalTotalDifficultyPassed: true,
		shanghaiTime: 0,
		cancunTime: 0,
		pragueTime: 0,
		depositContractAddress: "0x4242424242424242424242424242424242424242",
		// EIP-4844 and EIP-7691
		blobSchedule: {
			cancun: { target: 3, max: 6, baseFeeUpdateFraction: 3338477 },
			prague: { target: 6, max: 9, baseFeeUpdateFraction: 5007716 },
		},
	},
	nonce: "0x0",
	timestamp: toQuantity(genesisTimeS),
	extraData: "0x",
	gasLimit: toQuantity(36_000_000),
	difficulty: "0x0",
	mixHash: zeroHash,
	coinbase: `0x${"00".repeat(20)}`,
	baseFeePerGas: toQuantity(10n ** 9n),
	blobGasUsed: "0x0",
	excessBlobGas: "0x0",
	parentHash: zeroHash,
	parentBeaconBlockRoot: zeroHash,
	number: "0x0",
	gasUsed: "0x0",
	alloc: Object.fromEntries([
		...funded.map((address) => [
			address,
			{ balance: toQuantity(1_000_000n * ether) },
		]),
		...systemContracts.map((contract) => [
			contract.address,
			{ balance: "0x0", nonce: "0x1", code: runtimeCode(contract) },
		]),
	]),
});
