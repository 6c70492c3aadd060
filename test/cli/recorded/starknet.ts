// Starknet's recordings, served up to the contract: the nodes of the fee tokens were not recorded, so there has to be a profile without
// tokens. A file cannot bring one for a network of the release, so the completed L1 is a network of its own, with mainnet's rules and
// another name and id; the pins are those that ship. Made is on L1 what was not recorded: the core's settings, and root and number of the state beside its hash, as the
// recorded header has them.

import { expect } from "vitest";
import { type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { pedersen, starkP } from "../../../src/crypto/pedersen.ts";
import type { L1Network } from "../../../src/l1/network.ts";
import { shippedReads } from "../../../src/l2/checks.ts";
import {
	globalRoot,
	starknetBlock,
	starknetBlockHash,
} from "../../../src/l2/starknet/checks/block.ts";
import {
	coreSlots,
	starknetV1,
} from "../../../src/l2/starknet/checks/profile.ts";
import { stateSlots } from "../../../src/l2/starknet/checks/root.ts";
import { starknetNodeHash } from "../../../src/proof/starknet-trie.ts";
import type { Recording } from "../../conformance/l2-chain/recording.ts";
import {
	blockIn,
	contractIn,
	nodeIn,
} from "../../conformance/l2-chain/starknet.ts";
import { fieldsIn, listIn } from "../../conformance/state-l1/case.ts";
import {
	completed,
	isOtherwise,
	type Made,
	networkOf,
	provedOf,
	type RecordedWorld,
	whenOf,
} from "./world.ts";

const short = (hex: Hex | bigint): string => `0x${BigInt(hex).toString(16)}`;

export const starknetWorld = (recording: Recording): RecordedWorld | null => {
	const network = networkOf(recording);
	const l2 = fieldsIn(recording.l2);
	const found = shippedReads.find(
		(one) => one.kind === "starknet-v1" && one.l1ChainId === network?.chainId,
	);
	if (network === null || found === undefined) return null;
	const shipped = starknetV1(found, found.name);
	const own: L1Network = {
		...network,
		name: "recorded",
		title: "Recorded",
		chainId: 7_700_001,
	};
	const profile = {
		...shipped,
		name: "recorded-contracts",
		title: "Recorded contracts",
		l1: own.name,
		l1ChainId: own.chainId,
		tokens: [],
	};
	if (profile.networkId !== (l2.chainId ?? "SN_MAIN")) return null;
	if (l2.block === undefined || l2.contract === undefined) return null;
	const header = starknetBlock(blockIn(l2.block, l2.roots ?? {}), "block");
	const { address, contract } = contractIn(l2.contract);
	const nodes = listIn(
		fieldsIn(l2.contract).proof ?? l2.contractsTrieNodes ?? [],
	)
		.map(nodeIn)
		.map(
			(node): Json => ({
				node_hash: short(starknetNodeHash(pedersen, starkP, node)),
				node:
					node.kind === "binary"
						? { left: short(node.left), right: short(node.right) }
						: {
								path: short(node.path),
								length: node.length,
								child: short(node.child),
							},
			}),
		);
	const price = ([wei, fri]: readonly Hex[]): Json => ({
		price_in_wei: short(wei ?? "0x0"),
		price_in_fri: short(fri ?? "0x0"),
	});
	const { core } = profile.contracts;
	const proved = provedOf(recording);
	if (
		isOtherwise(
			proved,
			core.address,
			coreSlots.implementation,
			core.implementation,
		)
	)
		return null;
	const [root, number] = stateSlots;
	return {
		network,
		chain: shipped.name,
		own: { network: own, chain: profile.name, watched: profile },
		address,
		...whenOf(recording, header.timestampS + 3600),
		completed: completed(
			proved,
			new Map<Hex, Made>([
				[
					core.address,
					{
						slots: new Map([
							[coreSlots.implementation, BigInt(core.implementation)],
							[coreSlots.verifier, BigInt(profile.verifier)],
							[coreSlots.programHash, 1n],
							[
								root,
								BigInt(globalRoot(header.contractsRoot, header.classesRoot)),
							],
							[number, BigInt(header.number)],
						]),
					},
				],
				[
					core.implementation,
					core.implementationCodeHash === undefined
						? {}
						: { codeHash: core.implementationCodeHash },
				],
			]),
		),
		l2: (method, params) => {
			if (method === "starknet_chainId") return toHex(utf8(profile.networkId));
			if (method === "starknet_getBlockWithTxHashes")
				return {
					block_number: header.number,
					parent_hash: short(header.parentHash),
					timestamp: header.timestampS,
					sequencer_address: short(header.sequencer),
					l1_gas_price: price(header.l1GasPrice),
					l1_data_gas_price: price(header.l1DataGasPrice),
					l2_gas_price: price(header.l2GasPrice),
					l1_da_mode: header.daMode,
					starknet_version: header.version,
					event_commitment: short(header.eventCommitment),
					transaction_commitment: short(header.transactionCommitment),
					receipt_commitment: short(header.receiptCommitment),
					state_diff_commitment: short(header.stateDiffCommitment),
					event_count: header.eventCount,
					transaction_count: header.transactionCount,
					state_diff_length: header.stateDiffLength,
				};
			if (method !== "starknet_getStorageProof") return undefined;
			const asked = listIn(params[2] ?? []);
			if (asked.some((one) => BigInt(String(one)) !== BigInt(address)))
				return undefined;
			return {
				contracts_proof: {
					nodes: asked.length === 0 ? [] : nodes,
					contract_leaves_data: asked.map(() => ({
						nonce: short(contract.nonce),
						class_hash: short(contract.classHash),
						storage_root: short(contract.storageRoot),
					})),
				},
				contracts_storage_proofs: asked.map(() => []),
				global_roots: {
					contracts_tree_root: short(header.contractsRoot),
					classes_tree_root: short(header.classesRoot),
					block_hash: short(starknetBlockHash(header)),
				},
			};
		},
		expected: {
			is: "account",
			check: (printed, [conclusion]) => {
				expect(fieldsIn(printed)).toMatchObject({
					chain: profile.name,
					blockNumber: header.number,
					amounts: [],
				});
				expect(conclusion?.value).toMatchObject({
					address,
					exists: true,
					classHash: contract.classHash,
					storageRoot: contract.storageRoot,
				});
				expect(BigInt(String(fieldsIn(conclusion?.value as Json).nonce))).toBe(
					BigInt(contract.nonce),
				);
			},
		},
	};
};
