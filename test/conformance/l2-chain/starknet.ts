// Starknet's recordings: what the core on L1 keeps, the header under its hash, the roots under that, a contract and its storage. The
// recorder seldom asked for all that starknet-config reads; then each piece is decided by the function that the rules use.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { pedersen, starkP } from "../../../src/crypto/pedersen.ts";
import { shippedReads } from "../../../src/l2/checks.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import { concludeStarknetAccount } from "../../../src/l2/starknet/checks/account.ts";
import {
	globalRoot,
	starknetBlock,
	starknetBlockHash,
} from "../../../src/l2/starknet/checks/block.ts";
import {
	concludeStarknetConfig,
	starknetConfigWanted,
} from "../../../src/l2/starknet/checks/config.ts";
import { looseFelt } from "../../../src/l2/starknet/checks/felt.ts";
import {
	type StarknetProfile,
	starknetV1,
} from "../../../src/l2/starknet/checks/profile.ts";
import { stateSlots } from "../../../src/l2/starknet/checks/root.ts";
import {
	type NodeWitness,
	nodesWitness,
	trieValue,
	witnessOf,
} from "../../../src/l2/starknet/checks/trie.ts";
import type { StarknetState } from "../../../src/l2/starknet/checks/values.ts";
import {
	type StarknetNode,
	starknetNodeHash,
	starknetWay,
} from "../../../src/proof/starknet-trie.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { conclude, type Verified } from "../../../src/trust/verified.ts";
import { expect, fieldsIn, listIn, type StateCase } from "../state-l1/case.ts";
import { isFields } from "../state-l1/document.ts";
import { l1Basis, l1Proved, type OnL1, type Recording } from "./recording.ts";

const inField = (json: Json | undefined): Hex => {
	const text =
		typeof json === "number" && Number.isSafeInteger(json) && json >= 0
			? `0x${json.toString(16)}`
			: json;
	return looseFelt(text, "element");
};

export const nodeIn = (json: Json): StarknetNode => {
	const outer = fieldsIn(json);
	if (outer.node !== undefined) return nodeIn(outer.node);
	if (outer.binary !== undefined) return nodeIn(outer.binary);
	if (outer.edge !== undefined) return nodeIn(outer.edge);
	const { left, right, child, path, length } = outer;
	if (left !== undefined)
		return {
			kind: "binary",
			left: BigInt(inField(left)),
			right: BigInt(inField(right)),
		};
	const inner = isFields(path) ? path : { value: path, len: length };
	return {
		kind: "edge",
		child: BigInt(inField(child)),
		path: BigInt(inField(inner.value ?? null)),
		length: Number(inField(inner.len ?? null)),
	};
};

/** The nodes on the way to a key, whatever their order in the file. */
const wayIn = (json: Json | undefined, root: Hex, key: Hex): Json => {
	const nodes = new Map(
		listIn(json)
			.map(nodeIn)
			.map((node) => [starknetNodeHash(pedersen, starkP, node), node] as const),
	);
	return starknetWay(nodes, BigInt(root), BigInt(key)).map(
		(node): Json => ({
			...witnessOf(node),
		}),
	);
};

/** The header, by the names of either of those who record it: nodes' own, or the verifiers of other chains. */
export const blockIn = (json: Json, roots: Json): unknown => {
	const own = fieldsIn(json);
	const under = fieldsIn(roots);
	const prices = (raw: Json | undefined): Json =>
		isFields(raw)
			? [inField(raw.price_in_wei), inField(raw.price_in_fri)]
			: listIn(raw).map(inField);
	return {
		number: own.block_number,
		contractsRoot: inField(
			own.contracts_trie_root ?? under.contracts_tree_root,
		),
		classesRoot: inField(own.classes_trie_root ?? under.classes_tree_root),
		sequencer: inField(own.sequencer_address),
		timestampS: own.block_timestamp ?? own.timestamp,
		transactionCount: own.transaction_count,
		eventCount: own.events_count ?? own.event_count,
		stateDiffLength: own.state_diff_length,
		daMode: own.l1_da_mode,
		stateDiffCommitment: inField(own.state_diff_commitment),
		transactionCommitment: inField(
			own.transactions_commitment ?? own.transaction_commitment,
		),
		eventCommitment: inField(own.events_commitment ?? own.event_commitment),
		receiptCommitment: inField(
			own.receipts_commitment ?? own.receipt_commitment,
		),
		l1GasPrice: prices(own.l1_gas_price),
		l1DataGasPrice: prices(own.l1_data_gas_price),
		l2GasPrice: prices(own.l2_gas_price),
		version: own.protocol_version ?? own.starknet_version,
		parentHash: inField(own.parent_block_hash ?? own.parent_hash),
	};
};

/** What the core keeps, by proof. */
type OnCore = {
	readonly globalRoot: Hex | null;
	readonly blockNumber: number | null;
	readonly blockHash: Hex | null;
};

const coreOf = ({ claim, l1Accounts }: Recording, proved: readonly OnL1[]) => {
	const named = fieldsIn(claim).core;
	const core =
		typeof named === "string"
			? d.address(named.toLowerCase(), "core")
			: d.address(fieldsIn(listIn(l1Accounts)[0] ?? null).address, "core");
	return proved.find(({ account }) => account.value.address === core);
};

const keptIn = (core: OnL1 | undefined): OnCore => {
	const word = (i: number): bigint | null =>
		core?.slots.find(({ value }) => value.key === stateSlots[i])?.value.word ??
		null;
	const [root, number, hash] = [word(0), word(1), word(2)];
	return {
		globalRoot: root === null ? null : wordHex(root),
		blockNumber: number === null ? null : Number(number),
		blockHash: hash === null ? null : wordHex(hash),
	};
};

/** The input's roots hold under what L1 keeps; the roots. */
const checkRoots = (
	input: Json,
): { readonly contractsRoot: Hex; readonly classesRoot: Hex } => {
	const { kept, block, roots } = fieldsIn(input);
	const known = fieldsIn(kept);
	if (block !== undefined && block !== null) {
		const header = starknetBlock(blockIn(block, roots ?? {}), "block");
		const root = globalRoot(header.contractsRoot, header.classesRoot);
		expect(
			known.blockHash === null || known.blockHash === starknetBlockHash(header),
			"another header",
		);
		expect(
			known.globalRoot === null || known.globalRoot === root,
			"other roots",
		);
		expect(
			known.blockNumber === null || known.blockNumber === header.number,
			"another number",
		);
		return header;
	}
	const own = fieldsIn(roots);
	const contractsRoot = inField(own.contracts_tree_root);
	const classesRoot = inField(own.classes_tree_root);
	expect(
		known.globalRoot === globalRoot(contractsRoot, classesRoot),
		"other roots",
	);
	return { contractsRoot, classesRoot };
};

const stateOf = (
	recording: Recording,
	profile: StarknetProfile,
	roots: { readonly contractsRoot: Hex; readonly classesRoot: Hex },
): Verified<StarknetState> => {
	const basis = l1Basis(recording.l1);
	return conclude(
		"starknet-state",
		[basis],
		{
			chain: profile.name,
			blockNumber: 0,
			blockHash: wordHex(0n),
			grade: basis.value.grade,
			profile,
			globalRoot: globalRoot(roots.contractsRoot, roots.classesRoot),
			contractsRoot: roots.contractsRoot,
			classesRoot: roots.classesRoot,
		},
		null,
	);
};

export const contractIn = (json: Json | undefined) => {
	const own = fieldsIn(json);
	return {
		address: inField(own.address ?? own.contract_address),
		contract: {
			classHash: inField(own.classHash ?? own.class_hash),
			storageRoot: inField(own.storageRoot ?? own.storage_root),
			nonce: inField(own.nonce),
		},
	};
};

type Slots = readonly {
	readonly key: Json;
	readonly value: Json;
	readonly proof: Json;
}[];

const slotsIn = (contract: Json): Slots => {
	const own = fieldsIn(contract);
	return listIn(
		own.storageProof ?? own.storage_proofs ?? own.storage ?? [],
	).map((one) => {
		const slot = fieldsIn(one);
		return {
			key: inField(slot.key ?? slot.storage_address),
			value: inField(slot.value),
			proof: slot.proof ?? slot.nodes ?? [],
		};
	});
};

const contractCase = (
	recording: Recording,
	profile: StarknetProfile,
	kept: Json,
	stated: Json,
): StateCase => {
	const l2 = fieldsIn(recording.l2);
	const common = { kept, block: l2.block ?? null, roots: l2.roots ?? null };
	const { address, contract } = contractIn(stated);
	const { contractsRoot } = checkRoots(common);
	const slots = slotsIn(stated).map(
		({ key, value, proof }): Json => ({
			key,
			value,
			nodes: wayIn(proof, contract.storageRoot, inField(key)),
		}),
	);
	return {
		name: `${recording.path} contract ${address}`,
		input: {
			...common,
			address,
			contract,
			nodes: wayIn(
				fieldsIn(stated).proof ?? l2.contractsTrieNodes ?? l2.contracts_proof,
				contractsRoot,
				address,
			),
			// a record and no list: a slot less would be no lie
			slots: Object.fromEntries(slots.map((slot, i) => [`${i}`, slot])),
		},
		check: (input) => {
			const own = fieldsIn(input);
			const account = concludeStarknetAccount(
				stateOf(recording, profile, checkRoots(input)),
				{
					...contractIn({
						...fieldsIn(own.contract),
						address: own.address ?? null,
					}),
					nodes: nodesWitness(own.nodes, "nodes"),
				},
			).value;
			expect(account.exists, "nothing is there");
			for (const slot of Object.values(fieldsIn(own.slots))) {
				const { key, value, nodes } = fieldsIn(slot);
				const found = trieValue(
					account.storageRoot,
					BigInt(inField(key)),
					nodesWitness(nodes, "nodes") as readonly NodeWitness[],
					"a slot",
				);
				expect(found === BigInt(inField(value)), "another value");
			}
		},
	};
};

/** The config by the rule that ships, where all that it reads was recorded; under the implementation of the recording's day. */
const configCase = (
	recording: Recording,
	profile: StarknetProfile,
): StateCase => {
	const name = `${recording.path} config`;
	const proved = l1Proved(l1Basis(recording.l1), recording.l1Accounts);
	const wanted = starknetConfigWanted(profile);
	const missing = wanted.flatMap(({ address, slots, code }) => {
		const one = proved.find(({ account }) => account.value.address === address);
		const keys = one?.slots.map(({ value }) => value.key) ?? [];
		return [
			...(one === undefined ? [address] : []),
			...slots.filter((key) => !keys.includes(key)),
			...(code && !one?.code ? [`the code of ${address}`] : []),
		];
	});
	if (missing.length > 0)
		return {
			name,
			input: null,
			check: () => {},
			unsupported: `not recorded: ${missing.length} of what starknet-config reads`,
		};
	return {
		name,
		input: { accounts: recording.l1Accounts },
		check: (input) => {
			const basis = l1Basis(recording.l1);
			const again = l1Proved(basis, fieldsIn(input).accounts ?? null);
			concludeStarknetConfig(
				profile,
				contractPremises(
					wanted.map(({ address, slots, code }) => {
						const one = again.find(
							({ account }) => account.value.address === address,
						);
						if (one === undefined) throw new RangeError(address);
						return {
							account: one.account,
							slots: slots.flatMap(
								(key) => one.slots.find(({ value }) => value.key === key) ?? [],
							),
							code: code ? one.code : null,
						};
					}),
				),
			);
		},
	};
};

export const starknetForms = (recording: Recording): readonly StateCase[] => {
	const l2 = fieldsIn(recording.l2);
	const network = l2.chainId ?? "SN_MAIN";
	const profiles = shippedReads
		.filter(({ kind }) => kind === "starknet-v1")
		.map((one) => starknetV1(one, one.name));
	// What is decided of another network's recording is under no pin of ours: tries and hashes are the same.
	const own = profiles.find(({ networkId }) => networkId === network);
	const [profile = own] = own === undefined ? profiles : [own];
	if (profile === undefined) throw new RangeError("no profile of the kind");
	const proved = l1Proved(l1Basis(recording.l1), recording.l1Accounts);
	const kept: Json = { ...keptIn(coreOf(recording, proved)) };
	const common = { kept, block: l2.block ?? null, roots: l2.roots ?? null };
	const contracts: readonly Json[] = [
		...(l2.contract === undefined ? [] : [l2.contract]),
		...listIn(l2.contracts ?? []),
	];
	return [
		...(own === undefined ? [] : [configCase(recording, own)]),
		{
			name: `${recording.path} header`,
			input: common,
			check: (input) => {
				expect(
					keptIn(coreOf(recording, proved)).blockHash !== null ||
						keptIn(coreOf(recording, proved)).globalRoot !== null,
					"L1's part has neither hash nor root",
				);
				checkRoots(input);
			},
		},
		...contracts.map((one) => contractCase(recording, profile, kept, one)),
	];
};
