// An independent implementation of what our rules decide: the Solidity verifiers that `@unruggable/gateways` 1.3.5 ships (MIT), out of
// its artifacts, in anvil, asked by eth_call as a gateway of theirs would be. A revert is a refusal; anything else that goes wrong is
// an error of the test.
//
// What of it knows a layout that is ours:
//   EthVerifierHooks                Ethereum's tries
//   BoLDVerifierLib                 Arbitrum: from an assertion that L1 keeps to the state root in its block's header
//   ZKSyncVerifierHooks, ZKSyncSMT  the tree of ZKsync Era
// What does not, and is not run:
//   OPFaultVerifier, OPVerifier     compare one output root with a game's claim; the recorded games claim super roots
//   LineaVerifierHooks              hashes its tree by MiMC, as Linea did before Poseidon2
//   ScrollVerifierHooks             walks the zkTrie that Scroll left for Ethereum's
//   StarknetVerifierHooks           is a stub that answers zero
//   ZKSyncVerifier                  takes a batch of eight words; L1 keeps the hash of nine since protocol version 29
//   TaikoVerifier                   asks an inbox that keeps transitions, as Taiko had before its checkpoints

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
	type Abi,
	BaseError,
	createTestClient,
	decodeFunctionResult,
	ExecutionRevertedError,
	encodeFunctionData,
	http,
	publicActions,
	walletActions,
} from "viem";
import { type Hex, isHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Anvil, startAnvil } from "../../adversary/made/anvil.ts";

const artifact = d.record({
	abi: d.list(d.anything, 400),
	bytecode: d.record({
		object: d.text(200_000),
		linkReferences: d.anything,
	}),
});

// the package exports its entry alone, dist/cjs/index.cjs
const folder = join(
	dirname(createRequire(import.meta.url).resolve("@unruggable/gateways")),
	"../../artifacts",
);

/** One that needs no library. @throws Error for one that does */
const artifactOf = (
	name: string,
): { readonly abi: Abi; readonly bytecode: Hex } => {
	const path = join(folder, `${name}.sol`, `${name}.json`);
	const { abi, bytecode } = artifact(
		d.parseJson(readFileSync(path, "utf8"), 5_000_000),
		name,
	);
	const { object, linkReferences } = bytecode;
	if (!isHex(object) || JSON.stringify(linkReferences) !== "{}")
		throw new Error(`${name} wants libraries`);
	return { abi: abi as Abi, bytecode: object };
};

export type Verifier = {
	readonly address: Hex;
	/** What the verifier's function returns; null when it refuses. */
	readonly ask: (name: string, args: readonly unknown[]) => Promise<unknown>;
};

export type Verifiers = {
	readonly anvil: Anvil;
	readonly deploy: (
		name: string,
		args?: readonly unknown[],
	) => Promise<Verifier>;
};

/** A walk of 256 hashes in Solidity takes more than a block's gas. */
const gas = 10_000_000_000n;

export const startVerifiers = async (): Promise<Verifiers> => {
	const anvil = await startAnvil({
		chainId: 1,
		timestampS: 1_800_000_000,
		more: ["--gas-limit", String(gas)],
	});
	const client = createTestClient({
		mode: "anvil",
		transport: http(anvil.url),
		chain: {
			id: 1,
			name: "oracle",
			nativeCurrency: { name: "E", symbol: "E", decimals: 18 },
			rpcUrls: { default: { http: [] } },
		},
	})
		.extend(publicActions)
		.extend(walletActions);
	const [account] = await client.getAddresses();
	if (account === undefined) throw new Error("anvil has no account");
	const deploy: Verifiers["deploy"] = async (name, args = []) => {
		const { abi, bytecode } = artifactOf(name);
		const hash = await client.deployContract({
			...{ abi, bytecode, account },
			args: [...args],
			gas: 100_000_000n,
		});
		await client.mine({ blocks: 1 });
		const { contractAddress: address, status } =
			await client.getTransactionReceipt({ hash });
		if (status !== "success" || !address)
			throw new Error(`${name} was not deployed`);
		return {
			address,
			ask: async (functionName, given) => {
				const data = encodeFunctionData({
					abi,
					functionName,
					args: [...given],
				});
				try {
					const answer = await client.call({ to: address, data, gas });
					if (answer.data === undefined)
						throw new Error(`${functionName} answers nothing`);
					return decodeFunctionResult({ abi, functionName, data: answer.data });
				} catch (thrown) {
					if (
						thrown instanceof BaseError &&
						thrown.walk((one) => one instanceof ExecutionRevertedError) !== null
					)
						return null;
					throw thrown;
				}
			},
		};
	};
	return { anvil, deploy };
};
