// Super roots as bytes: the output roots of all chains of a dependency set at one time. Pure. Source: ethereum-optimism/specs@fd72cf79,
// specs/interop/fault-proof.md, "Super Root" (version 1); the extra data of a SuperFaultDisputeGame is this preimage.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";

export type SuperRoot = {
	/** Unix seconds: each chain's root is of its newest block that is not younger. */
	readonly timeS: bigint;
	/** Ascending by chain id. */
	readonly chains: readonly { readonly id: bigint; readonly root: Hex }[];
};

const headLength = 9;
const entryLength = 64;
/** No dependency set is near that large. */
const mostChains = 64;

export const encodeSuperRoot = ({ timeS, chains }: SuperRoot): Uint8Array =>
	concat(
		Uint8Array.of(1),
		bigToBytes(timeS, 8),
		...chains.flatMap(({ id, root }) => [
			bigToBytes(id, 32),
			fromHex(root, 32),
		]),
	);

/** @throws l2-preimage for another version or size, and where chain ids do not ascend */
export const decodeSuperRoot = (bytes: Uint8Array): SuperRoot => {
	const count = (bytes.length - headLength) / entryLength;
	if (bytes[0] !== 1)
		throw new Fault("l2-preimage", `a super root of version ${bytes[0]}`);
	if (!Number.isInteger(count) || count < 1 || count > mostChains)
		throw new Fault("l2-preimage", `${bytes.length} bytes of a super root`);
	const chains = Array.from({ length: count }, (_, i) => {
		const from = headLength + i * entryLength;
		return {
			id: BigInt(toHex(bytes.subarray(from, from + 32))),
			root: toHex(bytes.subarray(from + 32, from + 64)),
		};
	});
	chains.forEach(({ id }, i) => {
		const before = chains[i - 1];
		if (before !== undefined && before.id >= id)
			throw new Fault("l2-preimage", `chain ${id} is out of order`);
	});
	return { timeS: BigInt(toHex(bytes.subarray(1, headLength))), chains };
};

/** What a super root is hashed to, as games claim it. */
export const superRootHash = (preimage: Uint8Array): Hex => keccakHex(preimage);

/**
 * The output root of a chain out of the preimage of a super root.
 * @throws l2-preimage when that is not its preimage, or the chain is not among its chains
 */
export const chainInSuperRoot = (
	superRoot: Hex,
	preimage: Uint8Array,
	chainId: number,
): { readonly timeS: bigint; readonly root: Hex } => {
	const { timeS, chains } = decodeSuperRoot(preimage);
	const hash = superRootHash(preimage);
	if (hash !== superRoot)
		throw new Fault("l2-preimage", `hashes to ${hash}, not to ${superRoot}`);
	const own = chains.find(({ id }) => id === BigInt(chainId));
	if (own === undefined)
		throw new Fault("l2-preimage", `chain ${chainId} is not in ${superRoot}`);
	return { timeS, root: own.root };
};

/** When a chain began, and how it goes on. */
export type BlockTimes = {
	readonly genesis: { readonly timeS: number; readonly blockNumber: number };
	readonly blockTimeS: number;
};

/**
 * Of which block a super root of that time has the chain's root: of the newest that is not younger.
 * @throws l2-preimage for a time before the chain's first block, and one that no number of a block can be of
 */
export const blockAt = (
	{ genesis, blockTimeS }: BlockTimes,
	timeS: bigint,
): number => {
	const since = timeS - BigInt(genesis.timeS);
	const number =
		BigInt(genesis.blockNumber) +
		(since < 0n ? 0n : since / BigInt(blockTimeS));
	if (since < 0n || number > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("l2-preimage", `no block of the chain is of ${timeS}`);
	return Number(number);
};
