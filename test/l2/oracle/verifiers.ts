// An independent implementation of what our rules decide: the Solidity verifiers that `@unruggable/gateways` 1.3.5 ships (MIT), out of
// its artifacts, in anvil, asked by eth_call as a gateway of theirs would be. A revert is a refusal; anything else that goes wrong is
// an error of the test.
//
// What of it knows a layout that is ours:
//   EthVerifierHooks                Ethereum's tries
//   BoLDVerifierLib                 Arbitrum: from an assertion that L1 keeps to the state root in its block's header
//   OPFaultVerifier                 an OP rollup: the three parts of an output root that a game claims. The recorded games claim super
//                                   roots, so the root of the chain in one stands for the game's
//   ZKSyncVerifierHooks, ZKSyncSMT  the tree of ZKsync Era
//   ZKSyncVerifier                  a batch of eight words under its hash, as before protocol version 29; of nine it knows nothing
// What does not, and is not run:
//   OPFaultGameFinder               knows no games about super roots, nor what an AnchorStateRegistry of today keeps
//   OPVerifier                      asks the oracle of before there were games
//   LineaVerifierHooks              hashes its tree by MiMC, as Linea did before Poseidon2
//   ScrollVerifierHooks             walks the zkTrie that Scroll left for Ethereum's
//   StarknetVerifierHooks           is a stub that answers zero
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

type Libraries = { readonly [name: string]: Hex };

const places = d.dictionary(
	d.dictionary(d.list(d.record({ start: d.int(0) }), 64), 16),
	16,
);

/** With its libraries where they are deployed. @throws Error for one that is not given */
const artifactOf = (
	name: string,
	libraries: Libraries,
): { readonly abi: Abi; readonly bytecode: Hex } => {
	const path = join(folder, `${name}.sol`, `${name}.json`);
	const { abi, bytecode } = artifact(
		d.parseJson(readFileSync(path, "utf8"), 5_000_000),
		name,
	);
	let code = bytecode.object;
	const wanted = Object.values(places(bytecode.linkReferences, name));
	for (const [library, at] of wanted.flatMap((one) => Object.entries(one)))
		for (const { start } of at) {
			const from = 2 + 2 * start;
			const its = libraries[library]?.slice(2) ?? "";
			code = code.slice(0, from) + its + code.slice(from + 40);
		}
	if (!isHex(code)) throw new Error(`${name} wants libraries`);
	return { abi: abi as Abi, bytecode: code };
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
		libraries?: Libraries,
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
	const deploy: Verifiers["deploy"] = async (
		name,
		args = [],
		libraries = {},
	) => {
		const { abi, bytecode } = artifactOf(name, libraries);
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
