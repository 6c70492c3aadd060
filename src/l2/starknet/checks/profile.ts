// What must be known of a Starknet beforehand: its contract on L1, the fact registry that it asks, the tokens that are shown and
// the code of tokens whose storage is known. Where values lie in the contract follows from its source and is the same everywhere.

import { type Hex, utf8 } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { identityOf, known, proxied } from "../../profile.ts";
import { readFields } from "../../read.ts";
import { felt, starknetAddress } from "./felt.ts";

const starknetFields = d.record({
	...readFields,
	kind: d.oneOf("starknet-v1"),
	/** Behind StarkWare's proxy, which is none of EIP-1967's. */
	contracts: d.record({ core: proxied }),
	/** The fact registry that the core asks for proofs. Its own code is not pinned: it can be changed, and the words say so. */
	verifier: d.address,
	/** Who may change the core, as far as the profile knows: each is proved before it is said. */
	governors: d.list(d.record({ address: d.address, says: d.text(160) }), 8),
	/** Words in the core's storage that are shown to people. */
	shown: d.list(d.record({ slot: d.hash, says: d.text(160) }), 8),
	tokens: d.list(
		d.record({
			address: starknetAddress,
			symbol: d.text(20),
			decimals: d.int(0, 36),
		}),
		32,
	),
	/** Classes that keep balances in the variable ERC20_balances: of another class a zero there would say nothing. */
	erc20Classes: d.list(d.record({ classHash: felt, known }), 32, 1),
});
export type StarknetProfile = Decoded<typeof starknetFields>;

/** @throws bad-field, also for a name that reads as another chain's id, and for a token that is there twice */
export const starknetV1: Decode<StarknetProfile> = (raw, path) => {
	const profile = starknetFields(raw, path);
	if (!/^[a-z][a-z0-9-]*$/.test(profile.name))
		throw new Fault(
			"bad-field",
			`"${path}.name": without an id, in a-z, 0-9 and - alone`,
		);
	const tokens = profile.tokens.map(({ address }) => address);
	if (new Set(tokens).size !== tokens.length)
		throw new Fault("bad-field", `"${path}.tokens" has a token twice`);
	return profile;
};

/** What evidence names such a profile by. */
export const starknetIdentity = (profile: StarknetProfile): Hex =>
	identityOf(profile, starknetV1);

const tagged = (tag: string): Hex => keccakHex(utf8(tag));

/**
 * Where the core and its proxy keep things: keccak-256 of a text. Source: starkware-libs/cairo-lang@66355d7d,
 * starknet/solidity/Starknet.sol and StarknetMessaging.sol; starkware-libs/starkex-contracts, upgrade/StorageSlots.sol (the
 * spelling is theirs)
 */
export const coreSlots = {
	implementation: tagged("StarkWare2019.implemntation-slot"),
	upgradeDelay: tagged("StarkWare.Upgradibility.Delay.Slot"),
	/** globalRoot, blockNumber, blockHash: this slot and the next two. */
	state: tagged("STARKNET_1.0_INIT_STARKNET_STATE_STRUCT"),
	verifier: tagged("STARKNET_1.0_INIT_VERIFIER_ADDRESS"),
	programHash: tagged("STARKNET_1.0_INIT_PROGRAM_HASH_UINT"),
	aggregatorProgramHash: tagged(
		"STARKNET_1.0_INIT_AGGREGATOR_PROGRAM_HASH_UINT",
	),
	configHash: tagged("STARKNET_1.0_STARKNET_CONFIG_HASH"),
} as const;
