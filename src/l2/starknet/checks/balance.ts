// What a token's contract keeps for an address: two halves of 128 bits in its storage, the low one first. Rule starknet-balance.
// That it keeps balances there is a fact of its class, so one of a class that the profile does not know proves nothing.
// Source: starknet-io/starkgate-contracts and OpenZeppelin/cairo-contracts, ERC20 (variable ERC20_balances); a u256 as two felts:
// starkware-libs/cairo, corelib integer.cairo and starknet/storage_access.cairo

import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import { mapPlace, starknetAddress } from "./felt.ts";
import { nodesWitness, trieValue } from "./trie.ts";
import type {
	StarknetAccount,
	StarknetBalance,
	StarknetState,
} from "./values.ts";

export const starknetBalanceWitness = d.record({
	owner: starknetAddress,
	low: nodesWitness,
	high: nodesWitness,
});
export type StarknetBalanceWitness = Decoded<typeof starknetBalanceWitness>;

const halfBits = 128n;

/** Where the low half of the owner's balance is in a token's storage; the high one is one further. */
export const balancePlace = (owner: bigint): bigint =>
	mapPlace("ERC20_balances", owner);

/**
 * The balance that a token's contract keeps.
 * @param token the token's contract, proved
 * @throws l2-account when it is no token of the profile or is not there, when the nodes do not lead to a half, and for a half of
 * more than 128 bits; l2-unknown-code for a class that the profile does not know
 */
export const concludeStarknetBalance = (
	token: Verified<StarknetAccount>,
	{ owner, low, high }: StarknetBalanceWitness,
): Verified<StarknetBalance> => {
	const { value: contract, premises } = premiseBy<StarknetAccount>(
		token,
		"starknet-account",
	);
	const { profile } = premiseBy<StarknetState>(
		premises[0],
		"starknet-state",
	).value;
	const { address, classHash, storageRoot } = contract;
	const listed = profile.tokens.find((one) => one.address === address);
	if (listed === undefined || !contract.exists)
		throw new Fault("l2-account", `${address} is no token that is there`);
	if (!profile.erc20Classes.some((one) => one.classHash === classHash))
		throw new Fault(
			"l2-unknown-code",
			`token ${listed.symbol} runs the class ${classHash}`,
		);
	const place = balancePlace(BigInt(owner));
	const half = (nodes: typeof low, at: bigint, which: string): bigint => {
		const found = trieValue(
			storageRoot,
			at,
			nodes,
			`the ${which} half of ${listed.symbol}`,
		);
		if (found >> halfBits !== 0n)
			throw new Fault("l2-account", `the ${which} half is ${found}`);
		return found;
	};
	const value: StarknetBalance = {
		at: contract.at,
		owner,
		token: address,
		symbol: listed.symbol,
		decimals: listed.decimals,
		amount:
			half(low, place, "low") | (half(high, place + 1n, "high") << halfBits),
	};
	const plain = (nodes: typeof low) => nodes.map((node) => ({ ...node }));
	return conclude("starknet-balance", [token], value, {
		owner,
		low: plain(low),
		high: plain(high),
	});
};
