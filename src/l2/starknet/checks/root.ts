// The newest state that Starknet's contract on L1 took over, by its root, its block's number and its block's hash. Rule
// starknet-root. L1 takes a state over after it found in a fact registry that a STARK proof of the step was checked there, so the
// root is accepted; that proof is not checked again here.
// Source: starkware-libs/cairo-lang@66355d7d, starknet/solidity/StarknetState.sol and Starknet.sol, updateStateInternal.

import { Fault } from "../../../base/fault.ts";
import { starkP } from "../../../crypto/pedersen.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import { nextSlot, wordHex } from "../../../state/storage-layout.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { countOr } from "../../look.ts";
import { provedOnL1 } from "../../proved.ts";
import { coreSlots, type StarknetProfile } from "./profile.ts";
import type { StarknetConfig, StarknetRoot } from "./values.ts";

/** Where the core keeps root, number and hash. */
export const stateSlots = [
	coreSlots.state,
	nextSlot(coreSlots.state, 1),
	nextSlot(coreSlots.state, 2),
] as const;

/** What has to be proved on L1 for `concludeStarknetRoot`, in the order it takes it, at the block of the config. */
export const starknetRootWanted = ({
	contracts,
}: StarknetProfile): readonly WantedAccount[] => [
	{ address: contracts.core.address, slots: stateSlots },
];

/** It is signed, and negative before the first block. */
const blockNumber = countOr("not-anchored");

/**
 * The newest state that L1 took over.
 * @param premises config, then the slots of `starknetRootWanted`
 * @throws not-anchored while there is none; evidence-step when the premises are not those wanted or not of the config's block, and
 * for a root or hash that is no element of the field
 */
export const concludeStarknetRoot = (
	premises: readonly AnyVerified[],
): Verified<StarknetRoot> => {
	const [first, ...rest] = premises;
	const config = premiseBy<StarknetConfig>(first, "starknet-config").value;
	const { profile, at } = config;
	const slots = provedOnL1(
		rest,
		starknetRootWanted(profile),
		profile,
		"starknet-root",
	);
	if (slots.some((slot) => slot.at.blockHash !== at.blockHash))
		throw new Fault("evidence-step", "the premises are of several blocks");
	const [root, number, hash] = slots;
	if (!root || !number || !hash)
		throw new Fault("evidence-step", "a slot is missing");
	if (root.word === 0n || hash.word === 0n)
		throw new Fault("not-anchored", "L1 took no state over yet");
	if (root.word >= starkP || hash.word >= starkP)
		throw new Fault("evidence-step", "a root beyond the field");
	const value: StarknetRoot = {
		profile,
		at,
		globalRoot: wordHex(root.word),
		blockNumber: blockNumber(number.word, "the block's number"),
		blockHash: wordHex(hash.word),
		finality: at.grade.finality,
		who: "accepted",
		validity: "l1-accepted",
	};
	return conclude("starknet-root", premises, value, null);
};
