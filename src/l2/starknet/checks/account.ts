// A contract of Starknet under a proved state, present or absent: its class, its nonce and the root of its storage. Every account is
// one. Rule starknet-account.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import type { ReadBasis } from "../../read.ts";
import { feltHex, starknetAddress } from "./felt.ts";
import {
	contractFields,
	contractLeaf,
	nodesWitness,
	trieValue,
} from "./trie.ts";
import type { StarknetAccount, StarknetState } from "./values.ts";

export const starknetAccountWitness = d.record({
	address: starknetAddress,
	/** Null where nothing is there. */
	contract: d.nullable(contractFields),
	nodes: nodesWitness,
});
export type StarknetAccountWitness = Decoded<typeof starknetAccountWitness>;

const nothing: Hex = feltHex(0n);

/** What of a state stands in what is proved under it. */
export const basisOfState = ({
	chain,
	blockNumber,
	blockHash,
	grade,
}: StarknetState): ReadBasis => ({ chain, blockNumber, blockHash, grade });

/**
 * What is at the address.
 * @throws l2-account when the nodes show neither a contract nor that there is none, or show another one
 */
export const concludeStarknetAccount = (
	state: Verified<StarknetState>,
	{ address, contract, nodes }: StarknetAccountWitness,
): Verified<StarknetAccount> => {
	const under = premiseBy<StarknetState>(state, "starknet-state").value;
	const leaf = trieValue(
		under.contractsRoot,
		BigInt(address),
		nodes,
		`contract ${address}`,
	);
	if ((contract === null ? 0n : contractLeaf(contract)) !== leaf)
		throw new Fault("l2-account", `${address} is another contract`);
	const value: StarknetAccount = {
		at: basisOfState(under),
		address,
		exists: contract !== null,
		classHash: contract?.classHash ?? nothing,
		nonce: BigInt(contract?.nonce ?? nothing),
		storageRoot: contract?.storageRoot ?? nothing,
	};
	return conclude("starknet-account", [state], value, {
		address,
		contract: contract === null ? null : { ...contract },
		nodes: nodes.map((node) => ({ ...node })),
	});
};
