// Puts the reference rollup's contracts onto L1. Every address follows from the deployer's nonce, so all transactions are
// sent at once and the whole deployment takes one or two L1 blocks.

import {
	concat,
	encodeAbiParameters,
	getContractAddress,
	keccak256,
	size,
} from "viem";
import { type Hex, isHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Account } from "../l1/accounts.ts";
import { compileContract, compileSource } from "../l1/solidity.ts";
import { waitFor } from "../l1/wait.ts";
import { rpcTo } from "../op/rpc.ts";
import { type Call, openSender } from "../op/sender.ts";
import { groth16Solidity } from "./groth16-solidity.ts";
import { type PoseidonInputs, poseidonSolidity } from "./poseidon-solidity.ts";
import { rollupAbi } from "./rollup-abi.ts";
import type { VerifyingKey } from "./verifying-key.ts";

export type ReferenceOptions = {
	/** May commit batches. */
	readonly operator: Hex;
	readonly verifyingKey: VerifyingKey;
	/** How long an entry may stand in the queue before anybody may freeze the rollup. */
	readonly deadlineS: number;
	/** The rollup's own, not that of L1. */
	readonly chainId: number;
	readonly genesisRoot: bigint;
};

export type ReferenceAddresses = {
	readonly rollup: Hex;
	readonly verifier: Hex;
	readonly poseidon2: Hex;
	readonly poseidon5: Hex;
};

export type ReferenceContracts = ReferenceAddresses & {
	/** The code at the address, with its immutable values. */
	readonly rollupCode: Hex;
	readonly verifierCode: Hex;
	/** keccak256 of the code. */
	readonly rollupCodeHash: Hex;
	readonly verifierCodeHash: Hex;
	/** The L1 block with the last of the creations. */
	readonly blockNumber: number;
	/** By contract, of its creation. */
	readonly gasUsed: { readonly [name: string]: number };
};

/** Gas for creating a contract: 200 a byte of code, 16 a byte of data, and its constructor. */
const creationGas = (initCode: Hex): bigint =>
	500_000n + 230n * BigInt(size(initCode));

const verifierCreation = (key: VerifyingKey): Hex =>
	compileSource("Groth16Verifier.sol", groth16Solidity(key), "Groth16Verifier");

const poseidonCreation = (inputs: PoseidonInputs): Hex => {
	const name = `Poseidon${inputs}`;
	return compileSource(`${name}.sol`, poseidonSolidity(inputs), name);
};

/** The deployment as transactions of `deployer`, the first of them with `firstNonce`. Blocks for seconds the first time. */
export const planReference = (
	deployer: Hex,
	firstNonce: number,
	options: ReferenceOptions,
): {
	readonly calls: readonly Call[];
	readonly addresses: ReferenceAddresses;
} => {
	const calls: Call[] = [];
	const create = (name: string, data: Hex): Hex => {
		const nonce = BigInt(firstNonce + calls.length);
		calls.push({ data, gas: creationGas(data), what: `create ${name}` });
		const made = getContractAddress({ from: deployer, nonce });
		return d.address(made.toLowerCase(), name);
	};
	const verifier = create(
		"Groth16Verifier",
		verifierCreation(options.verifyingKey),
	);
	const poseidon2 = create("Poseidon2", poseidonCreation(2));
	const poseidon5 = create("Poseidon5", poseidonCreation(5));
	const made = rollupAbi.find((part) => part.type === "constructor");
	if (made === undefined) throw new Error("no constructor");
	const rollup = create(
		"ReferenceRollup",
		concat([
			compileContract(
				new URL("contracts/ReferenceRollup.sol", import.meta.url),
				"ReferenceRollup",
			),
			encodeAbiParameters(made.inputs, [
				verifier,
				poseidon2,
				poseidon5,
				options.operator,
				BigInt(options.deadlineS),
				BigInt(options.chainId),
				options.genesisRoot,
			]),
		]),
	);
	return { calls, addresses: { rollup, verifier, poseidon2, poseidon5 } };
};

/**
 * The contracts are in a block when it returns. It needs no more of L1 than its JSON-RPC.
 * @param firstNonce where the deployer has other transactions under way: the nonce after theirs, which is waited for
 * @throws Error naming the creation that failed or was not mined in time
 */
export const deployReference = async ({
	rpcUrl,
	deployer,
	firstNonce,
	...options
}: ReferenceOptions & {
	readonly rpcUrl: string;
	readonly deployer: Account;
	readonly firstNonce?: number;
}): Promise<ReferenceContracts> => {
	const rpc = rpcTo(rpcUrl);
	const nonceNow = (): Promise<number> =>
		rpc(
			"eth_getTransactionCount",
			[deployer.address, "latest"],
			d.smallQuantity,
		);
	if (firstNonce !== undefined)
		await waitFor("the deployer's earlier transactions", async () =>
			(await nonceNow()) >= firstNonce ? true : undefined,
		);
	const nonce = await nonceNow();
	const plan = planReference(deployer.address, nonce, options);
	const chainId = await rpc("eth_chainId", [], d.smallQuantity);
	const sender = openSender(rpc, chainId, deployer.privateKey);
	try {
		const receipts = await sender.sendAll(plan.calls);
		const codeOf = async (at: Hex): Promise<Hex> => {
			const code = await rpc("eth_getCode", [at, "latest"], d.hexUpTo(50_000));
			if (!isHex(code) || code === "0x") throw new Error(`no code at ${at}`);
			return code;
		};
		const rollupCode = await codeOf(plan.addresses.rollup);
		const verifierCode = await codeOf(plan.addresses.verifier);
		return {
			...plan.addresses,
			rollupCode,
			verifierCode,
			rollupCodeHash: keccak256(rollupCode),
			verifierCodeHash: keccak256(verifierCode),
			blockNumber: Math.max(...receipts.map((r) => r.blockNumber)),
			gasUsed: Object.fromEntries(
				plan.calls.map(({ what }, i) => [what, receipts[i]?.gasUsed ?? 0]),
			),
		};
	} finally {
		sender.close();
	}
};
